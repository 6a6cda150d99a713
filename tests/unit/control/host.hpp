#pragma once

#include <bt/base/error.hpp>
#include <bt/control/client.hpp>
#include <bt/control/server.hpp>
#include <bt/control/writer.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace bt::control::test {

using namespace std::chrono_literals;

inline std::string new_folder()
{
    std::string name = testing::TempDir() + "bt-control-XXXXXX";
    return ::mkdtemp(name.data());
}

/// A server on a thread of its own, which answers echo with its params, and keeps the replies of
/// wait.
class host {
public:
    explicit host(server_limits limits = {})
    {
        thread_ = std::thread{[this, limits] {
            auto const work = boost::asio::make_work_guard(loop_);
            server_.emplace(
                loop_,
                std::make_unique<listener>(path()),
                server_callbacks{
                    .on_request = [this](request asked, reply_to reply) { take(asked, reply); },
                    .on_leave = [this](client_id) { ++left; }},
                limits);
            up_.set_value();
            loop_.run();
        }};
        up_.get_future().wait();
    }
    ~host()
    {
        on_loop([this] { server_.reset(); });
        loop_.stop();
        thread_.join();
        std::filesystem::remove_all(folder_);
    }
    host(host const&) = delete;
    host& operator=(host const&) = delete;
    host(host&&) = delete;
    host& operator=(host&&) = delete;

    [[nodiscard]] std::string path() const { return folder_ + "/s"; }

    /// Done there before this returns.
    void on_loop(std::function<void()> const& call)
    {
        std::promise<void> done;
        boost::asio::post(loop_, [&] {
            call();
            done.set_value();
        });
        done.get_future().wait();
    }
    [[nodiscard]] std::size_t num_clients()
    {
        std::size_t out = 0;
        on_loop([&] { out = server_->num_clients(); });
        return out;
    }
    [[nodiscard]] server& get() { return *server_; }

    std::atomic<int> left{0};
    std::vector<reply_to> kept;  // touched on the loop alone
    client_id last = 0;
    std::size_t fill = 0;
    int filled = 0;

private:
    void take(request& asked, reply_to& reply)
    {
        last = reply.client();
        if (asked.method == "wait")
            kept.push_back(reply);
        else if (asked.method == "fill" && ++filled > 0)
            reply.result('"' + std::string(fill, 'f') + '"');
        else if (asked.method == "fail")
            reply.fault(fault_of(bt::error{bt::exit_code::not_found, "cannot find it", "look"}));
        else
            reply.result(to_json(asked.params));
    }

    std::string folder_ = new_folder();
    boost::asio::io_context loop_;
    std::promise<void> up_;
    std::optional<server> server_;
    std::thread thread_;
};

/// A client that says what it likes.
class raw {
public:
    explicit raw(std::string const& path)
        : fd_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        sockaddr_un to{};
        to.sun_family = AF_UNIX;
        std::strncpy(to.sun_path, path.c_str(), sizeof to.sun_path - 1);
        connected = ::connect(fd_.get(), reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
        timeval const patience{10, 0};
        ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    void say(std::string_view text) const
    {
        (void)::send(fd_.get(), text.data(), text.size(), MSG_NOSIGNAL);
    }
    void end_input() const { ::shutdown(fd_.get(), SHUT_WR); }
    /// All until the other side ends.
    [[nodiscard]] std::string rest() const
    {
        while (hear())
            ;
        return std::exchange(heard_, {});
    }
    [[nodiscard]] std::string line() const
    {
        auto end = heard_.find('\n');
        for (auto from = heard_.size(); end == std::string::npos && hear(); from = heard_.size())
            end = heard_.find('\n', from);
        auto out = heard_.substr(0, end);
        heard_.erase(0, end == std::string::npos ? end : end + 1);
        return out;
    }
    bool connected = false;

private:
    [[nodiscard]] bool hear() const
    {
        std::array<char, 65536> piece{};
        auto const got = ::recv(fd_.get(), piece.data(), piece.size(), 0);
        if (got > 0) heard_.append(piece.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    bt::unique_fd fd_;
    mutable std::string heard_;
};

template <class Condition>
bool comes_true(Condition const& condition)
{
    for (int tries = 0; tries < 1000; ++tries) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

}  // namespace bt::control::test
