#include "interop.hpp"

namespace bt::test {
namespace {

/// Transmission 3.00 knows only v1. It announces 10 to 14 s after its start, and takes no peers on
/// 127.0.0.1 from a tracker.
class with_transmission : public interop {
protected:
    void SetUp() override
    {
        interop::SetUp();
        need("transmission-daemon");
        port_ = free_port();
        rpc_port_ = free_port();
    }

    /// Starts it with one torrent, whose data is in `folder` or will be.
    void start(std::string const& torrent, std::string const& folder)
    {
        std::filesystem::create_directories(place / "watched");
        std::filesystem::copy_file(torrent, place / "watched/x.torrent");
        start_in(folder);
    }

    /// Starts it without a torrent, and gives it a link.
    void start_with_link(std::string const& link, std::string const& folder)
    {
        std::filesystem::create_directories(place / "watched");
        start_in(folder);
        command const remote{
            .program = "transmission-remote",
            .arguments = {"127.0.0.1:" + std::to_string(rpc_port_), "--add", link}};
        EXPECT_TRUE(eventually(
            [&] { return bt::test::run(remote).status == 0; }, std::chrono::seconds{20}));
    }

    /// It has looked at the data that was there.
    [[nodiscard]] bool has_verified()
    {
        return says("Verification is done", std::chrono::seconds{20});
    }

    /// It was without some of the data, and got it.
    [[nodiscard]] bool gets_the_rest()
    {
        return says("State changed from \"Incomplete\" to \"Complete\"", std::chrono::seconds{50});
    }

    [[nodiscard]] std::string address() const
    {
        return std::string{theirs} + ":" + std::to_string(port_);
    }

private:
    void start_in(std::string const& folder)
    {
        std::filesystem::create_directories(folder);
        command const daemon{
            .program = "transmission-daemon",
            .arguments = {
                "--foreground",
                "--log-debug",
                "--config-dir",
                place / "transmission",
                "--watch-dir",
                place / "watched",
                "--download-dir",
                folder,
                "--no-incomplete-dir",
                "--bind-address-ipv4",
                theirs,
                "--peerport",
                std::to_string(port_),
                "--rpc-bind-address",
                "127.0.0.1",
                "--port",
                std::to_string(rpc_port_),
                "--no-dht",
                "--no-lpd",
                "--no-utp",
                "--no-portmap"}};
        daemon_ = std::make_unique<process>(with_errors_in_output(daemon));
    }

    [[nodiscard]] bool says(std::string const& words, std::chrono::seconds within)
    {
        auto const holds = [&](std::string const& line) {
            return line.find(words) != std::string::npos;
        };
        return daemon_->wait_for_line(holds, within).has_value();
    }

    int port_ = 0;
    int rpc_port_ = 0;
    std::unique_ptr<process> daemon_;
};

TEST_F(with_transmission, it_seeds_a_torrent_of_mktorrent_to_our_downloader)
{
    need("mktorrent");
    if (IsSkipped()) return;
    auto const torrent = place / "x.torrent";
    auto const made =
        run({.program = "mktorrent", .arguments = {"-l", "16", "-o", torrent, place / "src/data"}});
    ASSERT_EQ(made.status, 0) << made.err;
    start(torrent, place / "src");
    ASSERT_TRUE(has_verified());
    auto const end = run(fetch(torrent, {"--peer", address()}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(with_transmission, it_gives_the_metadata_of_a_magnet_link)
{
    auto const torrent = make("x", {"-m", "v1"});
    start(torrent, place / "src");
    ASSERT_TRUE(has_verified());
    auto const end = run(fetch(magnet_of(torrent), {"--peer", address()}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(with_transmission, it_meets_our_downloader_through_a_tracker)
{
    auto const torrent = make("x", {"-m", "v1", "-a", announce()});
    allow(torrent);
    start(torrent, place / "src");
    auto const end = run(fetch(torrent));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(with_transmission, it_downloads_from_our_seeder)
{
    // It leaves out empty files.
    std::filesystem::remove(place / "src/data/empty");
    auto const torrent = make("x", {"-m", "v1", "-a", announce()});
    allow(torrent);
    auto const seeder = serve(torrent);
    start(torrent, place / "got");
    EXPECT_TRUE(gets_the_rest());
    EXPECT_TRUE(eventually([&] { return arrived(); }, std::chrono::seconds{5}));
}

TEST_F(with_transmission, it_downloads_by_magnet_from_our_seeder)
{
    need("transmission-remote");
    if (IsSkipped()) return;
    std::filesystem::remove(place / "src/data/empty");
    auto const torrent = make("x", {"-m", "v1"});
    allow(torrent);
    auto const seeder = serve(torrent, {"-a", announce()});
    start_with_link(magnet_of(torrent) + "&tr=" + announce(), place / "got");
    EXPECT_TRUE(eventually([&] { return arrived(); }, std::chrono::seconds{50}));
}

TEST_F(with_transmission, it_counts_as_one_that_completed)
{
    std::filesystem::remove(place / "src/data/empty");
    auto const torrent = make("x", {"-m", "v1", "-a", announce()});
    allow(torrent);
    process seeder{seed(torrent, {"-I", ours, "--until-peers", "1", "--max-time", "80s"})};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    start(torrent, place / "got");
    EXPECT_TRUE(gets_the_rest());
    auto const end = seeder.wait(std::chrono::seconds{20});
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_EQ(end.last_line()["reason"], "peers");
}

}  // namespace
}  // namespace bt::test
