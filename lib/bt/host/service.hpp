#pragma once

#include <bt/control/listener.hpp>
#include <bt/control/server.hpp>
#include <bt/host/call.hpp>
#include <bt/host/owner.hpp>
#include <bt/host/workers.hpp>
#include <bt/session/session.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bt::host {

/// What a client wants to hear of.
struct subscription {
    std::set<std::string, std::less<>> kinds;     ///< of events
    std::set<std::string, std::less<>> torrents;  ///< keys; empty for all
    std::chrono::milliseconds interval{0};        ///< of torrent_status; 0: none
    std::chrono::steady_clock::time_point last_status;
    std::set<session::torrent_id> changed;        ///< since then
    std::chrono::milliseconds stats_interval{0};  ///< of session_stats; 0: none
    std::chrono::steady_clock::time_point last_stats;
    /// Kept for the client to fetch; the oldest go if that takes too long.
    bool is_polled = false;
    std::deque<std::string> queue;
    std::size_t queue_bytes = 0;
    std::int64_t dropped = 0;
};

/// The control protocol of a running session (docs/control-protocol.md): a server on the session's
/// loop. Its owner passes on what the session tells.
class service {
public:
    /// Both must outlive it.
    service(owner& of, session::session& on, std::unique_ptr<control::listener> where);
    ~service();
    service(service const&) = delete;
    service& operator=(service const&) = delete;
    service(service&&) = delete;
    service& operator=(service&&) = delete;

    void on_event(session::event const& what);
    void on_status(std::span<session::torrent_update const> updates);
    void on_piece(session::torrent_id id, session::piece_content const& content);
    void on_tick();
    /// An event of the tool's own, as its line says it.
    void tell(std::string_view kind, std::string_view json);

    void subscribe(control::client_id who, subscription what);
    void unsubscribe(control::client_id who);
    /// Nothing for a client that has not subscribed.
    [[nodiscard]] subscription* subscription_of(control::client_id who);
    /// The status with what the owner knows of it.
    [[nodiscard]] record::torrent_status status_of(session::torrent_id id) const;
    [[nodiscard]] std::string const& socket_path() const { return server_.path(); }
    [[nodiscard]] std::string const& last_error() const { return last_error_; }
    void clear_last_error() { last_error_.clear(); }

private:
    struct waiting {
        control::reply_to to;
        later what;
        std::chrono::steady_clock::time_point until;
    };

    void on_request(control::request asked, control::reply_to reply);
    void answer(control::request& asked, control::reply_to const& reply);
    void hold(control::reply_to const& reply, later what);
    void do_aside(control::reply_to reply, aside work);
    void tell_one(control::client_id who, subscription& of, std::string const& json);
    void tell_those(
        std::function<bool(subscription const&)> const& wants_it,
        std::function<std::string()> const& json);
    void fault(control::reply_to const& reply, error const& why);
    void on_leave(control::client_id who);
    void look_at_waiting(session::event const& what);
    void tell_status(control::client_id who, subscription& of);
    void tell_stats(control::client_id who);
    void renew_needs();
    [[nodiscard]] bool wants(subscription const& one, session::event const& what) const;

    owner* owner_;
    session::session* session_;
    std::map<control::client_id, subscription> subscriptions_;
    std::list<waiting> waiting_;
    std::multimap<std::pair<session::torrent_id, int>, control::reply_to> pieces_;
    std::set<std::string, std::less<>> needs_;   // kinds that libtorrent is asked for
    std::vector<control::client_id> listeners_;  // kept for its room
    std::string last_error_;
    control::server server_;
    workers aside_;
};

}  // namespace bt::host
