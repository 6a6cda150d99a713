#include "server.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace bt::test {
namespace {

constexpr int poll_ms = 20;

struct bound {
    unique_fd fd;
    int port = 0;
};

bound bind_loopback(int type)
{
    bound out{unique_fd{::socket(AF_INET, type | SOCK_CLOEXEC, 0)}, 0};
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof here;
    auto* const address = reinterpret_cast<sockaddr*>(&here);
    if (::bind(out.fd.get(), address, length) != 0
        || ::getsockname(out.fd.get(), address, &length) != 0)
        throw std::runtime_error{"no port for a test's server"};
    out.port = ntohs(here.sin_port);
    return out;
}

bool readable(int fd)
{
    pollfd watched{.fd = fd, .events = POLLIN, .revents = 0};
    return ::poll(&watched, 1, poll_ms) > 0;
}

}  // namespace

bool http_peer::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (*leaving_) return false;
        pollfd watched{.fd = fd_, .events = POLLOUT, .revents = 0};
        if (::poll(&watched, 1, poll_ms) <= 0) continue;
        auto const sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return !*leaving_;
}

void http_peer::pause(std::chrono::milliseconds length) const
{
    auto const end = std::chrono::steady_clock::now() + length;
    while (!*leaving_ && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::min(length, std::chrono::milliseconds{poll_ms}));
}

void http_peer::reply(std::string_view status, std::string_view body, std::string_view headers)
{
    send(fmt::format("HTTP/1.1 {}\r\n{}Content-Length: {}\r\n\r\n", status, headers, body.size()));
    send(body);
}

void http_peer::close()
{
    ::shutdown(fd_, SHUT_RDWR);
}

std::string http_ask::header(std::string_view name) const
{
    std::string lower = head;
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    auto const at = lower.find(fmt::format("\r\n{}: ", name));
    if (at == std::string::npos) return {};
    auto const begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

http_server::http_server(answer with)
    : with_{std::move(with)}
{
    auto [fd, port] = bind_loopback(SOCK_STREAM);
    listener_ = std::move(fd);
    port_ = port;
    if (::listen(listener_.get(), 64) != 0) throw std::runtime_error{"cannot listen"};
    accepting_ = std::thread{[this] { accept(); }};
}

http_server::~http_server()
{
    leaving_ = true;
    accepting_.join();
    for (auto& each : serving_)
        each.join();
}

std::string http_server::url(std::string_view path) const
{
    return fmt::format("http://127.0.0.1:{}{}", port_, path);
}

void http_server::accept()
{
    while (!leaving_) {
        if (!readable(listener_.get())) continue;
        unique_fd fd{::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (!fd) continue;
        serving_.emplace_back([this, taken = fd.release()] { serve(unique_fd{taken}); });
    }
}

void http_server::serve(unique_fd fd)
{
    std::string read;
    http_peer peer{fd.get(), leaving_};
    while (!leaving_) {
        if (!readable(fd.get())) continue;
        std::array<char, 4096> buffer{};
        auto const size = ::recv(fd.get(), buffer.data(), buffer.size(), 0);
        if (size <= 0) return;
        read.append(buffer.data(), static_cast<std::size_t>(size));
        if (read.front() == '\x16') return;  // TLS
        auto const end = read.find("\r\n\r\n");
        if (end == std::string::npos) continue;
        http_ask ask{.target = {}, .head = read.substr(0, end + 2)};
        read.erase(0, end + 4);
        auto const space = ask.head.find(' ');
        ask.target = ask.head.substr(space + 1, ask.head.find(' ', space + 1) - space - 1);
        ++requests_;
        with_(ask, peer);
        if (ask.header("connection") == "close") return;
    }
}

udp_server::udp_server(answer with)
    : with_{std::move(with)}
{
    auto [fd, port] = bind_loopback(SOCK_DGRAM);
    socket_ = std::move(fd);
    port_ = port;
    other_ = bind_loopback(SOCK_DGRAM).fd;
    serving_ = std::thread{[this] { serve(); }};
}

udp_server::~udp_server()
{
    leaving_ = true;
    serving_.join();
}

std::string udp_server::url() const
{
    return fmt::format("udp://127.0.0.1:{}/announce", port_);
}

void udp_server::serve()
{
    while (!leaving_) {
        if (!readable(socket_.get())) continue;
        std::array<char, 4096> buffer{};
        sockaddr_in from{};
        socklen_t length = sizeof from;
        auto* const address = reinterpret_cast<sockaddr*>(&from);
        auto const size =
            ::recvfrom(socket_.get(), buffer.data(), buffer.size(), 0, address, &length);
        if (size < 0) continue;
        ++packets_;
        for (auto const& reply : with_({buffer.data(), static_cast<std::size_t>(size)}))
            ::sendto(
                elsewhere_ ? other_.get() : socket_.get(),
                reply.data(),
                reply.size(),
                0,
                address,
                length);
    }
}

}  // namespace bt::test
