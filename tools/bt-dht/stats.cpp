#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>

#include <bt-dht/entry.hpp>
#include <bt-dht/run.hpp>

namespace bt_dht {

bt::exit_code run_stats(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::cli::interrupt interrupt;
    return interruptible(interrupt, [&] {
        tell.write()(state_of_node(given, interrupt));
        return bt::exit_code::ok;
    });
}

}  // namespace bt_dht
