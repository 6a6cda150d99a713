#include "run.hpp"

#include <bt/cli/teller.hpp>
#include <bt/session/setting_list.hpp>

#include <bt-add/downloads.hpp>

namespace bt_add {

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-add", given.common, streams};
    if (given.list_settings) {
        for (auto const& each : bt::session::list_settings())
            tell.write()(each);
        return bt::exit_code::ok;
    }
    check(given);
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        downloads all{given, tell};
        return all.run(summary);
    });
}

}  // namespace bt_add
