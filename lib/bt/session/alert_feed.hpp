#pragma once

#include <bt/base/export.hpp>

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}
namespace libtorrent {
class alert;
class session;
}  // namespace libtorrent

namespace bt::session {

/// Brings a session's alerts to the thread of a loop, and nothing else. An alert lives until its
/// handler returns. Neither loop nor session is owned; the session must outlive the feed.
class BT_API alert_feed {
public:
    alert_feed(
        boost::asio::io_context& loop,
        libtorrent::session& session,
        std::function<void(libtorrent::alert const&)> handler);
    ~alert_feed();
    alert_feed(alert_feed const&) = delete;
    alert_feed& operator=(alert_feed const&) = delete;
    alert_feed(alert_feed&&) = delete;
    alert_feed& operator=(alert_feed&&) = delete;

private:
    struct state;
    std::shared_ptr<state> state_;
};

}  // namespace bt::session
