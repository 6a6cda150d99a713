#include "interop.hpp"

namespace bt::test {
namespace {

/// Somebody who does not care about BEP 27 names a seeder that no tracker knows.
class told_by_a_stranger : public swarm {
protected:
    void SetUp() override
    {
        swarm::SetUp();
        if (!is_installed("python3")) GTEST_SKIP() << "there is no python3";
    }

    /// A seeder that is in no DHT, and its port.
    std::string serve(std::string const& torrent)
    {
        seeder_ = std::make_unique<process>(seed(torrent, {"--no-dht", "--no-utp"}));
        auto const ready = seeder_->wait_for("ready");
        EXPECT_TRUE(ready);
        return ready ? std::to_string(ready->at("port").get<int>()) : "1";
    }

    [[nodiscard]] ended fetch_by_dht(std::string const& torrent, std::vector<std::string> more = {})
    {
        auto const port = serve(torrent);
        process node{{.program = "bt-dht", .arguments = {"node", "-j", "--private-net"}}};
        auto const up = node.wait_for("ready");
        EXPECT_TRUE(up);
        if (!up) return {};
        auto const entry = address_of(*up);
        process stranger{
            {.program = "python3",
             .arguments = {
                 peer_script("dht_stranger.py"),
                 entry,
                 info_of(torrent).at("info_hash_v1").get<std::string>(),
                 port}}};
        EXPECT_TRUE(stranger.wait_for("announced", std::chrono::seconds{40}));
        more.insert(more.end(), {"--dht-node", entry});
        return run(add(torrent, std::move(more)));
    }

    [[nodiscard]] ended fetch_by_pex(std::string const& torrent, std::vector<std::string> more = {})
    {
        auto const port = serve(torrent);
        process stranger{
            {.program = "python3", .arguments = {peer_script("pex_stranger.py"), port}}};
        auto const up = stranger.wait_for("ready");
        EXPECT_TRUE(up);
        if (!up) return {};
        more.insert(more.end(), {"--no-dht", "--no-utp", "--peer", address_of(*up)});
        auto const end = run(add(torrent, std::move(more)));
        EXPECT_TRUE(stranger.wait_for("named", std::chrono::seconds{0}));
        return end;
    }

    static void expect_nothing_came(ended const& end, std::string const& reason)
    {
        EXPECT_EQ(end.status, 9) << end.err;
        auto const summary = end.last_line();
        EXPECT_EQ(summary["reason"], reason);
        EXPECT_EQ(summary["total_payload_download"], 0);
    }

private:
    std::unique_ptr<process> seeder_;
};

TEST_F(told_by_a_stranger, a_public_torrent_takes_peers_from_the_dht)
{
    auto const end = fetch_by_dht(make("x", {"-m", "v1"}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(told_by_a_stranger, a_private_torrent_takes_no_peers_from_the_dht)
{
    auto const torrent = make("x", {"-m", "v1", "--private"});
    expect_nothing_came(fetch_by_dht(torrent, {"--peer-timeout", "8s"}), "peer_timeout");
}

TEST_F(told_by_a_stranger, a_public_torrent_takes_peers_from_a_peer)
{
    auto const end = fetch_by_pex(make("x", {"-m", "v1"}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(told_by_a_stranger, a_private_torrent_takes_no_peers_from_a_peer)
{
    auto const torrent = make("x", {"-m", "v1", "--private"});
    expect_nothing_came(fetch_by_pex(torrent, {"--stall-timeout", "8s"}), "stall_timeout");
}

class private_by_tracker : public tracked, public ::testing::WithParamInterface<std::string> {};

TEST_P(private_by_tracker, a_private_torrent_takes_peers_from_its_tracker)
{
    auto const torrent = make("x", {"-m", GetParam(), "--private", "-a", announce()});
    allow(torrent);
    process seeder{seed(torrent)};
    ASSERT_TRUE(seeder.wait_for("ready"));
    ASSERT_TRUE(seeder.wait_for("tracker_reply"));
    auto const end = run(add(torrent));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

INSTANTIATE_TEST_SUITE_P(
    formats, private_by_tracker, ::testing::Values("v1", "hybrid", "v2"), [](auto const& each) {
        return each.param;
    });

}  // namespace
}  // namespace bt::test
