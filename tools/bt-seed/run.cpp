#include "run.hpp"

#include <bt/cli/teller.hpp>
#include <bt/cli/tool.hpp>
#include <bt/control/client.hpp>
#include <bt/host/doc.hpp>
#include <bt/session/setting_list.hpp>

#include <fmt/format.h>

#include <bt-seed/seeds.hpp>
#include <ostream>

namespace bt_seed {

bool generate(std::ostream& out, std::string_view form)
{
    if (form != "control-methods") return false;
    out << bt::host::methods_as_markdown();
    return true;
}

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
        auto now = given;
        for (;;) {
            seeds all{now, tell, [&streams] {
                          return bt::cli::read_again<options>("bt-seed", declare, streams);
                      }};
            try {
                return all.run(summary);
            } catch (bt::control::gone const&) {
                // Whoever hosted the session is gone; what it had is in the session.
                if (!all.can_begin_again()) throw;
                tell.remark(fmt::format("the host of session {} has ended", given.session));
                now.arguments = all.inputs();
                now.list = {};
                now.ready_fd.reset();
                now.output.clear();
                summary = {};
            }
        }
    });
}

}  // namespace bt_seed
