#include "tracker.hpp"

#include <csignal>

namespace bt::test {
namespace {

/// aria2 finds peers through a tracker alone, and 1.36 knows only v1.
class with_aria2 : public tracked {
protected:
    std::string make_v1()
    {
        auto const torrent = make("v1", {"-m", "v1", "-a", announce()});
        allow(torrent);
        return torrent;
    }

    [[nodiscard]] command
    aria2(std::string const& torrent, std::string const& dir, std::vector<std::string> more) const
    {
        more.insert(
            more.begin(),
            {"--no-conf",
             "--dir=" + dir,
             "--interface=127.0.0.1",
             "--bt-external-ip=127.0.0.1",
             "--listen-port=" + std::to_string(free_port()),
             "--enable-dht=false",
             "--enable-dht6=false",
             "--bt-enable-lpd=false",
             "--enable-peer-exchange=false",
             "--file-allocation=none",
             "--bt-tracker-interval=2",
             torrent});
        return {.program = "aria2c", .arguments = std::move(more), .folder = place.path()};
    }
};

TEST_F(with_aria2, it_downloads_from_our_seeder)
{
    auto const torrent = make_v1();
    process seeder{seed(torrent)};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    auto const end = run(aria2(torrent, place / "got", {"--seed-time=0"}));
    EXPECT_EQ(end.status, 0) << end.out;
    EXPECT_TRUE(arrived());
}

TEST_F(with_aria2, it_downloads_by_magnet_from_our_seeder)
{
    auto const torrent = make_v1();
    process seeder{seed(torrent)};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    auto const link = magnet_of(torrent) + "&tr=" + announce();
    auto const end = run(aria2(link, place / "got", {"--seed-time=0"}));
    EXPECT_EQ(end.status, 0) << end.out;
    EXPECT_TRUE(arrived());
}

TEST_F(with_aria2, it_counts_as_one_that_completed)
{
    auto const torrent = make_v1();
    process seeder{seed(torrent, {"--until-peers", "1", "--max-time", "60s"})};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    auto const theirs = run(aria2(torrent, place / "got", {"--seed-time=0"}));
    EXPECT_EQ(theirs.status, 0) << theirs.out;
    auto const end = seeder.wait(std::chrono::seconds{20});
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_EQ(end.last_line()["reason"], "peers");
    EXPECT_TRUE(arrived());
}

TEST_F(with_aria2, it_seeds_to_our_downloader)
{
    auto const torrent = make_v1();
    process seeder{aria2(
        torrent, place / "src", {"--check-integrity=true", "--seed-time=10", "--seed-ratio=0.0"})};
    auto const end = run(add(torrent), std::chrono::seconds{90});
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
    seeder.signal(SIGKILL);
}

TEST_F(with_aria2, it_gives_the_metadata_of_a_magnet_link)
{
    auto const torrent = make_v1();
    process seeder{aria2(
        torrent, place / "src", {"--check-integrity=true", "--seed-time=10", "--seed-ratio=0.0"})};
    auto const end = run(add(magnet_of(torrent) + "&tr=" + announce()), std::chrono::seconds{90});
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
    seeder.signal(SIGKILL);
}

}  // namespace
}  // namespace bt::test
