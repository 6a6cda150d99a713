#include "run.hpp"

#include <bt/cli/teller.hpp>
#include <bt/host/doc.hpp>
#include <bt/session/setting_list.hpp>

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
        seeds all{given, tell};
        return all.run(summary);
    });
}

}  // namespace bt_seed
