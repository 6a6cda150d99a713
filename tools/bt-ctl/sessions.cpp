#include <bt/base/error.hpp>
#include <bt/control/client.hpp>
#include <bt/host/socket.hpp>
#include <bt/record/hosted_session.hpp>
#include <bt/record/render.hpp>
#include <bt/state/dirs.hpp>
#include <bt/state/lock.hpp>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <bt-ctl/show.hpp>

/// bt-ctl sessions: what is stored, and what of it is running.
namespace bt_ctl {
namespace {

using std::chrono::milliseconds;

/// What it says itself, within a moment: one that hangs must not hold up the list.
void ask(bt::record::hosted_session& about, milliseconds most)
{
    constexpr milliseconds longest{2000};
    auto const moment = most.count() > 0 ? std::min(most, longest) : longest;
    try {
        bt::control::client client{*about.socket};
        auto const who = parse(client.call("ping", "{}", moment));
        about.running = true;
        if (auto const pid = integer_in(who, "pid"); pid > 0) about.pid = pid;
        if (auto const port = integer_in(who, "port"); port > 0) about.listen_port = port;
        about.num_torrents = integer_in(parse(client.call("torrent_count", "{}", moment)), "count");
    } catch (bt::error const&) {
        return;  // nobody is there, or nobody that answers
    }
}

bt::record::hosted_session
look_at(options const& given, std::string const& folder, std::string name)
{
    bt::record::hosted_session out;
    out.socket = bt::host::socket_path(given.state_dir, name);
    if (auto const owner = bt::state::lock_owner(folder)) {
        out.running = true;
        if (*owner > 0) out.pid = *owner;
    }
    out.name = std::move(name);
    if (out.running) ask(out, given.timeout.value);
    if (!out.running) out.socket.reset();
    return out;
}

}  // namespace

bt::exit_code run_sessions(context& on)
{
    auto const& given = on.given();
    auto const where = bt::state::state_dir(given.state_dir);
    std::vector<std::string> rows;
    for (auto const& name : bt::state::session_names(where))
        rows.push_back(
            bt::record::to_json(look_at(given, bt::state::session_folder(where, name), name)));
    show_rows(on, {rows.begin(), rows.end()}, on.what().actions.front().columns);
    return bt::exit_code::ok;
}

}  // namespace bt_ctl
