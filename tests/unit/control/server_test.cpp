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

namespace {

using namespace bt::control;
using namespace std::chrono_literals;

std::string new_folder()
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

TEST(control_server, a_call_is_answered)
{
    host there;
    client me{there.path()};
    EXPECT_EQ(me.call("echo", R"({"a":[1,2]})", 5s), R"({"a":[1,2]})");
    struct stat facts {};
    ASSERT_EQ(::stat(there.path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST(control_server, a_failure_keeps_its_status_and_hint)
{
    host there;
    client me{there.path()};
    try {
        (void)me.call("fail", "{}", 5s);
        FAIL();
    } catch (bt::error const& e) {
        EXPECT_EQ(e.code(), bt::exit_code::not_found);
        EXPECT_STREQ(e.what(), "cannot find it");
        EXPECT_EQ(e.hint(), "look");
    }
}

TEST(control_server, replies_may_come_later_and_others_go_on)
{
    host there;
    client me{there.path()};
    client other{there.path()};
    EXPECT_THROW((void)me.call("wait", "{}", 50ms), bt::error);
    EXPECT_EQ(other.call("echo", "{}", 5s), "{}");
    // The late answer is nobody's any more, and does not take the place of another.
    there.on_loop([&] { there.kept.front().result(R"({"late":1})"); });
    EXPECT_EQ(me.call("echo", R"({"b":2})", 5s), R"({"b":2})");
}

TEST(control_server, a_reply_to_one_that_left_is_nobodys)
{
    host there;
    {
        client me{there.path()};
        EXPECT_THROW((void)me.call("wait", "{}", 50ms), bt::error);
    }
    ASSERT_TRUE(comes_true([&] { return there.left > 0 || there.num_clients() == 1; }));
    there.on_loop([&] { there.kept.front().result("{}"); });
    client other{there.path()};
    EXPECT_EQ(other.call("echo", "{}", 5s), "{}");
}

TEST(control_server, notifications_come_between_replies)
{
    host there;
    client me{there.path()};
    (void)me.call("echo", "{}", 5s);
    there.on_loop(
        [&] { there.get().tell(there.last, notification_line("event", R"({"kind":"x"})")); });
    EXPECT_EQ(me.call("echo", R"({"b":2})", 5s), R"({"b":2})");
    EXPECT_TRUE(me.has_events());
    EXPECT_EQ(me.next_event(5s), R"({"kind":"x"})");
    EXPECT_EQ(me.next_event(0ms), std::nullopt);
}

TEST(control_server, input_may_end_before_its_answer)
{
    host there;
    raw const me{there.path()};
    me.say(R"({"jsonrpc":"2.0","id":1,"method":"echo","params":{}})");
    me.end_input();
    EXPECT_EQ(me.rest(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
}

TEST(control_server, a_batch_is_answered_in_one_line_without_its_notifications)
{
    host there;
    raw const me{there.path()};
    me.say(R"([{"jsonrpc":"2.0","id":1,"method":"echo","params":[]},)"
           R"({"jsonrpc":"2.0","method":"echo"},{"jsonrpc":"2.0","id":2,"method":"wait"}])"
           "\n");
    ASSERT_TRUE(comes_true([&] {
        bool is = false;
        there.on_loop([&] { is = !there.kept.empty(); });
        return is;
    }));
    there.on_loop([&] { there.kept.front().result("7"); });
    EXPECT_EQ(
        me.line(), R"([{"jsonrpc":"2.0","id":1,"result":[]},{"jsonrpc":"2.0","id":2,"result":7}])");
}

TEST(control_server, a_line_too_long_is_refused_and_its_room_is_given_back)
{
    host there{{.line_bytes = 1000}};
    raw const me{there.path()};
    me.say(std::string(100'000, 'x'));
    EXPECT_NE(me.line().find("too long"), std::string::npos);
    EXPECT_EQ(me.rest(), "");
    client other{there.path()};
    EXPECT_EQ(other.call("echo", "{}", 5s), "{}");
}

TEST(control_server, half_requests_of_many_are_bounded_together)
{
    host there{{.line_bytes = 10'000, .pending_bytes = 30'000}};
    std::vector<std::unique_ptr<raw>> many;
    for (int count = 0; count < 10; ++count) {
        many.push_back(std::make_unique<raw>(there.path()));
        many.back()->say(std::string(9'000, 'x'));
    }
    EXPECT_TRUE(comes_true([&] { return there.num_clients() <= 3; }));
    client other{there.path()};
    EXPECT_EQ(other.call("echo", "{}", 5s), "{}");
}

TEST(control_server, the_longest_idle_makes_room)
{
    host there{{.clients = 4}};
    std::vector<std::unique_ptr<raw>> many;
    for (int count = 0; count < 20; ++count)
        many.push_back(std::make_unique<raw>(there.path()));
    client last{there.path()};
    EXPECT_EQ(last.call("echo", "{}", 5s), "{}");
    EXPECT_LE(there.num_clients(), 4U);
    EXPECT_EQ(many.front()->rest(), "");
}

TEST(control_server, subscribers_stay_and_the_next_is_refused)
{
    host there{{.clients = 2}};
    client one{there.path()};
    (void)one.call("echo", "{}", 5s);
    there.on_loop([&] { there.get().set_subscribed(there.last, true); });
    client two{there.path()};
    (void)two.call("echo", "{}", 5s);
    there.on_loop([&] { there.get().set_subscribed(there.last, true); });
    raw const three{there.path()};
    EXPECT_NE(three.line().find("too many"), std::string::npos);
    EXPECT_EQ(one.call("echo", "{}", 5s), "{}");
}

TEST(control_server, one_that_does_not_read_is_parted_from)
{
    host there{{.queue_bytes = 100'000}};
    client me{there.path()};
    (void)me.call("echo", "{}", 5s);
    there.on_loop([&] {
        std::string const line(1000, 'x');
        for (int count = 0; count < 10'000; ++count)
            there.get().tell(there.last, line);
    });
    EXPECT_EQ(there.num_clients(), 0U);
    EXPECT_EQ(there.left, 1);
}

/// One that subscribes, is told that much, and reads nothing of it.
std::unique_ptr<raw> deaf_client(host& there, std::size_t bytes)
{
    auto out = std::make_unique<raw>(there.path());
    out->say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\"}\n");
    (void)out->line();
    there.on_loop([&] {
        there.get().set_subscribed(there.last, true);
        there.get().tell(there.last, std::string(bytes, 'x'));
    });
    return out;
}

TEST(control_server, subscribers_that_do_not_read_make_room)
{
    host there{{.clients = 2, .deaf_after = 0ms}};
    auto const one = deaf_client(there, 2'000'000);
    auto const two = deaf_client(there, 2'000'000);
    client three{there.path()};
    EXPECT_EQ(three.call("echo", "{}", 5s), "{}");
    EXPECT_EQ(there.num_clients(), 2U);
    EXPECT_EQ(there.left, 1);
}

TEST(control_server, what_all_have_not_read_is_bounded)
{
    host there{{.queued_bytes = 5'000'000}};
    std::vector<std::unique_ptr<raw>> many;
    for (int count = 0; count < 6; ++count)
        many.push_back(deaf_client(there, 2'000'000));
    // Each has some of it in its socket.
    EXPECT_LE(there.num_clients(), 3U);
    EXPECT_GE(there.num_clients(), 2U);
    // A long answer to one that reads is nobody's trouble.
    many.clear();
    client me{there.path()};
    auto const params = "[\"" + std::string(7'000'000, 'y') + "\"]";
    EXPECT_EQ(me.call("echo", params, 20s), params);
}

TEST(control_server, one_that_asks_without_reading_is_not_read_from)
{
    host there{{.patience_bytes = 10'000}};
    raw const me{there.path()};
    auto const request = R"({"jsonrpc":"2.0","id":1,"method":"echo","params":[")"
        + std::string(2000, 'x') + "\"]}\n";
    std::thread talk{[&] {
        for (int count = 0; count < 2000; ++count)
            me.say(request);
    }};
    client other{there.path()};
    for (int count = 0; count < 50; ++count)
        EXPECT_EQ(other.call("echo", "{}", 5s), "{}");
    // Then it reads, and nothing was lost.
    for (int count = 0; count < 2000; ++count)
        ASSERT_FALSE(me.line().empty());
    talk.join();
}

TEST(control_server, requests_that_came_together_wait_until_answers_are_read)
{
    host there{{.patience_bytes = 10'000}};
    raw const me{there.path()};
    there.on_loop([&] { there.fill = 100'000; });
    std::string all;
    for (int count = 0; count < 30; ++count)
        all += "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"fill\"}\n";
    me.say(all);
    client other{there.path()};
    EXPECT_EQ(other.call("echo", "{}", 5s), "{}");
    int answered = 0;
    there.on_loop([&] { answered = there.filled; });
    EXPECT_LE(answered, 10);
    for (int count = 0; count < 30; ++count)
        ASSERT_GT(me.line().size(), 100'000U);
}

TEST(control_server, its_end_is_told)
{
    auto there = std::make_unique<host>();
    client me{there->path()};
    (void)me.call("echo", "{}", 5s);
    there.reset();
    EXPECT_THROW((void)me.next_event(5s), gone);
}

TEST(control_listener, a_dead_socket_is_replaced_and_a_living_one_is_not)
{
    auto const path = new_folder() + "/s";
    {
        listener const first{path};
        EXPECT_THROW((listener{path}), bt::error);
        // As after a kill: the file stays, and nobody answers.
        std::filesystem::rename(path, path + ".kept");
    }
    std::filesystem::rename(path + ".kept", path);
    {
        listener const second{path};
        client const me{path};
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(control_listener, long_paths_are_reached)
{
    auto const folder = new_folder() + "/" + std::string(150, 'd');
    std::filesystem::create_directory(folder);
    listener const there{folder + "/s"};
    EXPECT_NO_THROW((client{folder + "/s"}));
}

TEST(control_listener, what_is_no_socket_stays)
{
    auto const folder = new_folder();
    std::filesystem::create_directory(folder + "/s");
    try {
        listener const there{folder + "/s"};
        FAIL();
    } catch (bt::error const& e) {
        EXPECT_EQ(e.code(), bt::exit_code::refused);
    }
    EXPECT_TRUE(std::filesystem::is_directory(folder + "/s"));
}

TEST(control_client, nobody_there_is_not_found)
{
    try {
        client const me{new_folder() + "/none"};
        FAIL();
    } catch (bt::error const& e) {
        EXPECT_EQ(e.code(), bt::exit_code::not_found);
    }
}

}  // namespace
