#include "fixture.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using op = lt::operation_t;

/// A torrent that is on disk and was read once, so that its files are known.
class a_file_of_somebody_else : public ::testing::Test {
protected:
    a_file_of_somebody_else()
    {
        EXPECT_EQ(what.write_all(), std::vector<std::string>{});
        what.release();
        for (int piece = 0; piece < what.pieces(); ++piece)
            EXPECT_EQ(what.hash(piece), what.right_hash(piece));
    }
    static shape of(std::string const& where)
    {
        return {.save_path = where, .files = {{"t/a", 4 * block}, {"t/b", 4 * block}}};
    }
    /// Writes into the file as it is. The clock of a file system is coarse: what it says of the
    /// time is set apart.
    void overwrite(std::int64_t from, std::string const& bytes) const
    {
        std::fstream file{what.path(0), std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(from);
        file << bytes;
        file.close();
        fs::last_write_time(what.path(0), fs::file_time_type::clock::now() + std::chrono::hours{1});
    }
    void expect_told(int piece, std::string const& said)
    {
        for (int i = 0; i < 2; ++i)
            EXPECT_EQ(what.read(piece, i * block, block), (read_result{"", said})) << i;
    }
    void expect_served(int piece)
    {
        EXPECT_EQ(what.read_piece(piece), (read_result{what.piece_bytes(piece), fine})) << piece;
    }
    /// The first piece is told, twice; the others hash to what they did.
    void expect_first_told()
    {
        for (int round = 0; round < 2; ++round) {
            expect_told(0, changed(0));
            for (int piece = 1; piece < what.pieces(); ++piece)
                expect_served(piece);
        }
    }

    scratch place;
    engine in;
    payload what{in, of(place.path())};
};

TEST_F(a_file_of_somebody_else, rewritten_in_place_is_told)
{
    overwrite(0, std::string(100, 'x'));
    expect_first_told();
}

TEST_F(a_file_of_somebody_else, rewritten_is_told_whatever_its_times_say)
{
    struct stat before {};
    ASSERT_EQ(::stat(what.path(0).c_str(), &before), 0);
    overwrite(0, std::string(100, 'x'));
    timespec const times[]{before.st_atim, before.st_mtim};
    ASSERT_EQ(::utimensat(AT_FDCWD, what.path(0).c_str(), times, 0), 0);
    expect_first_told();
}

TEST_F(a_file_of_somebody_else, rewritten_is_told_after_it_was_closed_too)
{
    what.release();
    overwrite(0, std::string(100, 'x'));
    expect_first_told();
    what.release();
    expect_first_told();
}

TEST_F(a_file_of_somebody_else, rewritten_while_it_is_open_is_told_after_a_release)
{
    overwrite(0, std::string(100, 'x'));
    what.release();
    expect_first_told();
}

TEST_F(a_file_of_somebody_else, rewritten_as_it_was_is_served)
{
    overwrite(0, what.bytes(0, 0, 100));
    for (int piece = 0; piece < what.pieces(); ++piece)
        expect_served(piece);
}

TEST_F(a_file_of_somebody_else, rewritten_back_is_served_again)
{
    overwrite(0, std::string(100, 'x'));
    expect_first_told();
    overwrite(0, what.bytes(0, 0, 100));
    // The same hour from now would be the same stamp.
    fs::last_write_time(what.path(0), fs::file_time_type::clock::now() + std::chrono::hours{2});
    expect_served(0);
}

TEST_F(a_file_of_somebody_else, grown_is_served)
{
    overwrite(4 * block, "more");
    for (int piece = 0; piece < what.pieces(); ++piece)
        expect_served(piece);
}

TEST_F(a_file_of_somebody_else, truncated_is_told)
{
    fs::resize_file(what.path(0), 100);
    EXPECT_EQ(what.read(0, 0, 50).bytes, "");
    for (int piece = 0; piece < 2; ++piece)
        for (int i = 0; i < 2; ++i)
            EXPECT_EQ(what.read(piece, i * block, block).bytes, "");
    expect_served(2);
}

TEST_F(a_file_of_somebody_else, replaced_is_told_once_it_is_opened_again)
{
    write_file(place / "new", std::string(4 * block, 'x'));
    fs::rename(place / "new", what.path(0));
    // The file that is open is still ours, and right.
    expect_served(0);
    what.release();
    expect_told(0, changed(0));
    expect_told(1, changed(0));
    expect_served(2);
}

TEST_F(a_file_of_somebody_else, is_told_until_it_is_hashed_anew)
{
    overwrite(0, std::string(100, 'x'));
    expect_first_told();
    EXPECT_EQ(what.check(), (check_result{lt::status_t::need_full_check, fine}));
    EXPECT_NE(what.hash(0), what.right_hash(0));
    EXPECT_EQ(what.hash(1), what.right_hash(1));
    EXPECT_EQ(what.read(0, 0, 100), (read_result{std::string(100, 'x'), fine}));
}

TEST_F(a_file_of_somebody_else, is_not_hidden_by_a_write_of_ours)
{
    overwrite(0, std::string(100, 'x'));
    (void)what.write_piece(1);
    auto const got = what.read(0, 0, block);
    EXPECT_EQ(got, (read_result{"", changed(0)}));
}

TEST_F(a_file_of_somebody_else, cut_short_is_not_written_to)
{
    fs::resize_file(what.path(0), 100);
    EXPECT_EQ(what.write(1, 0), trouble(disk::fault::changed, 0, op::file_write));
    EXPECT_EQ(fs::file_size(what.path(0)), 100U);
}

TEST_F(a_file_of_somebody_else, in_the_place_of_ours_is_not_written_to)
{
    what.release();
    write_file(place / "new", std::string(4 * block, 'x'));
    fs::rename(place / "new", what.path(0));
    EXPECT_EQ(what.write(1, 0), trouble(disk::fault::changed, 0, op::file_write));
    EXPECT_EQ(read_file(what.path(0)), std::string(4 * block, 'x'));
}

TEST_F(a_file_of_somebody_else, is_none_if_the_mode_or_the_name_alone_changed)
{
    fs::permissions(what.path(0), fs::perms::owner_all);
    fs::rename(place / "t", place / "u");
    fs::rename(place / "u", place / "t");
    what.release();
    for (int piece = 0; piece < what.pieces(); ++piece)
        EXPECT_EQ(what.read_piece(piece).error, fine);
}

TEST_F(a_file_of_somebody_else, is_none_that_we_wrote_ourselves)
{
    for (int round = 0; round < 50; ++round) {
        EXPECT_EQ(what.write(round % 4, 0), fine);
        if (round % 3 == 0) what.release();
        auto const piece = (round + 1) % 4;
        EXPECT_EQ(what.read(piece, block, block).error, fine);
        EXPECT_EQ(what.hash(piece), what.right_hash(piece));
    }
}

TEST(a_reserved_file, cut_short_by_somebody_is_not_filled_with_zeros_in_silence)
{
    scratch place;
    engine in;
    payload what{
        in,
        {.save_path = place.path(),
         .files = {{"t", 8 * block}},
         .mode = lt::storage_mode_allocate}};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    fs::resize_file(place / "t", 100);
    EXPECT_NE(what.write(3, 0), fine);
    EXPECT_NE(what.read(0, 0, block).error, fine);
}

}  // namespace
}  // namespace bt::test
