#include "fixture.hpp"

#include <sys/stat.h>

#include <cerrno>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using how = lt::move_flags_t;
using op = lt::operation_t;

move_result moved(std::string const& to)
{
    return {lt::status_t::no_error, to, fine};
}

/// A torrent with a part file, and a file that is not there yet.
class a_move : public ::testing::Test {
protected:
    void SetUp() override { EXPECT_EQ(what.write_piece(0), std::vector<std::string>{}); }
    void expect_all_at(std::string const& where)
    {
        what.release();
        EXPECT_EQ(what.read_piece(0), (read_result{what.piece_bytes(0), fine}));
        EXPECT_TRUE(read_file(where + "/t/deep/a") == what.file_bytes(0)) << where;
        EXPECT_TRUE(fs::exists(where + "/t/b")) << where;
        EXPECT_TRUE(has_part_file(where)) << where;
    }
    static bool has_part_file(std::string const& where)
    {
        for (auto const& each : fs::directory_iterator{where})
            if (each.path().extension() == ".parts") return true;
        return false;
    }
    static bool is_empty(std::string const& where)
    {
        return !fs::exists(where) || fs::is_empty(where);
    }

    scratch place;
    std::string from = place / "from";
    std::string to = place / "to";
    engine in;
    payload what{
        in,
        {.save_path = from,
         .files =
             {{"t/deep/a", block}, {"t/b", block}, {"t/unwanted", block}, {"t/later", 9 * block}},
         .piece_length = 4 * block,
         .priorities = {lt::default_priority, lt::default_priority, lt::dont_download}}};
};

TEST_F(a_move, takes_everything_along_and_leaves_no_folder)
{
    write_file(from + "/foreign", "stays");
    for (auto const flag : {how::always_replace_files, how::fail_if_exist, how::dont_replace}) {
        EXPECT_EQ(what.move(to + "/x", flag), moved(to + "/x"));
        expect_all_at(to + "/x");
        EXPECT_FALSE(fs::exists(from + "/t"));
        EXPECT_EQ(what.move(from, flag), moved(from));
        expect_all_at(from);
        EXPECT_TRUE(is_empty(to + "/x"));
    }
    EXPECT_EQ(read_file(from + "/foreign"), "stays");
}

TEST_F(a_move, is_followed_by_what_is_written_later)
{
    EXPECT_EQ(what.move(to, how::fail_if_exist), moved(to));
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    EXPECT_TRUE(read_file(to + "/t/later") == what.file_bytes(3));
    EXPECT_TRUE(is_empty(from));
}

TEST_F(a_move, to_where_it_is_does_nothing)
{
    fs::create_directory_symlink("from", place / "link");
    for (auto const flag : {how::always_replace_files, how::fail_if_exist, how::dont_replace})
        for (auto const& same : {from, from + "/", from + "/../from", place / "link"}) {
            auto const got = what.move(same, flag);
            EXPECT_EQ(got.status, lt::status_t::no_error) << same;
            EXPECT_EQ(got.error, fine) << same;
            expect_all_at(from);
        }
}

TEST_F(a_move, that_may_not_meet_a_file_moves_nothing_then)
{
    write_file(to + "/t/b", "precious");
    EXPECT_EQ(
        what.move(to, how::fail_if_exist),
        (move_result{lt::status_t::file_exist, from, trouble(EEXIST, 1, op::file_stat)}));
    expect_all_at(from);
    EXPECT_EQ(read_file(to + "/t/b"), "precious");
    EXPECT_FALSE(fs::exists(to + "/t/deep"));
}

TEST_F(a_move, that_replaces_nothing_takes_what_is_there_and_has_it_checked)
{
    write_file(to + "/t/b", "precious");
    EXPECT_EQ(
        what.move(to, how::dont_replace), (move_result{lt::status_t::need_full_check, to, fine}));
    EXPECT_EQ(read_file(to + "/t/b"), "precious");
    EXPECT_TRUE(read_file(to + "/t/deep/a") == what.file_bytes(0));
    EXPECT_EQ(what.check().error, fine);
    EXPECT_EQ(what.read(0, block, 8), (read_result{"precious", fine}));
}

TEST_F(a_move, that_may_replaces_what_is_there)
{
    write_file(to + "/t/b", "in the way");
    EXPECT_EQ(what.move(to, how::always_replace_files), moved(to));
    expect_all_at(to);
}

