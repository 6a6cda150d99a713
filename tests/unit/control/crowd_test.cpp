#include "host.hpp"

namespace bt::control::test {
namespace {

// Clients that ask too much, or read too little.

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

TEST(control_client, one_that_takes_nobody_in_is_given_up)
{
    auto const path = new_folder() + "/stopped.sock";
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    auto const* const plain = reinterpret_cast<sockaddr const*>(&address);
    unique_fd const stopped{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    ASSERT_EQ(::bind(stopped.get(), plain, sizeof address), 0);
    ASSERT_EQ(::listen(stopped.get(), 0), 0);
    client const waiting{path, 200ms};
    try {
        client const next{path, 200ms};
        FAIL() << "it was taken in";
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::timed_out);
        EXPECT_EQ(
            std::string{e.what()}, "cannot reach session at " + path + ": it takes no clients in");
    }
}

}  // namespace
}  // namespace bt::control::test
