#include "disk.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace bt::test {
namespace {

constexpr std::int64_t large_bytes = 3'000'000;

void truncate(std::string const& path)
{
    std::filesystem::resize_file(path, large_bytes / 3);
}

void append(std::string const& path)
{
    std::ofstream{path, std::ios::binary | std::ios::app} << noise(50'000, 3);
}

void rewrite(std::string const& path)
{
    std::fstream{path, std::ios::binary | std::ios::in | std::ios::out} << noise(large_bytes, 4);
}

/// As a tool does that copies times along.
void rewrite_with_old_times(std::string const& path)
{
    struct stat before {};
    EXPECT_EQ(::stat(path.c_str(), &before), 0);
    rewrite(path);
    timespec const times[]{before.st_atim, before.st_mtim};
    EXPECT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

void replace(std::string const& path)
{
    write_file(path + ".new", noise(large_bytes, 4));
    std::filesystem::rename(path + ".new", path);
}

void remove(std::string const& path)
{
    std::filesystem::remove(path);
}

struct change {
    char const* name;
    void (*make)(std::string const& path);
    /// Nothing right is left to serve. Else a seeder may go on with what it has open.
    bool is_an_end;
};

constexpr change truncated{"truncated", truncate, true};
constexpr change grown{"grown", append, false};
constexpr change rewritten{"rewritten", rewrite, true};
constexpr change rewritten_unseen{"rewritten_with_old_times", rewrite_with_old_times, true};
constexpr change replaced{"replaced", replace, false};
constexpr change removed{"removed", remove, false};

struct changed_file {
    char const* format;
    change what;
    bool in_mid_transfer = false;
};

/// The last part of the test's name.
void PrintTo(changed_file const& of, std::ostream* to)
{
    *to << of.format << '_' << of.what.name << (of.in_mid_transfer ? "_in_mid_transfer" : "");
}

class disk_change : public served, public ::testing::WithParamInterface<changed_file> {
protected:
    void SetUp() override
    {
        served::SetUp();
        original_ = read_file(large());
    }

    [[nodiscard]] std::string large() const { return place / "src/data/large.bin"; }

    /// Until one of the two is done, or a piece was wrong.
    [[nodiscard]] bool one_ends(process& leecher)
    {
        constexpr std::chrono::seconds now{0};
        return eventually([&] {
            return leecher.wait_for("summary", now) || leecher.wait_for("hash_failed", now)
                || seeder().wait_for("summary", now);
        });
    }

    /// Nothing that came was wrong, and it is no success unless everything came.
    void expect_no_wrong_byte(ended const& leecher)
    {
        EXPECT_TRUE(leecher.status == 0 || leecher.status == 130) << leecher.err;
        EXPECT_TRUE(events(leecher, "hash_failed").empty());
        EXPECT_EQ(leecher.last_line()["total_failed_bytes"], 0);
        EXPECT_TRUE(leecher.status != 0 || read_file(place / "got/data/large.bin") == original_);
    }

    void expect_told_once(ended const& by)
    {
        if (GetParam().what.is_an_end || by.status != 0) {
            EXPECT_EQ(by.status, 11) << by.err;
            auto const errors = events(by, "file_error");
            EXPECT_EQ(errors.size(), 1U) << nlohmann::json(errors);
            for (auto const& each : errors)
                EXPECT_EQ(each.at("path"), large()) << each;
            expect_one_line(by, {large()});
        } else {
            expect_ok(by);
        }
    }

private:
    std::string original_;
};

TEST_P(disk_change, no_wrong_byte_is_served_and_it_is_told_once)
{
    // A piece is a block: what is wrong is seen at once.
    auto const torrent = make("x", {"-m", GetParam().format, "-l", "16K"});
    bool const in_mid_transfer = GetParam().in_mid_transfer;
    serve(torrent, {"--up", in_mid_transfer ? "2M" : "0"});
    if (!in_mid_transfer) GetParam().what.make(large());
    process leecher{fetch({"--events", "piece_finished,hash_failed"})};
    if (in_mid_transfer) {
        ASSERT_TRUE(leecher.wait_for("piece_finished"));
        GetParam().what.make(large());
    }
    EXPECT_TRUE(one_ends(leecher)) << "both wait";
    leecher.signal(SIGINT);
    expect_no_wrong_byte(leecher.wait());
    expect_told_once(stop_seeder());
}

INSTANTIATE_TEST_SUITE_P(
    all,
    disk_change,
    ::testing::Values(
        changed_file{"v1", truncated},
        changed_file{"v2", truncated},
        changed_file{"hybrid", truncated},
        changed_file{"v1", rewritten},
        changed_file{"v2", rewritten},
        changed_file{"hybrid", rewritten},
        changed_file{"hybrid", rewritten_unseen},
        changed_file{"v1", grown},
        changed_file{"v2", grown},
        changed_file{"v2", replaced},
        changed_file{"hybrid", removed},
        changed_file{"v1", truncated, true},
        changed_file{"v2", truncated, true},
        changed_file{"hybrid", truncated, true},
        changed_file{"v1", rewritten, true},
        changed_file{"v2", rewritten, true},
        changed_file{"hybrid", rewritten, true},
        changed_file{"hybrid", grown, true},
        changed_file{"v1", replaced, true}));

class checked_file : public served, public ::testing::WithParamInterface<std::string> {};

TEST_P(checked_file, that_is_truncated_meanwhile_is_refused_and_kills_nobody)
{
    auto const sparse = place / "src/data/sparse";
    write_file(sparse, "");
    std::filesystem::resize_file(sparse, 1LL << 30);
    auto const torrent = make("x", {"-m", GetParam(), "-l", "1M"});
    process seeder{seed(torrent)};
    ASSERT_TRUE(seeder.wait_for_line([](std::string const& line) {
        auto const parsed = nlohmann::json::parse(line, nullptr, false);
        return parsed.value("kind", "") == "state_changed"
            && parsed.value("state", "") == "checking_files";
    }));
    std::filesystem::resize_file(sparse, 1 << 20);
    auto const end = seeder.wait();
    EXPECT_TRUE(events(end, "ready").empty()) << "the check was faster than this test";
    EXPECT_TRUE(end.status == 6 || end.status == 7 || end.status == 11) << end.status << end.err;
    auto const errors = events(end, "file_error");
    EXPECT_LE(errors.size(), 1U) << nlohmann::json(errors);
    expect_one_line(end, {"cannot seed data: "});
    EXPECT_EQ(end.last_line()["exit_code"], end.status);
}

INSTANTIATE_TEST_SUITE_P(formats, checked_file, ::testing::Values("v1", "v2", "hybrid"));

}  // namespace
}  // namespace bt::test