TEST_F(a_move, that_fails_in_the_middle_brings_everything_back)
{
    fs::create_directories(to + "/t/b/folder");
    auto const got = what.move(to, how::always_replace_files);
    EXPECT_EQ(
        got,
        (move_result{lt::status_t::fatal_disk_error, from, trouble(EISDIR, 1, op::file_rename)}));
    expect_all_at(from);
    EXPECT_FALSE(fs::exists(to + "/t/deep"));
    EXPECT_TRUE(fs::exists(to + "/t/b/folder"));
}

TEST_F(a_move, into_what_is_no_folder_stays)
{
    write_file(place / "file", "precious");
    auto const got = what.move(place / "file/x", how::always_replace_files);
    EXPECT_EQ(got.status, lt::status_t::fatal_disk_error);
    EXPECT_EQ(got.path, from);
    EXPECT_EQ(got.error, trouble(ENOTDIR, -1, op::mkdir));
    expect_all_at(from);
}

TEST_F(a_move, does_not_go_through_a_link)
{
    fs::create_directories(to);
    fs::create_directories(place / "elsewhere");
    fs::create_directory_symlink(place / "elsewhere", to + "/t");
    auto const got = what.move(to, how::always_replace_files);
    EXPECT_EQ(got.error, trouble(ELOOP, 0, op::file_rename));
    EXPECT_TRUE(fs::is_empty(place / "elsewhere"));
    expect_all_at(from);
}

TEST_F(a_move, leaves_a_file_with_a_path_of_its_own)
{
    EXPECT_EQ(what.rename(0, place / "own/a"), fine);
    EXPECT_EQ(what.move(to, how::fail_if_exist), moved(to));
    EXPECT_TRUE(fs::exists(place / "own/a"));
    EXPECT_TRUE(fs::exists(to + "/t/b"));
    EXPECT_EQ(what.read_piece(0).error, fine);
}

class a_move_to_another_disk : public a_move {
protected:
    void SetUp() override
    {
        a_move::SetUp();
        std::string name = "/dev/shm/bt-test-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) GTEST_SKIP() << "no /dev/shm";
        far = name;
        struct stat here {};
        struct stat there {};
        ::stat(place.path().c_str(), &here);
        ::stat(far.c_str(), &there);
        if (here.st_dev == there.st_dev) GTEST_SKIP() << "/dev/shm is the same file system";
    }
    void TearDown() override
    {
        if (!far.empty()) fs::remove_all(far);
    }
    std::string far;
};

TEST_F(a_move_to_another_disk, copies_everything_and_leaves_no_folder)
{
    fs::permissions(from + "/t/b", fs::perms{0640});
    auto const time = fs::last_write_time(from + "/t/b");
    EXPECT_EQ(what.move(far, how::fail_if_exist), moved(far));
    expect_all_at(far);
    EXPECT_TRUE(is_empty(from));
    EXPECT_EQ(fs::status(far + "/t/b").permissions(), fs::perms{0640});
    EXPECT_EQ(fs::last_write_time(far + "/t/b"), time);
    EXPECT_EQ(what.move(from, how::always_replace_files), moved(from));
    expect_all_at(from);
    EXPECT_TRUE(is_empty(far));
}

TEST_F(a_move_to_another_disk, replaces_or_not_as_it_is_told)
{
    write_file(far + "/t/b", "precious");
    EXPECT_EQ(what.move(far, how::fail_if_exist).status, lt::status_t::file_exist);
    expect_all_at(from);
    EXPECT_EQ(what.move(far, how::dont_replace).status, lt::status_t::need_full_check);
    EXPECT_EQ(read_file(far + "/t/b"), "precious");
    EXPECT_TRUE(fs::exists(from + "/t/b"));
}

TEST_F(a_move_to_another_disk, that_fails_in_the_middle_loses_nothing)
{
    fs::create_directories(far + "/t/b/folder");
    auto const got = what.move(far, how::always_replace_files);
    EXPECT_EQ(got.status, lt::status_t::fatal_disk_error);
    EXPECT_EQ(got.error, trouble(EISDIR, 1, op::file_rename));
    expect_all_at(from);
    EXPECT_FALSE(fs::exists(far + "/t/deep"));
    EXPECT_FALSE(fs::exists(far + "/t/b.bt-move"));
}

}  // namespace
}  // namespace bt::test
