#include "fixture.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using op = lt::operation_t;
using pack = lt::settings_pack;

shape one_large(std::string const& where)
{
    return {
        .save_path = where,
        .files = {{"t/small", 4 * block}, {"t/large", 28 * block}},
        .piece_length = 4 * block};
}

/// For what depends on which block comes first.
pack one_thread()
{
    pack settings;
    settings.set_int(pack::aio_threads, 1);
    return settings;
}

/// Writes everything at once; what the blocks were told, sorted.
std::vector<std::string> write_at_once(engine& in, payload& what)
{
    std::vector<std::string> said;
    std::size_t asked = 0;
    {
        auto gate = what.hold();
        for (int piece = 0; piece < what.pieces(); ++piece)
            for (int i = 0; i < what.blocks(piece); ++i, ++asked)
                what.start_write(
                    piece, i, [&said](std::string const& each) { said.push_back(each); });
    }
    EXPECT_TRUE(in.run_until([&] { return said.size() == asked; }));
    std::ranges::sort(said);
    return said;
}

/// All but the fine ones.
std::vector<std::string> troubles(std::vector<std::string> said)
{
    std::erase(said, fine);
    return said;
}

/// One trouble, and the rest without a word.
std::vector<std::string> once(std::string const& what, std::size_t blocks)
{
    std::vector<std::string> out(blocks - 1, given_up);
    out.push_back(what);
    std::ranges::sort(out);
    return out;
}

/// One trouble, of whichever file was met first, and the rest without a word.
bool is_told_once(std::vector<std::string> const& said, int reason)
{
    auto const of_either = std::ranges::count(said, trouble(reason, 0, op::file_open))
        + std::ranges::count(said, trouble(reason, 1, op::file_open));
    auto const silent = std::ranges::count(said, given_up);
    return of_either == 1 && silent + 1 == static_cast<std::ptrdiff_t>(said.size());
}

/// Until writing is tried again, which is a second after the last trouble.
bool is_written_in_the_end(payload& what, int piece)
{
    auto const deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline)
        if (what.write_piece(piece).empty()) return true;
    return false;
}

TEST(a_file_where_a_folder_should_be, is_told_once_and_the_rest_given_up)
{
    scratch place;
    write_file(place / "t", "in the way");
    engine in{one_thread()};
    payload what{in, one_large(place / "")};
    EXPECT_TRUE(is_told_once(write_at_once(in, what), ENOTDIR));
    EXPECT_EQ(what.read(0, 0, 10).error, trouble(ENOTDIR, 0, op::file_open));
    EXPECT_EQ(read_file(place / "t"), "in the way");
    fs::remove(place / "t");
    EXPECT_TRUE(is_written_in_the_end(what, 0));
    EXPECT_TRUE(what.read_piece(0).bytes == what.piece_bytes(0));
}

TEST(a_folder_in_the_files_place, is_told_once_and_the_rest_given_up)
{
    scratch place;
    fs::create_directories(place / "t/large");
    engine in;
    payload what{in, one_large(place / "")};
    auto const said = troubles(write_at_once(in, what));
    EXPECT_EQ(std::ranges::count(said, trouble(EISDIR, 1, op::file_open)), 1);
    EXPECT_EQ(std::ranges::count(said, given_up), static_cast<std::ptrdiff_t>(said.size()) - 1);
}

TEST(a_save_path_that_is_a_file, is_told_by_every_job)
{
    scratch place;
    write_file(place / "save", "");
    engine in;
    payload what{in, one_large(place / "save")};
    EXPECT_TRUE(is_told_once(write_at_once(in, what), ENOTDIR));
    EXPECT_EQ(what.check().error, trouble(ENOTDIR, 0, op::file_stat));
    EXPECT_EQ(what.hash(0).error, trouble(ENOTDIR, 0, op::file_open));
}

TEST(a_file_that_lost_its_name, takes_no_more_bytes)
{
    scratch place;
    engine in;
    payload what{in, one_large(place / "")};
    EXPECT_EQ(what.write_piece(1), std::vector<std::string>{});
    fs::remove_all(place / "t");
    EXPECT_EQ(what.write(2, 0), trouble(ENOENT, 1, op::file_write));
    EXPECT_EQ(what.write(2, 0), given_up);
    // The owner looks at what is there, and goes on.
    what.release();
    EXPECT_EQ(what.check().status, lt::status_t::no_error);
    EXPECT_TRUE(is_written_in_the_end(what, 2));
    EXPECT_TRUE(what.read_piece(2).bytes == what.piece_bytes(2));
}

TEST(blocks_that_were_lost, are_not_read_from_memory)
{
    scratch place;
    fs::create_directories(place / "t/large");
    engine in;
    payload what{in, one_large(place / "")};
    EXPECT_EQ(write_at_once(in, what).size(), 32U);
    fs::remove_all(place / "t/large");
    for (int piece = 1; piece < what.pieces(); ++piece) {
        EXPECT_EQ(what.read(piece, 0, 10).error, trouble(ENOENT, 1, op::file_open));
        EXPECT_EQ(what.hash(piece).error, trouble(ENOENT, 1, op::file_open));
    }
}

// SIGXFSZ is at its default, and would end this process.
TEST(a_file_that_grows_too_large, is_told_and_nobody_dies)
{
    scratch place;
    engine in{one_thread()};
    payload what{in, one_large(place / "")};
    {
        lowered_limit const files{RLIMIT_FSIZE, 10 * block + 100};
        auto const said = troubles(write_at_once(in, what));
        EXPECT_EQ(said, once(trouble(EFBIG, 1, op::file_write), 28 - 10));
        EXPECT_EQ(fs::file_size(what.path(1)), 10U * block + 100);
        // What did reach the disk is right.
        what.release();
        for (int piece = 0; piece < 3; ++piece)
            EXPECT_TRUE(what.read_piece(piece).bytes == what.piece_bytes(piece)) << piece;
        EXPECT_EQ(what.read(3, 3 * block, 10).error, too_short(1));
    }
    EXPECT_TRUE(is_written_in_the_end(what, 3));
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    EXPECT_TRUE(read_file(what.path(1)) == what.file_bytes(1));
}

