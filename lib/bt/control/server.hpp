#pragma once

#include <bt/control/listener.hpp>
#include <bt/control/protocol.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace boost::asio {
class io_context;
}

namespace bt::control {

/// A connected client, until it leaves; never used again for another.
using client_id = std::uint64_t;

/// What clients may take. Who wants more is refused or parted from, and never waited for.
struct server_limits {
    std::size_t line_bytes = std::size_t{16} << 20U;  ///< of one request
    /// Of all requests that have not come whole.
    std::size_t pending_bytes = std::size_t{64} << 20U;
    /// With one more, the one that is idle the longest is parted from; those that subscribed are
    /// not idle, unless they do not read what they are told.
    std::size_t clients = 128;
    /// Who takes nothing of what is there for it for so long does not read.
    std::chrono::milliseconds deaf_after{2000};
    /// Of what one client has not read yet; one reply alone may be longer.
    std::size_t queue_bytes = std::size_t{8} << 20U;
    /// Of what all have not read yet. With more, the one that has read nothing for the longest is
    /// parted from, unless it is the only one.
    std::size_t queued_bytes = std::size_t{64} << 20U;
    /// A client with more than this to read is not read from.
    std::size_t patience_bytes = std::size_t{256} << 10U;
    /// Requests of one client that may wait for their event.
    std::size_t waiting = 64;
};

/// One place of a line that came: answered once, now or later. Answers of a batch go out as one
/// line when all of them are there; those of notifications are dropped.
class reply_to {
public:
    reply_to() = default;
    [[nodiscard]] client_id client() const { return client_; }
    /// A client that has left is nobody's concern: then these do nothing.
    void result(std::string_view json) const;
    void fault(rpc_fault const& why) const;

private:
    friend class connection;
    struct batch;
    client_id client_ = 0;
    std::string id_;
    std::shared_ptr<batch> batch_;
};

struct server_callbacks {
    /// On the thread of the io_context.
    std::function<void(request, reply_to)> on_request;
    std::function<void(client_id)> on_leave;
    /// Before answers leave, once for all requests that came together: what they say is done can be
    /// made to last. May be empty.
    std::function<void()> before_answers = {};
};

/// Speaks lines with the clients of a socket, on the thread of `loop`, which must outlive it. Only
/// processes of the same user, and of root, are taken (SO_PEERCRED).
class server {
public:
    server(
        boost::asio::io_context& loop,
        std::unique_ptr<listener> where,
        server_callbacks callbacks,
        server_limits limits = {});
    ~server();
    server(server const&) = delete;
    server& operator=(server const&) = delete;
    server(server&&) = delete;
    server& operator=(server&&) = delete;

    /// One line, to which the line end is added. A client whose queue is full is parted from.
    void tell(client_id to, std::string_view line);
    /// Those that subscribed are not idle, whatever they send.
    void set_subscribed(client_id who, bool is);
    [[nodiscard]] std::size_t num_clients() const;
    [[nodiscard]] std::string const& path() const;
    /// Gives what is queued a last chance to leave, without waiting.
    void close();

    struct state;

private:
    std::shared_ptr<state> state_;
};

}  // namespace bt::control
