#include "support/mount.hpp"
#include "swarm.hpp"

#include <fstream>
#include <optional>

/// bt-add where the disk is too small or read-only, and again when there is room.
namespace bt::test {
namespace {

constexpr std::int64_t file_size = 6 * 1024 * 1024;
constexpr std::int64_t all_bytes = file_size + file_size / 2;

class little_room : public swarm {
protected:
    void SetUp() override
    {
        std::filesystem::create_directories(place / "src/data");
        write_file(place / "src/data/one", noise(file_size, 1));
        write_file(place / "src/data/two", noise(file_size / 2, 2));
        torrent = make("x", {"-m", "hybrid", "-l", "64K"});
    }

    /// A seed, and a disk of this size at got.
    void start(std::string const& size)
    {
        seeder.emplace(seed(torrent, {"--no-utp"}));
        auto const ready = seeder->wait_for("ready");
        ASSERT_TRUE(ready);
        address = address_of(*ready);
        disk.emplace(place / "got", "size=" + size);
        if (!disk->trouble().empty()) GTEST_SKIP() << disk->trouble();
    }

    [[nodiscard]] command download(std::string const& input, std::vector<std::string> more) const
    {
        more.insert(more.begin(), {"--no-utp", "--peer", address});
        return add(input, std::move(more));
    }

    /// What the second run received is what the first one could not write, and no more.
    static void expect_the_rest(ended const& second, std::int64_t wanted, std::int64_t written)
    {
        // Pieces that were not whole come again.
        constexpr std::int64_t begun = 1024 * 1024;
        auto const came = second.last_line().at("total_payload_download").get<std::int64_t>();
        EXPECT_LT(came, wanted - written + begun);
    }

    std::string torrent;
    std::string address;
    std::optional<process> seeder;
    std::optional<memory_disk> disk;
};

struct way {
    char const* name;
    bool by_link;
    std::vector<std::string> options;
};

class little_room_for : public little_room, public testing::WithParamInterface<way> {};

INSTANTIATE_TEST_SUITE_P(
    each,
    little_room_for,
    testing::Values(
        way{"a_torrent", false, {}},
        way{"a_link", true, {}},
        way{"a_choice", false, {"-F", "data/one"}},
        way{"a_session", false, {"-S", "one", "--state-dir", "state"}}),
    [](auto const& what) { return std::string{what.param.name}; });

TEST_P(little_room_for, ends_with_11_names_the_file_and_goes_on_when_there_is_room)
{
    start("3m");
    if (IsSkipped()) return;
    auto options = GetParam().options;
    for (auto& each : options)
        if (each == "state") each = place / each;
    auto const input = GetParam().by_link ? magnet_of(torrent) : torrent;
    auto const first = run(download(input, options));
    EXPECT_EQ(first.status, 11) << first.err;
    EXPECT_EQ(first.last_line()["reason"], "file_error");
    EXPECT_GT(first.last_line()["total_payload_download"], 1024 * 1024);
    EXPECT_NE(first.err.find(place / "got/data/"), std::string::npos) << first.err;
    EXPECT_NE(first.err.find("No space left on device"), std::string::npos) << first.err;
    ASSERT_TRUE(disk->set_options("size=20m"));
    auto const second = run(download(input, options));
    EXPECT_EQ(second.status, 0) << second.err;
    bool const is_choice = GetParam().name == std::string_view{"a_choice"};
    expect_the_rest(second, is_choice ? file_size : all_bytes, 3 * 1024 * 1024);
    EXPECT_EQ(read_file(place / "got/data/one"), read_file(place / "src/data/one"));
}

TEST_F(little_room, for_an_archive_is_output_that_cannot_be_written)
{
    start("3m");
    if (IsSkipped()) return;
    auto const end = run(on_disk(
        "bt-add",
        {"-j", "--no-utp", "--peer", address, "-W", "60s", "--tar", place / "got/x.tar", torrent}));
    EXPECT_EQ(end.status, 5) << end.err;
    EXPECT_NE(end.err.find("got/x.tar"), std::string::npos) << end.err;
    EXPECT_FALSE(std::filesystem::exists(place / "got/x.tar"));
}

TEST_F(little_room, that_may_not_be_written_ends_with_11_and_changes_nothing)
{
    start("20m");
    if (IsSkipped()) return;
    auto const half = run(download(torrent, {"-F", "data/two"}));
    ASSERT_EQ(half.status, 0) << half.err;
    auto const before = read_file(place / "got/data/two");
    ASSERT_TRUE(disk->make_read_only());
    auto const end = run(download(torrent, {}));
    EXPECT_EQ(end.status, 11) << end.err;
    EXPECT_NE(end.err.find("Read-only file system"), std::string::npos) << end.err;
    EXPECT_NE(end.err.find(place / "got"), std::string::npos) << end.err;
    EXPECT_EQ(read_file(place / "got/data/two"), before);
}

/// One that a limit ended is as well kept as one that was stopped.
TEST_F(little_room, of_time_fetches_nothing_twice)
{
    start("20m");
    if (IsSkipped()) return;
    auto const first = run(on_disk(
        "bt-add",
        {"-j",
         "--no-utp",
         "--peer",
         address,
         "-W",
         "2s",
         "-L",
         "2M",
         "-d",
         place / "got",
         torrent}));
    EXPECT_EQ(first.status, 9) << first.err;
    EXPECT_EQ(first.last_line()["reason"], "deadline");
    auto const second = run(download(torrent, {}));
    EXPECT_EQ(second.status, 0) << second.err;
    EXPECT_EQ(second.out.find("checking_files"), std::string::npos);
    EXPECT_TRUE(arrived());
    expect_the_rest(
        second, all_bytes, first.last_line().at("total_payload_download").get<std::int64_t>());
}

}  // namespace
}  // namespace bt::test
