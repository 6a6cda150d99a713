#include "fixture.hpp"

#include <libtorrent/posix_disk_io.hpp>

#include <cerrno>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using op = lt::operation_t;

auto const yes = lt::default_priority;
auto const no = lt::dont_download;

shape three(std::string const& where, priority_list wanted = {yes, no, no})
{
    return {
        .save_path = where,
        .files = {{"t/a", 3 * block}, {"t/b", 2 * block + 100}, {"t/c", 5 * block}},
        .piece_length = 2 * block,
        .priorities = std::move(wanted)};
}

std::string part_file(scratch const& place)
{
    for (auto const& each : fs::directory_iterator{place.path()})
        if (each.path().extension() == ".parts") return each.path();
    return {};
}

void expect_pieces(payload& what, int count)
{
    what.release();
    for (int piece = 0; piece < count; ++piece)
        EXPECT_EQ(what.read_piece(piece), (read_result{what.piece_bytes(piece), fine})) << piece;
}

TEST(bytes_of_unwanted_files, are_in_the_part_file_and_read_from_there)
{
    scratch place;
    engine in;
    payload what{in, three(place.path())};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    EXPECT_NE(part_file(place), "");
    EXPECT_FALSE(fs::exists(what.path(1)));
    EXPECT_FALSE(fs::exists(what.path(2)));
    expect_pieces(what, what.pieces());
    for (int piece = 0; piece < what.pieces(); ++piece)
        EXPECT_EQ(what.hash(piece), what.right_hash(piece)) << piece;
}

TEST(bytes_of_unwanted_files, are_none_before_they_came)
{
    scratch place;
    engine in;
    payload what{in, three(place.path())};
    EXPECT_EQ(what.read(1, block, 10).error, trouble(ENOENT, 1, op::partfile_read));
    EXPECT_EQ(part_file(place), "");
}

TEST(a_file_that_becomes_wanted, has_what_the_part_file_had)
{
    scratch place;
    engine in;
    payload what{in, three(place.path())};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    EXPECT_EQ(what.prioritise({yes, yes, no}), fine);
    EXPECT_TRUE(read_file(what.path(1)) == what.file_bytes(1));
    EXPECT_FALSE(fs::exists(what.path(2)));
    EXPECT_NE(part_file(place), "");
    expect_pieces(what, what.pieces());
    EXPECT_EQ(what.prioritise({yes, yes, yes}), fine);
    EXPECT_TRUE(read_file(what.path(2)) == what.file_bytes(2));
    EXPECT_EQ(part_file(place), "");
    expect_pieces(what, what.pieces());
}

TEST(a_file_that_becomes_wanted, stays_unwanted_if_it_cannot_be_made)
{
    scratch place;
    engine in;
    payload what{in, three(place.path())};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    fs::create_directories(what.path(1));
    EXPECT_EQ(what.prioritise({yes, yes, yes}), trouble(EISDIR, 1, op::file_open));
    expect_pieces(what, what.pieces());
    fs::remove(what.path(1));
    EXPECT_EQ(what.prioritise({yes, yes, yes}), fine);
    EXPECT_EQ(part_file(place), "");
    expect_pieces(what, what.pieces());
}

TEST(a_file_that_becomes_unwanted, keeps_its_bytes_where_they_are)
{
    scratch place;
    engine in;
    payload what{in, three(place.path(), {})};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    EXPECT_EQ(what.prioritise({no, no, no}), fine);
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    EXPECT_EQ(part_file(place), "");
    expect_pieces(what, what.pieces());
}

TEST(a_part_file, is_found_by_the_next_session)
{
    scratch place;
    {
        engine in;
        payload what{in, three(place.path())};
        EXPECT_EQ(what.write_piece(1), std::vector<std::string>{});
        EXPECT_EQ(what.write_piece(3), std::vector<std::string>{});
    }
    engine in;
    payload what{in, three(place.path())};
    EXPECT_EQ(what.check().status, lt::status_t::need_full_check);
    EXPECT_EQ(what.read_piece(1), (read_result{what.piece_bytes(1), fine}));
    EXPECT_EQ(what.read_piece(3), (read_result{what.piece_bytes(3), fine}));
    EXPECT_EQ(what.read_piece(2).error, trouble(ENOENT, 1, op::partfile_read));
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    expect_pieces(what, what.pieces());
}

