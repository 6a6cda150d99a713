#include "fixture.hpp"

#include <bt/disk/look.hpp>

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <future>
#include <thread>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using op = lt::operation_t;

struct sync_result {
    std::vector<disk::file_stamp> files;
    std::string error;
};

sync_result sync(engine& in, payload const& what)
{
    std::promise<sync_result> done;
    in.door().sync(what.info_hash(), [&](disk::control::synced const& got) {
        done.set_value({got.files, told(got.error)});
    });
    auto answer = done.get_future();
    EXPECT_EQ(answer.wait_for(patience), std::future_status::ready);
    return answer.get();
}

void expect_stamp(disk::file_stamp const& stamp, std::string const& path)
{
    struct stat facts {};
    ASSERT_EQ(::stat(path.c_str(), &facts), 0) << path;
    EXPECT_EQ(stamp.size, facts.st_size);
    EXPECT_EQ(stamp.inode, facts.st_ino);
    EXPECT_EQ(stamp.device, facts.st_dev);
    EXPECT_EQ(
        stamp.mtime_ns, std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec);
}

class a_sync : public ::testing::Test {
protected:
    scratch place;
    engine in;
    payload what{
        in,
        {.save_path = place.path(),
         .files = {{"t/a", 3 * block}, {"t/b", block}, {"t/none", 4 * block}}}};
};

TEST_F(a_sync, waits_for_what_was_written_and_tells_how_the_files_look)
{
    int left = 4;
    for (int i = 0; i < 4; ++i)
        what.start_write(i / 2, i % 2, [&](auto const&) { --left; });
    auto const got = sync(in, what);
    EXPECT_EQ(got.error, fine);
    ASSERT_EQ(got.files.size(), 3U);
    expect_stamp(got.files[0], what.path(0));
    expect_stamp(got.files[1], what.path(1));
    EXPECT_EQ(got.files[2], disk::file_stamp{});
    EXPECT_TRUE(read_file(what.path(0)) == what.file_bytes(0));
    EXPECT_TRUE(in.run_until([&] { return left == 0; }));
    EXPECT_EQ(disk::look(what.files(), place.path()), got.files);
}

TEST_F(a_sync, of_files_that_vanished_is_an_error_until_they_are_there)
{
    EXPECT_EQ(what.write_piece(0), std::vector<std::string>{});
    what.release();
    fs::rename(place / "t", place / "u");
    for (int i = 0; i < 2; ++i) {
        auto const got = sync(in, what);
        EXPECT_EQ(got.error, trouble(ENOENT, 0, op::file_open));
        EXPECT_TRUE(got.files.empty());
    }
    fs::rename(place / "u", place / "t");
    auto const got = sync(in, what);
    EXPECT_EQ(got.error, fine);
    expect_stamp(got.files.at(0), what.path(0));
}

TEST_F(a_sync, tells_of_a_removed_file_that_it_is_not_there)
{
    EXPECT_EQ(what.write_piece(0), std::vector<std::string>{});
    fs::remove_all(place / "t");
    EXPECT_EQ(sync(in, what).files.at(0), disk::file_stamp{});
}

TEST_F(a_sync, may_be_asked_on_any_thread_at_any_time)
{
    std::atomic<int> answers{0};
    constexpr int questions = 200;
    std::thread asking{[&] {
        for (int i = 0; i < questions; ++i)
            in.door().sync(what.info_hash(), [&](auto const& got) {
                if (!got.error) ++answers;
            });
        EXPECT_EQ(finish(in, what), fine);
    }};
    for (int round = 0; round < 20; ++round)
        EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    EXPECT_TRUE(in.run_until([&] { return answers == questions; }));
    asking.join();
}

TEST_F(a_sync, with_nothing_written_is_fine)
{
    EXPECT_EQ(sync(in, what).error, fine);
}

TEST_F(a_sync, of_a_part_file_is_one_too)
{
    EXPECT_EQ(what.prioritise({lt::dont_download, lt::dont_download}), fine);
    EXPECT_EQ(what.write_piece(0), std::vector<std::string>{});
    auto const got = sync(in, what);
    EXPECT_EQ(got.error, fine);
    EXPECT_EQ(got.files.at(0), disk::file_stamp{});
}

TEST(a_look, takes_what_is_no_file_for_missing)
{
    scratch place;
    fs::create_directories(place / "t/folder");
    write_file(place / "victim", "precious");
    fs::create_symlink("../victim", place / "t/link");
    write_file(place / "t/file", "12345");
    lt::file_storage files;
    for (auto const* name : {"t/folder", "t/link", "t/none", "t/file"})
        files.add_file(name, 5);
    auto const got = disk::look(files, place.path());
    ASSERT_EQ(got.size(), 4U);
    EXPECT_EQ(got[0], disk::file_stamp{});
    EXPECT_EQ(got[2], disk::file_stamp{});
    // As a reader sees it.
    expect_stamp(got[1], place / "victim");
    expect_stamp(got[3], place / "t/file");
}

std::int64_t reserved(std::string const& path)
{
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? std::int64_t{facts.st_blocks} * 512 : -1;
}

TEST(allocation, is_of_the_whole_file_or_of_what_is_written)
{
    for (auto const mode : {lt::storage_mode_allocate, lt::storage_mode_sparse}) {
        scratch place;
        engine in;
        payload what{in, {.save_path = place.path(), .files = {{"t", 200 * block}}, .mode = mode}};
        EXPECT_EQ(what.write(0, 0), fine);
        if (mode == lt::storage_mode_allocate) {
            EXPECT_EQ(fs::file_size(place / "t"), 200U * block);
            EXPECT_GE(reserved(place / "t"), 200 * block);
        } else {
            EXPECT_EQ(fs::file_size(place / "t"), 1U * block);
            EXPECT_EQ(what.write(99, 1), fine);
            EXPECT_LT(reserved(place / "t"), 100 * block);
        }
        EXPECT_EQ(what.write_all(), std::vector<std::string>{});
        what.release();
        EXPECT_TRUE(read_file(place / "t") == what.file_bytes(0));
    }
}

}  // namespace
}  // namespace bt::test
