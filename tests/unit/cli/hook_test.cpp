#include "support/files.hpp"

#include <bt/cli/hook.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace bt::cli {
namespace {

using std::chrono::milliseconds;
using words = std::vector<std::string>;

TEST(a_command, is_split_at_blanks_outside_quotes)
{
    EXPECT_EQ(split_words("a b  c"), (words{"a", "b", "c"}));
    EXPECT_EQ(split_words("a 'b c' \"d e\""), (words{"a", "b c", "d e"}));
    EXPECT_EQ(split_words("a\\ b '' c'd'"), (words{"a b", "", "cd"}));
    EXPECT_EQ(split_words("'a\\b' \"a\\\"b\""), (words{"a\\b", "a\"b"}));
}

TEST(a_command, has_no_meaning_but_its_words)
{
    EXPECT_EQ(split_words("a $(b) ; `c` *"), (words{"a", "$(b)", ";", "`c`", "*"}));
}

TEST(a_command, has_a_word_and_ends_its_quotes)
{
    EXPECT_FALSE(split_words(""));
    EXPECT_FALSE(split_words("  "));
    EXPECT_FALSE(split_words("a 'b"));
    EXPECT_FALSE(split_words("''"));
}

class a_hook : public testing::Test {
protected:
    hook_end run(hook_call what)
    {
        hook_runner runner;
        return run(runner, std::move(what));
    }

    hook_end run(hook_runner& runner, hook_call what)
    {
        std::optional<hook_end> out;
        runner.call(std::move(what), [&](hook_end const& how) { out = how; });
        wait(runner);
        EXPECT_TRUE(out);
        return out.value_or(hook_end{});
    }

    static void wait(hook_runner& runner)
    {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (!runner.is_idle() && std::chrono::steady_clock::now() < end) {
            runner.look();
            std::this_thread::sleep_for(milliseconds{5});
        }
        EXPECT_TRUE(runner.is_idle());
    }

    [[nodiscard]] std::string shell_to(std::string const& name, std::string const& text) const
    {
        return text + " > " + (place / name);
    }

    test::scratch place;
};

TEST_F(a_hook, reads_its_input_and_its_environment)
{
    auto const how = run(
        {.command = {"sh", "-c", shell_to("out", "{ cat; echo $BT_X; }")},
         .input = "hello\n",
         .environment = {{"BT_X", "a b"}}});
    EXPECT_TRUE(how.is_fine());
    EXPECT_EQ(test::read_file(place / "out"), "hello\na b\n");
}

TEST_F(a_hook, need_not_read_its_input)
{
    EXPECT_TRUE(run({.command = {"true"}, .input = std::string(1 << 20, 'x')}).is_fine());
}

TEST_F(a_hook, tells_how_it_ended)
{
    EXPECT_EQ(run({.command = {"sh", "-c", "exit 7"}}).status, 7);
    EXPECT_EQ(run({.command = {"sh", "-c", "kill -TERM $$"}}).status, 128 + 15);
    auto const none = run({.command = {"no-such-program-here"}});
    EXPECT_FALSE(none.is_fine());
    EXPECT_NE(none.trouble.find("No such file"), std::string::npos);
}

TEST_F(a_hook, is_ended_with_all_it_started_when_its_time_is_over)
{
    auto const start = std::chrono::steady_clock::now();
    auto const how =
        run({.command = {"sh", "-c", "sleep 60 & wait"}, .timeout = milliseconds{100}});
    EXPECT_TRUE(how.timed_out);
    EXPECT_FALSE(how.is_fine());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{15});
}

TEST_F(a_hook, inherits_no_descriptor_of_ours)
{
    int const leak = ::dup(0);
    ASSERT_GT(leak, 2);
    run({.command = {"sh", "-c", shell_to("fds", "ls /proc/$$/fd")}});
    ::close(leak);
    EXPECT_EQ(test::read_file(place / "fds").find(std::to_string(leak) + "\n"), std::string::npos);
}

TEST_F(a_hook, waits_for_its_turn)
{
    hook_runner runner{1};
    std::vector<int> order;
    for (int i = 0; i < 3; ++i)
        runner.call(
            {.command = {"sh", "-c", i == 0 ? "sleep 0.2" : "true"}},
            [&order, i](hook_end const&) { order.push_back(i); });
    wait(runner);
    EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
}

}  // namespace
}  // namespace bt::cli
