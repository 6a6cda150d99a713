#include "run.hpp"

#include <bt/cli/teller.hpp>
#include <bt/session/setting_list.hpp>

#include <bt-seed/seeds.hpp>

namespace bt_seed {

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-seed", given.common, streams};
    if (given.list_settings) {
        for (auto const& each : bt::session::list_settings())
            tell.write()(each);
        return bt::exit_code::ok;
    }
    check(given);
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        seeds all{given, tell};
        return all.run(summary);
    });
}

}  // namespace bt_seed
