#include "tracker.hpp"

namespace bt::test {
namespace {

struct meeting {
    std::string protocol;
    std::string format;
};

class tracker_story : public tracked, public ::testing::WithParamInterface<meeting> {};

TEST_P(tracker_story, peers_meet_through_a_real_tracker)
{
    auto const url = GetParam().protocol == "udp" ? announce_udp() : announce();
    auto const torrent = make("x", {"-m", GetParam().format, "-a", url});
    allow(torrent);
    process seeder{seed(torrent)};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    auto const end = run(add(torrent));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

INSTANTIATE_TEST_SUITE_P(
    protocols,
    tracker_story,
    ::testing::Values(
        meeting{"http", "v1"},
        meeting{"http", "hybrid"},
        meeting{"http", "v2"},
        meeting{"udp", "v1"},
        meeting{"udp", "hybrid"},
        meeting{"udp", "v2"}),
    [](auto const& each) { return each.param.protocol + "_" + each.param.format; });

TEST_F(tracked, the_metadata_of_a_magnet_link_comes_from_a_peer_of_its_tracker)
{
    auto const torrent = make("x", {"-m", "v1"});
    allow(torrent);
    process seeder{seed(torrent, {"-a", announce()})};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    auto const end = run(add(magnet_of(torrent) + "&tr=" + announce_udp()));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(tracked, a_tracker_of_the_command_line_serves_as_well)
{
    auto const torrent = make("x", {});
    allow(torrent);
    process seeder{seed(torrent, {"-a", announce()})};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    auto const end = run(add(torrent, {"-a", announce()}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(tracked, a_tracker_that_refuses_is_an_event_and_no_end)
{
    auto const torrent = make("x", {"-a", announce()});
    process seeder{seed(torrent)};
    auto const error = seeder.wait_for("tracker_error");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->at("tracker"), announce());
    EXPECT_TRUE(error->contains("error_message"));
}

}  // namespace
}  // namespace bt::test
