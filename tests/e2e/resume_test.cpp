#include "swarm.hpp"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <thread>

/// bt-add started again after it was stopped, killed or lied to.
namespace bt::test {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t file_size = 96 * 1024 * 1024;

class going_on : public swarm {
protected:
    void SetUp() override
    {
        std::filesystem::create_directories(place / "src/data");
        for (int file = 0; file < 3; ++file)
            write_file(
                place / ("src/data/" + std::to_string(file)),
                noise(file_size / 3, static_cast<unsigned>(file + 1)));
    }

    void start(std::vector<std::string> const& how)
    {
        torrent = make("x", how);
        seeder.emplace(seed(torrent, {"--no-utp"}));
        auto const ready = seeder->wait_for("ready");
        ASSERT_TRUE(ready);
        address = address_of(*ready);
        key = ready->at("magnets").at(0).get<std::string>();
    }

    [[nodiscard]] command download(std::vector<std::string> more) const
    {
        more.insert(more.begin(), {"--no-utp", "--peer", address, "--progress-interval", "20ms"});
        return add(torrent, std::move(more));
    }

    /// Waits until a part of it is here.
    static void let_run(process& one)
    {
        constexpr std::int64_t part = 8 * 1024 * 1024;
        EXPECT_TRUE(one.wait_for_line([](std::string const& line) {
            auto const json = nlohmann::json::parse(line, nullptr, false);
            return json.is_object()
                && json.value("total_payload_download", std::int64_t{0}) >= part;
        }));
    }

