#pragma once

#include <bt/base/file.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

/// Servers of a test's own on 127.0.0.1, each on threads that end with it: they answer byte for
/// byte what the test wants, right or wrong.
namespace bt::test {

/// The other end of a connection.
class http_peer {
public:
    http_peer(int fd, std::atomic<bool> const& leaving)
        : fd_{fd}
        , leaving_{&leaving}
    {
    }

    /// False once the client or the test is gone; an endless body ends by that.
    bool send(std::string_view bytes);
    /// Waits, at most until the test is over.
    void pause(std::chrono::milliseconds length) const;
    /// Headers and all: "HTTP/1.1 <status>", the extra lines, Content-Length, the body.
    void reply(std::string_view status, std::string_view body, std::string_view headers = {});
    void close();
    [[nodiscard]] bool is_leaving() const { return *leaving_; }

private:
    int fd_;
    std::atomic<bool> const* leaving_;
};

struct http_ask {
    std::string target;  ///< path and query
    std::string head;    ///< request line and headers

    /// Value of a header, by its name in lower case; empty without it.
    [[nodiscard]] std::string header(std::string_view name) const;
};

class http_server {
public:
    using answer = std::function<void(http_ask const&, http_peer&)>;

    /// Every request on every connection gets `with`, from several threads.
    explicit http_server(answer with);
    ~http_server();
    http_server(http_server const&) = delete;
    http_server& operator=(http_server const&) = delete;
    http_server(http_server&&) = delete;
    http_server& operator=(http_server&&) = delete;

    /// "http://127.0.0.1:PORT" and the path.
    [[nodiscard]] std::string url(std::string_view path) const;
    [[nodiscard]] int requests() const { return requests_; }
    [[nodiscard]] int port() const { return port_; }

private:
    void accept();
    void serve(unique_fd fd);

    answer with_;
    unique_fd listener_;
    int port_ = 0;
    std::atomic<bool> leaving_ = false;
    std::atomic<int> requests_ = 0;
    std::vector<std::thread> serving_;  ///< the accepting thread's until it has ended
    std::thread accepting_;
};

/// Answers packets.
class udp_server {
public:
    /// Gives the packets to send back.
    using answer = std::function<std::vector<std::string>(std::string const&)>;

    explicit udp_server(answer with);
    ~udp_server();
    udp_server(udp_server const&) = delete;
    udp_server& operator=(udp_server const&) = delete;
    udp_server(udp_server&&) = delete;
    udp_server& operator=(udp_server&&) = delete;

    [[nodiscard]] std::string url() const;
    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] int packets() const { return packets_; }
    /// Answers come from another port than was asked.
    void answer_from_elsewhere() { elsewhere_ = true; }

private:
    void serve();

    answer with_;
    unique_fd socket_;
    unique_fd other_;
    int port_ = 0;
    std::atomic<bool> leaving_ = false;
    std::atomic<bool> elsewhere_ = false;
    std::atomic<int> packets_ = 0;
    std::thread serving_;
};

}  // namespace bt::test
