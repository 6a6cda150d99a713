#include <gtest/gtest.h>

#include <bt-seed/job.hpp>
#include <string>
#include <vector>

namespace bt_seed {
namespace {

using std::chrono::milliseconds;

constexpr bt::session::torrent_id id = 1;

bt::record::torrent_status whole()
{
    bt::record::torrent_status out;
    out.name = "data";
    out.is_seeding = true;
    out.total_wanted = 1000;
    out.num_pieces = 4;
    out.num_pieces_have = 4;
    return out;
}

bt::record::torrent_status having_sent(std::int64_t bytes)
{
    auto out = whole();
    out.total_payload_upload = bytes;
    return out;
}

/// One that was checked when the clock said 10 s.
class a_served_torrent : public testing::Test {
protected:
    a_served_torrent()
    {
        about.on_status(whole(), start);
        about.on_checked(start);
    }

    std::vector<goal_state>
    look(goals const& given, bt::session::swarm_count swarm = {}, milliseconds after = {})
    {
        return about.look(given, swarm, start + after);
    }

    static constexpr milliseconds start{10'000};
    job about{"x.torrent", id, "magnet:", job::missing::refuse};
};

TEST_F(a_served_torrent, tells_a_goal_at_first_and_when_it_changed)
{
    goals const given{.peers = 3};
    ASSERT_EQ(look(given).size(), 1U);
    EXPECT_TRUE(look(given).empty());
    auto const one = look(given, {.completed = 1});
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(one.front().name, "peers");
    EXPECT_EQ(one.front().value, 1);
    EXPECT_FALSE(one.front().is_reached());
    EXPECT_TRUE(look(given, {.completed = 1}).empty());
}

TEST_F(a_served_torrent, tells_the_goal_that_changed_alone)
{
    goals const given{.seeds = 3, .peers = 3};
    EXPECT_EQ(look(given).size(), 2U);
    auto const told = look(given, {.completed = 1});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().name, "peers");
    // What becomes less is news as well.
    EXPECT_EQ(look(given, {.completed = 1, .seeds = 1}).size(), 1U);
    EXPECT_EQ(look(given, {.completed = 1}).size(), 1U);
}

TEST_F(a_served_torrent, ends_once_with_its_goal)
{
    goals const given{.seeds = 1, .peers = 2};
    EXPECT_EQ(look(given, {.completed = 1}).size(), 2U);
    EXPECT_EQ(about.goal(), "");
    auto const last = look(given, {.completed = 2});
    ASSERT_EQ(last.size(), 1U);
    EXPECT_TRUE(last.front().is_reached());
    EXPECT_EQ(about.goal(), "peers");
    EXPECT_TRUE(look(given, {.completed = 3, .seeds = 1}).empty());
    EXPECT_EQ(about.goal(), "peers");
    EXPECT_TRUE(about.is_served());
}

TEST_F(a_served_torrent, without_a_goal_goes_on)
{
    EXPECT_TRUE(
        look({}, {.completed = 9, .seeds = 9, .copies = 9}, milliseconds{1'000'000}).empty());
    EXPECT_EQ(about.goal(), "");
}

TEST_F(a_served_torrent, tells_of_idleness_when_it_is_enough)
{
    goals const given{.idle = milliseconds{5000}};
    EXPECT_TRUE(look(given).empty());
    EXPECT_TRUE(look(given, {}, milliseconds{4999}).empty());
    auto const told = look(given, {}, milliseconds{5000});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().value, 5);
    EXPECT_EQ(about.goal(), "idle");
}

TEST_F(a_served_torrent, is_idle_since_it_sent_last)
{
    goals const given{.idle = milliseconds{5000}};
    about.on_status(having_sent(1), start + milliseconds{3000});
    // That it was asked about and had sent no more does not count.
    about.on_status(having_sent(1), start + milliseconds{6000});
    EXPECT_TRUE(look(given, {}, milliseconds{7999}).empty());
    EXPECT_EQ(look(given, {}, milliseconds{8000}).size(), 1U);
}

TEST_F(a_served_torrent, keeps_what_it_sent_before_it_was_paused)
{
    about.on_status(having_sent(1500), start);
    about.on_status(having_sent(0), start);
    EXPECT_EQ(look({.ratio = 1.5}).front().value, 1.5);
    EXPECT_EQ(about.goal(), "ratio");
}

TEST_F(a_served_torrent, is_no_other_seed_of_its_trackers)
{
    auto status = whole();
    status.num_complete = 2;
    about.on_status(status, start);
    EXPECT_EQ(look({.seeds = 2}).front().value, 1);
    EXPECT_EQ(about.goal(), "");
    status.num_complete = 3;
    about.on_status(status, start);
    EXPECT_EQ(look({.seeds = 2}).front().value, 2);
    EXPECT_EQ(about.goal(), "seeds");
}

TEST_F(a_served_torrent, that_no_tracker_knows_has_no_seeds)
{
    auto status = whole();
    status.num_complete = 0;
    about.on_status(status, start);
    EXPECT_EQ(look({.seeds = 1}).front().value, 0);
}

TEST_F(a_served_torrent, that_fails_has_no_goals_any_more)
{
    about.on_failure(bt::exit_code::io, "it is gone");
    EXPECT_FALSE(about.is_served());
    EXPECT_EQ(about.refused()->sentence, "cannot seed data: it is gone");
    EXPECT_TRUE(look({.ratio = 0}).empty());
    EXPECT_EQ(about.goal(), "");
}

TEST_F(a_served_torrent, that_was_checked_again_and_is_not_whole_is_refused)
{
    about.on_checked(start);
    EXPECT_TRUE(about.is_served());
    auto status = whole();
    status.is_seeding = false;
    status.num_pieces_have = 3;
    about.on_status(status, start);
    about.on_checked(start);
    EXPECT_FALSE(about.is_served());
    EXPECT_EQ(about.refused()->code, bt::exit_code::corrupt);
}

TEST_F(a_served_torrent, that_was_checked_again_is_as_idle_as_before)
{
    about.on_checked(start + milliseconds{5000});
    EXPECT_EQ(look({.idle = milliseconds{5000}}, {}, milliseconds{5000}).size(), 1U);
}

TEST(a_torrent_that_is_checked, has_no_goals_yet)
{
    job about{"x.torrent", id, "magnet:", job::missing::refuse};
    about.on_status(whole(), milliseconds{0});
    EXPECT_TRUE(about.is_checking());
    EXPECT_TRUE(
        about.look({.ratio = 0, .idle = milliseconds{1}}, {}, milliseconds{90'000}).empty());
    EXPECT_EQ(about.goal(), "");
    // The time of the check is no idleness.
    about.on_checked(milliseconds{90'000});
    EXPECT_TRUE(about.look({.idle = milliseconds{1000}}, {}, milliseconds{90'999}).empty());
    EXPECT_EQ(about.look({.idle = milliseconds{1000}}, {}, milliseconds{91'000}).size(), 1U);
}

TEST(a_torrent_that_is_checked, and_not_whole_is_refused)
{
    job about{"x.torrent", id, "magnet:", job::missing::refuse};
    auto status = whole();
    status.is_seeding = false;
    status.num_pieces_have = 1;
    about.on_status(status, milliseconds{0});
    about.on_checked(milliseconds{0});
    EXPECT_FALSE(about.is_checking());
    EXPECT_FALSE(about.is_served());
    EXPECT_EQ(about.refused()->code, bt::exit_code::corrupt);
    EXPECT_EQ(about.refused()->sentence, "cannot seed data: 3 of 4 pieces do not match their hash");
    EXPECT_TRUE(about.look({.ratio = 0}, {}, milliseconds{0}).empty());
}

}  // namespace
}  // namespace bt_seed
