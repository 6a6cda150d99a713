#pragma once

#include <bt/control/out_queue.hpp>
#include <bt/control/server.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <string>

/// The inside of a server.
namespace bt::control {

using stream = boost::asio::local::stream_protocol;
class connection;

struct server::state : std::enable_shared_from_this<server::state> {
    state(
        boost::asio::io_context& loop_,
        std::unique_ptr<listener> where_,
        server_callbacks callbacks_,
        server_limits limits_);

    void accept();
    void take(stream::socket socket);
    void make_room();
    void shed();
    void part_from(client_id who);

    boost::asio::io_context& loop;
    std::unique_ptr<listener> where;
    server_callbacks callbacks;
    server_limits limits;
    stream::acceptor acceptor;
    boost::asio::steady_timer pause;
    std::map<client_id, std::shared_ptr<connection>> clients;
    client_id last_id = 0;
    std::size_t pending_bytes = 0;  // of requests that have not come whole
    bool closed = false;
};

/// One client. Reads as long as the client reads; lives until both directions are done.
class connection : public std::enable_shared_from_this<connection> {
public:
    connection(server::state& of, client_id id, stream::socket socket);

    void start() { read(); }
    void tell(std::string_view line);
    void answer(std::string const& line);
    void say(std::string_view line);
    void end();
    void flush_at_once();

    [[nodiscard]] std::chrono::steady_clock::time_point last_heard() const { return last_heard_; }
    [[nodiscard]] bool is_busy() const { return subscribed || waiting > 0 || queued() > 0; }
    [[nodiscard]] std::size_t queued() const { return queue_.size(); }
    /// Since when it has taken nothing of what is queued.
    [[nodiscard]] std::chrono::steady_clock::time_point last_took() const { return last_took_; }

    bool subscribed = false;
    std::size_t waiting = 0;  // requests that are not answered yet

private:
    void read();
    [[nodiscard]] bool is_patient() const;
    void on_read(std::size_t count);
    void on_end_of_input();
    void end_if_said();
    void take_lines(std::size_t from);
    void take_line(std::string_view line);
    void complain_of_size();
    void before_answers();
    void send();
    void send_now();
    void send_on();
    void on_sent(std::size_t count);

    server::state* of_;
    client_id id_;
    stream::socket socket_;
    std::array<char, 16384> piece_{};
    std::string pending_;  // of a line
    out_queue queue_;
    std::chrono::steady_clock::time_point last_heard_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point last_took_ = last_heard_;
    bool reading_ = false;
    bool sending_ = false;
    bool taking_ = false;      // lines of pending_
    bool has_lines_ = false;   // pending_ has whole ones, for which there is no patience
    bool last_words_ = false;  // what is queued is the last that is said
    bool ended_ = false;
};

struct reply_to::batch {
    std::weak_ptr<connection> to;
    bool is_batch = false;
    std::size_t missing = 0;
    std::string lines;

    void add(std::string const& line);
};

}  // namespace bt::control
