#include <gtest/gtest.h>

#include <bt-seed/goals.hpp>
#include <ostream>
#include <string>
#include <vector>

namespace bt_seed {
namespace {

using std::chrono::milliseconds;

/// A torrent of 1000 bytes that has sent 1500, and so on: no two numbers are the same.
served a_torrent()
{
    served out{.idle = milliseconds{2500}, .sent_bytes = 1500, .size_bytes = 1000};
    out.known_seeds = 3;
    out.swarm = {.completed = 7, .seeds = 4, .copies = 5.25};
    return out;
}

std::string_view reached(goals const& given, served const& so_far)
{
    return goal_reached(given, states_of(given, so_far));
}

struct goal_case {
    std::string_view name;
    goals enough;    ///< a_torrent() has just reached it
    goals too_much;  ///< and has not this
    double target = 0;
    double value = 0;
};

void PrintTo(goal_case const& what, std::ostream* out)
{
    *out << what.name;
}

class each_goal : public testing::TestWithParam<goal_case> {};

TEST_P(each_goal, is_reached_at_its_border_and_not_before)
{
    EXPECT_EQ(reached(GetParam().enough, a_torrent()), GetParam().name);
    EXPECT_EQ(reached(GetParam().too_much, a_torrent()), "");
}

TEST_P(each_goal, says_how_far_it_is)
{
    auto const states = states_of(GetParam().enough, a_torrent());
    ASSERT_EQ(states.size(), 1U);
    EXPECT_EQ(states.front().name, GetParam().name);
    EXPECT_DOUBLE_EQ(states.front().target, GetParam().target);
    EXPECT_DOUBLE_EQ(states.front().value, GetParam().value);
    EXPECT_TRUE(states.front().is_reached());
    EXPECT_FALSE(states_of(GetParam().too_much, a_torrent()).front().is_reached());
}

TEST_P(each_goal, alone_is_not_called_all_goals)
{
    auto alone = GetParam().enough;
    alone.all = true;
    EXPECT_EQ(reached(alone, a_torrent()), GetParam().name);
}

TEST_P(each_goal, makes_that_there_is_one)
{
    EXPECT_TRUE(GetParam().enough.any());
    EXPECT_EQ(
        GetParam().enough.need_swarm(),
        GetParam().name == "seeds" || GetParam().name == "copies" || GetParam().name == "peers");
}

INSTANTIATE_TEST_SUITE_P(
    goals,
    each_goal,
    testing::Values(
        goal_case{"ratio", {.ratio = 1.5}, {.ratio = 1.501}, 1.5, 1.5},
        goal_case{"idle", {.idle = milliseconds{2500}}, {.idle = milliseconds{2501}}, 2.5, 2.5},
        goal_case{"seeds", {.seeds = 4}, {.seeds = 5}, 4, 4},
        goal_case{"copies", {.copies = 5}, {.copies = 6}, 5, 5.25},
        goal_case{"peers", {.peers = 7}, {.peers = 8}, 7, 7},
        goal_case{"uploaded", {.uploaded = 1500}, {.uploaded = 1501}, 1500, 1500}),
    [](auto const& of) { return std::string{of.param.name}; });

TEST(goals, of_none_are_never_reached)
{
    EXPECT_FALSE(goals{}.any());
    EXPECT_FALSE(goals{}.need_swarm());
    EXPECT_TRUE(states_of({}, a_torrent()).empty());
    EXPECT_EQ(reached({}, a_torrent()), "");
    EXPECT_EQ(reached({.all = true}, a_torrent()), "");
}

TEST(goals, are_told_in_their_order)
{
    goals const every{
        .ratio = 1, .idle = milliseconds{1}, .seeds = 1, .copies = 1, .peers = 1, .uploaded = 1};
    std::vector<std::string_view> names;
    for (auto const& each : states_of(every, a_torrent()))
        names.push_back(each.name);
    EXPECT_EQ(
        names,
        (std::vector<std::string_view>{"ratio", "idle", "seeds", "copies", "peers", "uploaded"}));
}

TEST(goals, end_with_the_first_that_is_reached)
{
    EXPECT_EQ(reached({.ratio = 2, .seeds = 4, .peers = 7}, a_torrent()), "seeds");
    EXPECT_EQ(reached({.ratio = 2, .seeds = 5, .peers = 8}, a_torrent()), "");
}

TEST(goals, end_with_the_last_when_all_are_wanted)
{
    EXPECT_EQ(reached({.seeds = 4, .peers = 7, .all = true}, a_torrent()), "all_goals");
    EXPECT_EQ(reached({.seeds = 4, .peers = 8, .all = true}, a_torrent()), "");
    EXPECT_EQ(reached({.seeds = 5, .peers = 7, .all = true}, a_torrent()), "");
}

TEST(goals, of_a_torrent_without_content_are_reached_by_its_ratio)
{
    EXPECT_EQ(reached({.ratio = 2}, {}), "ratio");
    EXPECT_EQ(reached({.uploaded = 1}, {}), "");
}

TEST(goals, of_nothing_are_reached_at_once)
{
    EXPECT_EQ(reached({.ratio = 0}, {.size_bytes = 1000}), "ratio");
    EXPECT_EQ(reached({.uploaded = 0}, {.size_bytes = 1000}), "uploaded");
}

TEST(goals, count_the_seeds_that_are_connected_or_that_trackers_know)
{
    served tracked{.known_seeds = 3};
    EXPECT_EQ(reached({.seeds = 3}, tracked), "seeds");
    EXPECT_EQ(reached({.seeds = 4}, tracked), "");
    tracked.swarm.seeds = 2;
    EXPECT_EQ(reached({.seeds = 4}, tracked), "");
    tracked.swarm.seeds = 4;
    EXPECT_EQ(reached({.seeds = 4}, tracked), "seeds");
}

TEST(goals, want_whole_copies)
{
    EXPECT_EQ(reached({.copies = 2}, {.swarm = {.copies = 1.999}}), "");
    EXPECT_EQ(reached({.copies = 2}, {.swarm = {.copies = 2}}), "copies");
}

}  // namespace
}  // namespace bt_seed
