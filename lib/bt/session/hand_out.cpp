#include <bt/base/error.hpp>
#include <bt/session/session_state.hpp>

#include <libtorrent/alert_types.hpp>

#include <exception>
#include <utility>

/// What happened on its way to the host of a session.
namespace bt::session {

void session::state::hand_out(event what)
{
    if (!running)
        early.push_back(std::move(what));
    else if (callbacks.on_event)
        guarded([&] { callbacks.on_event(what); });
}

// What a callback throws, say because the reader of the output is gone, ends the run in order.
void session::state::guarded(std::function<void()> const& call)
{
    if (thrown) return;
    try {
        call();
    } catch (...) {
        thrown = std::current_exception();
        ending = true;
        loop.stop();
    }
}

void session::state::hand_out_early()
{
    for (auto const& each : std::exchange(early, {}))
        if (callbacks.on_event) guarded([&] { callbacks.on_event(each); });
    give_up_if_broken();
}

// libtorrent has paused all torrents, and starts them no more.
void session::state::on_session_error(lt::session_error_alert const& alert)
{
    broken = alert.error ? alert.error.message() : alert.message();
    if (running) give_up_if_broken();
}

void session::state::give_up_if_broken()
{
    if (!broken.empty()) guarded([&] { fail(exit_code::failed, "go on with", "session", broken); });
}

}  // namespace bt::session