TEST(room_that_cannot_be_reserved, is_told_before_a_byte_is_written)
{
    scratch place;
    engine in;
    auto of = one_large(place / "");
    of.mode = lt::storage_mode_allocate;
    payload what{in, of};
    lowered_limit const files{RLIMIT_FSIZE, 10 * block};
    EXPECT_EQ(what.write(1, 0), trouble(EFBIG, 1, op::file_fallocate));
    EXPECT_EQ(fs::file_size(what.path(1)), 0U);
}

/// A file system of its own; false without the right to make one.
bool mount_small(std::string const& where, char const* options)
{
    // Nobody else sees it, and it goes with this process.
    if (::unshare(CLONE_NEWNS) != 0) return false;
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
    return ::mount("tmpfs", where.c_str(), "tmpfs", MS_NOSUID, options) == 0;
}

class small_disk {
public:
    explicit small_disk(std::string where)
        : where_{std::move(where)}
        , is_there_{mount_small(where_, "size=256k")}
    {
    }
    ~small_disk()
    {
        if (is_there_) ::umount2(where_.c_str(), MNT_DETACH);
    }
    small_disk(small_disk const&) = delete;
    small_disk& operator=(small_disk const&) = delete;
    small_disk(small_disk&&) = delete;
    small_disk& operator=(small_disk&&) = delete;
    [[nodiscard]] bool is_there() const { return is_there_; }

private:
    std::string where_;
    bool is_there_;
};

TEST(a_full_disk, is_told_once_and_writing_goes_on_with_room)
{
    scratch place;
    small_disk const disk{place.path()};
    if (!disk.is_there()) GTEST_SKIP() << "cannot mount a tmpfs: not root?";
    write_file(place / "ballast", std::string(32 * 1024, 'x'));
    engine in{one_thread()};
    payload what{in, one_large(place / "")};
    auto const said = troubles(write_at_once(in, what));
    ASSERT_GE(said.size(), 32U - 14);
    EXPECT_EQ(said, once(trouble(ENOSPC, 1, op::file_write), said.size()));
    // Room for two blocks.
    fs::remove(place / "ballast");
    auto const deadline = std::chrono::steady_clock::now() + patience;
    auto last = what.write(0, 0);
    while (last != fine && std::chrono::steady_clock::now() < deadline)
        last = what.write(0, 0);
    EXPECT_EQ(last, fine);
}

TEST(a_full_disk, is_told_by_a_part_file_and_an_allocation_too)
{
    scratch place;
    small_disk const disk{place.path()};
    if (!disk.is_there()) GTEST_SKIP() << "cannot mount a tmpfs: not root?";
    engine in{one_thread()};
    auto of = one_large(place / "a");
    of.mode = lt::storage_mode_allocate;
    payload reserved{in, of};
    EXPECT_EQ(reserved.write(1, 0), trouble(ENOSPC, 1, op::file_fallocate));
    of = one_large(place / "b");
    of.priorities = {lt::default_priority, lt::dont_download};
    of.seed = 2;
    payload what{in, of};
    auto const said = troubles(write_at_once(in, what));
    EXPECT_EQ(std::ranges::count(said, trouble(ENOSPC, 1, op::partfile_write)), 1);
    EXPECT_EQ(std::ranges::count(said, given_up), static_cast<std::ptrdiff_t>(said.size()) - 1);
}

TEST(too_few_descriptors, slow_down_and_break_nothing)
{
    scratch place;
    engine in;
    shape of{.save_path = place / ""};
    for (int i = 0; i < 300; ++i)
        of.files.push_back({"t/" + std::to_string(i) + "/file", block});
    payload what{in, of};
    EXPECT_EQ(what.write_piece(0), std::vector<std::string>{});
    lowered_limit const descriptors{RLIMIT_NOFILE, open_descriptors() + 30};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    for (int piece = 0; piece < what.pieces(); ++piece)
        EXPECT_EQ(what.read_piece(piece), (read_result{what.piece_bytes(piece), fine})) << piece;
}

TEST(too_few_descriptors, do_not_empty_a_part_file)
{
    scratch place;
    shape of{.save_path = place / "", .files = {{"t/a", block}, {"t/b", 3 * block}}};
    of.priorities = {lt::default_priority, lt::dont_download};
    {
        engine in;
        payload what{in, of};
        EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    }
    engine in;
    payload what{in, of};
    EXPECT_EQ(what.read(0, 0, 10).error, fine);
    {
        lowered_limit const descriptors{RLIMIT_NOFILE, 3};
        EXPECT_EQ(what.read(1, 0, 10).error, trouble(EMFILE, 1, op::partfile_read));
        EXPECT_EQ(what.write(1, 0), trouble(EMFILE, 1, op::partfile_write));
    }
    EXPECT_TRUE(what.read(1, block, block).bytes == what.bytes(1, block, block));
    EXPECT_TRUE(is_written_in_the_end(what, 1));
    EXPECT_TRUE(what.read_piece(1).bytes == what.piece_bytes(1));
    what.release();
    EXPECT_TRUE(what.read(0, block, block).bytes == what.bytes(0, block, block));
}

}  // namespace
}  // namespace bt::test
