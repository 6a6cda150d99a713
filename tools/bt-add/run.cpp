#include "run.hpp"

#include <bt/base/error.hpp>
#include <bt/cli/teller.hpp>
#include <bt/control/client.hpp>
#include <bt/session/setting_list.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-add/downloads.hpp>
#include <bt-add/links.hpp>
#include <iterator>
#include <utility>

namespace bt_add {

namespace {

/// All that is given now, with a host or without.
bt::exit_code fetch(options now, bt::cli::teller& tell, bt::record::summary& summary)
{
    for (;;) {
        downloads all{now, tell};
        try {
            return all.run(summary);
        } catch (bt::control::gone const&) {
            // Whoever hosted the session is gone; what it had come to is in the session.
            if (!all.can_begin_again()) throw;
            tell.remark(fmt::format("the host of session {} has ended", now.session));
            if (!all.inputs().empty()) now.inputs = all.inputs();
            summary = {};
        }
    }
}

bool was_stopped(bt::exit_code code)
{
    return code > bt::stopped_by(0);
}

/// A round of its own for each version, until the last that is wanted or a signal.
bt::exit_code
follow(options now, key_links& links, std::vector<std::string> others, bt::cli::teller& tell)
{
    auto code = bt::exit_code::ok;
    for (std::int64_t rounds = 0;;) {
        auto newer = [&] {
            bt::cli::interrupt const asked;
            auto found = links.wait(asked);
            if (found.empty()) code = bt::stopped_by(asked.signal());
            return found;
        }();
        if (newer.empty()) return code;
        now.inputs = std::exchange(others, {});
        std::ranges::move(newer, std::back_inserter(*now.inputs));
        try {
            code = bt::cli::with_summary(
                tell, [&](bt::record::summary& summary) { return fetch(now, tell, summary); });
        } catch (bt::error const& e) {
            // The next version may be better.
            code = e.code();
            tell.complain(e.what());
        }
        if (was_stopped(code) || ++rounds == now.follow_count) return code;
    }
}

/// Finds what the links of keys among the inputs point at; without any, nothing changes. The
/// status of a signal that came meanwhile, else ok.
bt::exit_code resolve(options& now, key_links& links, std::vector<std::string> others)
{
    if (!links.empty()) {
        bt::cli::interrupt const asked;
        try {
            std::ranges::move(links.look(asked), std::back_inserter(others));
        } catch (bt::error const& e) {
            if (e.code() != bt::exit_code::interrupted) throw;
            return bt::stopped_by(asked.signal());
        }
    }
    now.inputs = std::move(others);
    return bt::exit_code::ok;
}

bool has_inputs(options const& given)
{
    return !given.arguments.empty() || !given.list.file.empty();
}

}  // namespace

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-add", given.common, streams};
    if (given.list_settings) {
        for (auto const& each : bt::session::list_settings())
            tell.write()(each);
        return bt::exit_code::ok;
    }
    check(given);
    auto now = given;
    key_links links{given, tell};
    if (given.follow) {
        auto others = links.take(bt::cli::gather_inputs(given.arguments, given.list, "an input"));
        return follow(now, links, std::move(others), tell);
    }
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        if (has_inputs(given)) {
            auto others =
                links.take(bt::cli::gather_inputs(given.arguments, given.list, "an input"));
            auto const code = resolve(now, links, std::move(others));
            if (code != bt::exit_code::ok) return code;
        }
        return fetch(now, tell, summary);
    });
}

}  // namespace bt_add