TEST(a_part_file, of_another_torrent_counts_as_empty)
{
    scratch place;
    std::string name;
    {
        engine in;
        payload what{in, three(place.path())};
        EXPECT_EQ(what.write_piece(1), std::vector<std::string>{});
        name = part_file(place);
    }
    for (std::string const& bytes : {std::string{}, noise(100, 1), noise(5000, 2)}) {
        write_file(name, bytes);
        engine in;
        payload what{in, three(place.path())};
        EXPECT_EQ(what.read(1, block, 10).error, trouble(ENOENT, 1, op::partfile_read));
        EXPECT_EQ(what.write_all(), std::vector<std::string>{});
        expect_pieces(what, what.pieces());
    }
}

std::string big_endian(std::vector<int> const& values)
{
    std::string out;
    for (auto const value : values)
        for (int const shift : {24, 16, 8, 0})
            out += static_cast<char>(static_cast<unsigned>(value) >> shift);
    return out;
}

TEST(a_part_file, that_gives_one_slot_to_two_pieces_or_none_is_believed_for_the_rest)
{
    scratch place;
    engine in;
    auto of = three(place.path());
    payload what{in, of};
    EXPECT_EQ(what.write_piece(3), std::vector<std::string>{});
    auto const name = part_file(place);
    auto bytes = read_file(name);
    auto const table = big_endian({6, 2 * block, -1, -1, 2'000'000'000, 0, 0, -2});
    ASSERT_EQ(bytes.substr(0, 8), table.substr(0, 8));
    bytes.replace(0, table.size(), table);
    write_file(name, bytes);
    of.seed = 1;
    engine next;
    payload again{next, of};
    EXPECT_EQ(again.read_piece(3), (read_result{what.piece_bytes(3), fine}));
    for (int const piece : {2, 4, 5})
        EXPECT_EQ(again.read(piece, 0, 10).error.substr(0, 9), "No such f") << piece;
    EXPECT_EQ(again.write_all(), std::vector<std::string>{});
    expect_pieces(again, again.pieces());
}

TEST(a_part_file, uses_the_slots_again_that_became_free)
{
    scratch place;
    engine in;
    payload what{in, three(place.path(), {yes, no, no})};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    auto const size = fs::file_size(part_file(place));
    EXPECT_EQ(what.prioritise({yes, yes, no}), fine);
    fs::remove(what.path(1));
    what.release();
    EXPECT_EQ(what.check().error, fine);
    EXPECT_EQ(what.prioritise({yes, no, no}), fine);
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    EXPECT_EQ(fs::file_size(part_file(place)), size);
    expect_pieces(what, what.pieces());
}

enum class whose { ours, libtorrents };

std::unique_ptr<engine> made(whose which)
{
    if (which == whose::ours) return std::make_unique<engine>();
    return std::make_unique<engine>(lt::settings_pack{}, lt::posix_disk_io_constructor);
}

class a_part_file_of : public ::testing::TestWithParam<whose> {};

TEST_P(a_part_file_of, one_back_end_is_read_by_the_other)
{
    scratch place;
    auto const writer = GetParam();
    {
        auto const in = made(writer);
        payload what{*in, three(place.path())};
        EXPECT_EQ(what.check().error, fine);
        EXPECT_EQ(what.prioritise({yes, no, no}), fine);
        EXPECT_EQ(what.write_all(), std::vector<std::string>{});
        what.release();
    }
    EXPECT_NE(part_file(place), "");
    {
        auto const in = made(writer == whose::ours ? whose::libtorrents : whose::ours);
        payload what{*in, three(place.path())};
        EXPECT_EQ(what.check().error, fine);
        EXPECT_EQ(what.prioritise({yes, no, no}), fine);
        expect_pieces(what, what.pieces());
        EXPECT_EQ(what.prioritise({yes, yes, no}), fine);
        what.release();
    }
    auto const in = made(writer);
    payload what{*in, three(place.path(), {yes, yes, no})};
    EXPECT_EQ(what.check().error, fine);
    // libtorrent's own looks for a part file only after this.
    EXPECT_EQ(what.prioritise({yes, yes, no}), fine);
    expect_pieces(what, what.pieces());
    EXPECT_TRUE(read_file(what.path(1)) == what.file_bytes(1));
    EXPECT_EQ(what.prioritise({yes, yes, yes}), fine);
    what.release();
    EXPECT_TRUE(read_file(what.path(2)) == what.file_bytes(2));
}

INSTANTIATE_TEST_SUITE_P(each, a_part_file_of, ::testing::Values(whose::ours, whose::libtorrents));

}  // namespace
}  // namespace bt::test
