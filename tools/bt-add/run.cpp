#include "run.hpp"

#include <bt/cli/teller.hpp>
#include <bt/control/client.hpp>
#include <bt/session/setting_list.hpp>

#include <fmt/format.h>

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
        auto now = given;
        for (;;) {
            downloads all{now, tell};
            try {
                return all.run(summary);
            } catch (bt::control::gone const&) {
                // Whoever hosted the session is gone; what it had come to is in the session.
                if (!all.can_begin_again()) throw;
                tell.remark(fmt::format("the host of session {} has ended", given.session));
                now.arguments = all.inputs();
                now.list = {};
                summary = {};
            }
        }
    });
}

}  // namespace bt_add