    /// What a run received, as far as it told.
    static std::int64_t received(ended const& how)
    {
        std::int64_t out = 0;
        // The last line of a process that was killed may be half a line.
        auto const end = how.out.rfind('\n');
        std::istringstream lines{how.out.substr(0, end == std::string::npos ? 0 : end)};
        for (std::string line; std::getline(lines, line);) {
            auto const json = nlohmann::json::parse(line);
            out = std::max(out, json.value("total_payload_download", std::int64_t{0}));
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> resume_files() const
    {
        std::vector<std::string> out;
        for (auto const& each : std::filesystem::directory_iterator{place / "got"})
            if (each.path().filename().string().starts_with(".bt-"))
                out.push_back(each.path().filename());
        return out;
    }

    std::string torrent;
    std::string address;
    std::string key;
    std::optional<process> seeder;
};

TEST_F(going_on, after_20_kills_loses_little_and_gets_every_byte_right)
{
    start({"-m", "v1", "-l", "64K"});
    std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<int> moment{150, 600};
    std::int64_t total = 0;
    int killed = 0;
    for (int round = 0; round < 20; ++round) {
        process one{download({"-L", "8M", "--save-interval", "200ms"})};
        std::this_thread::sleep_for(milliseconds{moment(random)});
        one.signal(SIGKILL);
        auto const end = one.wait();
        if (end.status == 128 + SIGKILL) ++killed;
        total += received(end);
    }
    EXPECT_GE(killed, 10);
    auto const end = run(download({}));
    EXPECT_EQ(end.status, 0) << end.err;
    total += received(end);
    EXPECT_TRUE(arrived());
    EXPECT_LE(static_cast<double>(total), 1.1 * static_cast<double>(file_size));
    EXPECT_TRUE(resume_files().empty());
}

class going_on_in_each : public going_on, public testing::WithParamInterface<char const*> {};

INSTANTIATE_TEST_SUITE_P(
    formats, going_on_in_each, testing::Values("v1", "v2", "hybrid"), [](auto const& what) {
        return std::string{what.param};
    });

TEST_P(going_on_in_each, after_an_orderly_stop_fetches_nothing_twice)
{
    start({"-m", GetParam(), "-l", "64K"});
    process one{download({"-L", "24M"})};
    let_run(one);
    one.signal(SIGINT);
    auto const first = one.wait();
    ASSERT_EQ(first.status, 128 + SIGINT) << first.err;
    EXPECT_EQ(resume_files().size(), 1U);
    auto const before = first.last_line().at("total_payload_download").get<std::int64_t>();
    EXPECT_GT(before, 1024 * 1024);
    auto const second = run(download({}));
    EXPECT_EQ(second.status, 0) << second.err;
    EXPECT_TRUE(arrived());
    // Blocks that were on their way when the first was stopped come again.
    EXPECT_LE(before + received(second), static_cast<std::int64_t>(file_size * 1.05));
    EXPECT_LT(received(second), static_cast<std::int64_t>(file_size));
    EXPECT_TRUE(resume_files().empty());
}

TEST_P(going_on_in_each, with_garbage_checks_all_and_loses_nothing)
{
    start({"-m", GetParam(), "-l", "64K"});
    process one{download({"-L", "24M"})};
    let_run(one);
    one.signal(SIGTERM);
    auto const first = one.wait();
    auto const files = resume_files();
    ASSERT_EQ(files.size(), 1U);
    write_file(place / ("got/" + files[0]), "garbage");
    auto const second = run(download({}));
    EXPECT_EQ(second.status, 0) << second.err;
    EXPECT_NE(second.err.find("checking all data"), std::string::npos) << second.err;
    EXPECT_TRUE(arrived());
    EXPECT_LE(received(first) + received(second), static_cast<std::int64_t>(file_size * 1.05));
}

TEST_P(going_on_in_each, notices_a_byte_that_changed_meanwhile)
{
    start({"-m", GetParam(), "-l", "64K"});
    process one{download({"-L", "24M", "--sequential"})};
    let_run(one);
    one.signal(SIGTERM);
    ASSERT_EQ(one.wait().status, 128 + SIGTERM);
    {
        std::fstream file{place / "got/data/0", std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(1000);
        file.put(static_cast<char>(~file.peek()));
    }
    auto const second = run(download({}));
    EXPECT_EQ(second.status, 0) << second.err;
    EXPECT_TRUE(arrived());
}

TEST_F(going_on, with_a_link_does_not_need_the_metadata_again)
{
    start({"-m", "hybrid", "-l", "64K"});
    auto link = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"--no-utp"});
        return add(key, std::move(more));
    };
    process one{link({"--peer", address, "-L", "24M"})};
    let_run(one);
    one.signal(SIGTERM);
    ASSERT_EQ(one.wait().status, 128 + SIGTERM);
    ASSERT_EQ(resume_files().size(), 1U);
    // Nobody is there who could give it.
    auto const alone = run(link({"--peer-timeout", "2s"}));
    EXPECT_EQ(alone.status, 9) << alone.err;
    ASSERT_TRUE(alone.last_line().is_object());
    EXPECT_EQ(alone.last_line().at("reason"), "peer_timeout");
    EXPECT_GT(alone.last_line().at("total_size").get<std::int64_t>(), 0);
    EXPECT_EQ(run(link({"--peer", address})).status, 0);
    EXPECT_TRUE(arrived());
}

TEST_F(going_on, in_a_session_needs_no_input_and_keeps_what_is_complete)
{
    start({"-m", "hybrid", "-l", "64K"});
    auto const session = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"-j", "--no-utp", "-S", "test", "--state-dir", place / "state"});
        return on_disk("bt-add", std::move(more));
    };
    process one{
        session({"--peer", address, "-L", "24M", "-d", place / "got", "-W", "60s", torrent})};
    let_run(one);
    // With nothing to hand over.
    auto const other = run(session({"-W", "5s"}));
    EXPECT_EQ(other.status, 15) << other.err;
    one.signal(SIGKILL);
    (void)one.wait();
    auto const second = run(session({"--peer", address, "-W", "60s"}));
    EXPECT_EQ(second.status, 0) << second.err;
    EXPECT_TRUE(arrived());
    EXPECT_TRUE(resume_files().empty());
    // Nothing is left to do.
    auto const third = run(session({"-W", "60s"}));
    EXPECT_EQ(third.status, 0) << third.err;
    EXPECT_EQ(third.last_line().at("torrents"), 0);
    // It is known, and believed.
    auto const again = run(session({"-d", place / "got", "-W", "20s", torrent}));
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(again.last_line().at("total_payload_download"), 0);
}

}  // namespace
}  // namespace bt::test
