#include "swarm.hpp"

#include <algorithm>
#include <csignal>
#include <thread>

namespace bt::test {
namespace {

class round_trip : public swarm, public ::testing::WithParamInterface<std::string> {};

TEST_P(round_trip, brings_every_byte_by_torrent_and_by_magnet)
{
    auto const torrent = make("x", {"-m", GetParam()});
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready) << seeder.wait().err;

    auto const by_torrent = run(add(torrent, {"--peer", address_of(*ready)}));
    EXPECT_EQ(by_torrent.status, 0) << by_torrent.err;
    EXPECT_TRUE(arrived());
    EXPECT_EQ(by_torrent.last_line()["kind"], "summary");
    EXPECT_EQ(by_torrent.last_line()["finished"], 1);

    std::filesystem::remove_all(place / "got");
    auto const magnet = ready->at("magnets").at(0).get<std::string>();
    auto const by_magnet = run(add(magnet, {"--peer", address_of(*ready)}));
    EXPECT_EQ(by_magnet.status, 0) << by_magnet.err;
    EXPECT_TRUE(arrived());
    std::vector<std::string> kinds;
    for (auto const& line : by_magnet.lines())
        kinds.push_back(line.at("kind"));
    auto const at = [&](char const* kind) {
        return std::ranges::find(kinds, kind) - kinds.begin();
    };
    EXPECT_LT(at("metadata_received"), at("torrent_finished"));
    EXPECT_LT(at("torrent_finished"), at("summary"));
    EXPECT_EQ(kinds.back(), "summary");

    seeder.signal(SIGTERM);
    auto const end = seeder.wait();
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_EQ(end.last_line()["reason"], "terminated");
    EXPECT_GT(end.last_line()["total_payload_upload"], 6'000'000);
}

INSTANTIATE_TEST_SUITE_P(formats, round_trip, ::testing::Values("v1", "v2", "hybrid"));

class story : public swarm {};

TEST_F(story, a_v2_torrent_without_piece_layers_gets_them_from_a_peer)
{
    auto const torrent = make("x", {"-m", "v2", "-l", "16K"});
    auto const bytes = read_file(torrent);
    auto const layers = bytes.find("12:piece layers");
    ASSERT_NE(layers, std::string::npos);
    write_file(place / "cut.torrent", bytes.substr(0, layers) + "e");
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    auto const got = run(add(place / "cut.torrent", {"--peer", address_of(*ready)}));
    EXPECT_EQ(got.status, 0) << got.err;
    EXPECT_TRUE(arrived());
}

TEST_F(story, a_rate_limit_holds_for_a_local_peer_too)
{
    auto const torrent = make("x", {});
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    auto const slow = run(add(torrent, {"--peer", address_of(*ready), "--down", "1M"}));
    EXPECT_EQ(slow.status, 0) << slow.err;
    // Nearly 3 MiB at 1 MiB a second; unlimited it takes a fraction of one.
    EXPECT_GT(slow.last_line()["duration"], 1.5);
}

TEST_F(story, data_that_is_there_is_kept_and_only_the_rest_is_fetched)
{
    auto const torrent = make("x", {"-l", "16K"});
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    std::filesystem::create_directories(place / "got");
    std::filesystem::copy(
        place / "src/data", place / "got/data", std::filesystem::copy_options::recursive);
    auto bytes = read_file(place / "got/data/large.bin");
    bytes[1'000'000] = static_cast<char>(~bytes[1'000'000]);
    write_file(place / "got/data/large.bin", bytes);
    auto const mended = run(add(torrent, {"--peer", address_of(*ready)}));
    EXPECT_EQ(mended.status, 0) << mended.err;
    EXPECT_TRUE(arrived());
    EXPECT_LE(mended.last_line()["total_payload_download"], 2 * 16 * 1024);
}

TEST_F(story, ctrl_c_in_mid_download_ends_in_order_with_a_summary)
{
    auto const torrent = make("x", {});
    process seeder{seed(torrent, {"--up", "200K"})};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    process adder{add(torrent, {"--peer", address_of(*ready), "--progress-interval", "200ms"})};
    ASSERT_TRUE(adder.wait_for_line([](std::string const& line) {
        auto const parsed = nlohmann::json::parse(line, nullptr, false);
        return parsed.value("kind", "") == "torrent_status" && parsed.value("total_done", 0) > 0;
    }));
    adder.signal(SIGINT);
    auto const end = adder.wait();
    EXPECT_EQ(end.status, 130);
    EXPECT_EQ(end.last_line()["kind"], "summary");
    EXPECT_EQ(end.last_line()["reason"], "interrupted");
    EXPECT_EQ(end.last_line()["exit_code"], 130);
}

TEST_F(story, sigusr1_prints_a_status_line)
{
    auto const torrent = make("x", {});
    process seeder{on_disk("bt-seed", {"-d", place / "src", torrent})};
    ASSERT_TRUE(seeder.wait_for_line([](auto const& line) { return line.starts_with("magnet:"); }));
    seeder.signal(SIGUSR1);
    std::this_thread::sleep_for(std::chrono::seconds{1});
    seeder.signal(SIGTERM);
    auto const end = seeder.wait();
    EXPECT_EQ(end.status, 0);
    EXPECT_NE(end.err.find("bt-seed: data: seeding, sent 0 B"), std::string::npos) << end.err;
}

TEST_F(story, a_bare_info_hash_is_enough_with_a_peer)
{
    auto const torrent = make("x", {"-m", "v1"});
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    auto const status = seeder.wait_for("torrent_status");
    ASSERT_TRUE(status);
    auto const end = run(add(status->at("info_hash_v1"), {"--peer", address_of(*ready)}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_F(story, without_json_the_result_is_a_path)
{
    auto const torrent = make("x", {});
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    auto const end =
        run(on_disk("bt-add", {"--peer", address_of(*ready), "-d", place / "got", torrent}));
    EXPECT_EQ(end.status, 0);
    EXPECT_EQ(end.out, (place / "got/data") + "\n");
    EXPECT_EQ(end.err, "");
}

TEST_F(story, events_are_chosen_by_name)
{
    auto const torrent = make("x", {});
    process seeder{seed(torrent)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    auto const end = run(add(
        torrent,
        {"--peer", address_of(*ready), "--events", "none,piece_finished", "--progress", "none"}));
    EXPECT_EQ(end.status, 0) << end.err;
    auto const lines = end.lines();
    ASSERT_GT(lines.size(), 2U);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        EXPECT_EQ(lines[i].at("kind"), "piece_finished");
}

}  // namespace
}  // namespace bt::test
