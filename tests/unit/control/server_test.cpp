#include "host.hpp"

namespace bt::control::test {
namespace {

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
}  // namespace bt::control::test
