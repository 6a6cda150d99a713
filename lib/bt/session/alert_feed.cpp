#include "alert_feed.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <libtorrent/alert.hpp>
#include <libtorrent/session.hpp>

#include <utility>
#include <vector>

namespace bt::session {

struct alert_feed::state {
    lt::session* session;  // null once the feed is gone; touched on the loop's thread alone
    std::function<void(lt::alert const&)> handler;

    void drain()
    {
        if (session == nullptr) return;
        std::vector<lt::alert*> alerts;
        session->pop_alerts(&alerts);
        for (auto const* alert : alerts)
            handler(*alert);
    }
};

alert_feed::alert_feed(
    boost::asio::io_context& loop,
    lt::session& session,
    std::function<void(lt::alert const&)> handler)
    : state_{std::make_shared<state>(state{&session, std::move(handler)})}
{
    // Runs on libtorrent's thread with its lock held: it may post, and no more. What is posted
    // shares the state, so that it may come after the feed's end.
    session.set_alert_notify(
        [&loop, shared = state_] { boost::asio::post(loop, [shared] { shared->drain(); }); });
}

alert_feed::~alert_feed()
{
    state_->session->set_alert_notify({});
    state_->session = nullptr;
}

}  // namespace bt::session
