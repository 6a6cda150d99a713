#include "interop.hpp"

namespace bt::test {
namespace {

/// The folder that holds node_modules with webtorrent 1; scripts/install-packages makes it.
std::string npm_folder()
{
    if (auto const* const given = std::getenv("BT_NPM")) return given;
    if (auto const* const cache = std::getenv("XDG_CACHE_HOME"))
        return std::string{cache} + "/bt-tools/npm";
    auto const* const home = std::getenv("HOME");
    return std::string{home == nullptr ? "" : home} + "/.cache/bt-tools/npm";
}

/// webtorrent 1.9 knows only v1, and listens on every address. Before it has the metadata it
/// announces an empty `left`, which opentracker takes for a seed's and answers without seeds.
class with_webtorrent : public interop {
protected:
    void SetUp() override
    {
        interop::SetUp();
        need("node");
        if (IsSkipped()) return;
        if (!std::filesystem::exists(npm_folder() + "/node_modules/webtorrent"))
            GTEST_SKIP() << "there is no webtorrent in " << npm_folder() << "/node_modules";
    }

    /// Starts it with the data, and gives its address.
    std::string start(std::string const& torrent)
    {
        seeder_ = std::make_unique<process>(command{
            .program = "node",
            .arguments = {peer_script("webtorrent_seed.cjs"), torrent, place / "src"},
            .variables = {{"NODE_PATH", npm_folder() + "/node_modules"}}});
        auto const ready = seeder_->wait_for("ready", std::chrono::seconds{30});
        EXPECT_TRUE(ready) << seeder_->wait(std::chrono::seconds{0}).err;
        return ready ? address_of(*ready) : "127.0.0.1:1";
    }

    /// Fetches with it from one peer, or from whom the trackers name, until it has all.
    [[nodiscard]] bool gets(std::string const& input, std::vector<std::string> const& peer = {})
    {
        command fetch{
            .program = "node",
            .arguments = {peer_script("webtorrent_fetch.cjs"), input, place / "got"},
            .variables = {{"NODE_PATH", npm_folder() + "/node_modules"}}};
        fetch.arguments.insert(fetch.arguments.end(), peer.begin(), peer.end());
        process fetcher{std::move(fetch)};
        return fetcher.wait_for("done", std::chrono::seconds{40}).has_value();
    }

private:
    std::unique_ptr<process> seeder_;
};

TEST_F(with_webtorrent, it_seeds_to_our_downloader)
{
    auto const torrent = make("x", {"-m", "v1"});
    auto const peer = start(torrent);
    auto const end = run(add(torrent, {"--peer", peer}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(with_webtorrent, it_gives_the_metadata_of_a_magnet_link)
{
    auto const torrent = make("x", {"-m", "v1"});
    auto const peer = start(torrent);
    auto const end = run(add(magnet_of(torrent), {"--peer", peer}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(with_webtorrent, it_counts_as_one_that_completed)
{
    auto const torrent = make("x", {"-m", "v1"});
    process seeder{seed(torrent, {"--until-peers", "1", "--max-time", "60s"})};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    EXPECT_TRUE(gets(torrent, {address_of(*ready)}));
    auto const end = seeder.wait(std::chrono::seconds{20});
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_EQ(end.last_line()["reason"], "peers");
    EXPECT_TRUE(arrived());
}

TEST_F(with_webtorrent, it_downloads_by_magnet_from_our_seeder)
{
    auto const torrent = make("x", {"-m", "v1"});
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    EXPECT_TRUE(gets(magnet_of(torrent), {address_of(*ready)}));
    EXPECT_TRUE(arrived());
}

TEST_F(with_webtorrent, it_meets_our_seeder_through_a_tracker)
{
    auto const torrent = make("x", {"-m", "v1", "-a", announce()});
    allow(torrent);
    auto const seeder = serve(torrent);
    EXPECT_TRUE(gets(torrent));
    EXPECT_TRUE(arrived());
}

}  // namespace
}  // namespace bt::test
