#include "fixture.hpp"

#include <cerrno>

namespace bt::test {
namespace {

using pack = lt::settings_pack;
using stats = lt::counters;

shape hybrid(std::string const& where)
{
    return {
        .save_path = where,
        .files = {{"t/a", 3 * block + 5}, {"t/b", 10}, {"t/c", 9 * block}, {"t/d", 4 * block + 1}},
        .piece_length = 4 * block,
        .is_v2 = true};
}

class each_kind_of_hash : public ::testing::TestWithParam<hash_kind> {};

TEST_P(each_kind_of_hash, is_right_from_memory_without_the_disk)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    for (int piece = 0; piece < what.pieces(); ++piece) {
        EXPECT_EQ(what.write_piece(piece), std::vector<std::string>{});
        EXPECT_EQ(what.hash(piece, GetParam()), what.right_hash(piece, GetParam())) << piece;
    }
    EXPECT_EQ(in.counter(stats::num_read_back), 0);
    EXPECT_EQ(in.counter(stats::num_blocks_read), 0);
    EXPECT_GT(in.counter(stats::disk_hash_time), 0);
}

TEST_P(each_kind_of_hash, is_right_from_disk)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    int left = what.pieces();
    for (int piece = 0; piece < what.pieces(); ++piece)
        what.start_hash(piece, GetParam(), [&, piece](hash_result const& got) {
            EXPECT_EQ(got, what.right_hash(piece, GetParam())) << piece;
            --left;
        });
    in.disk().submit_jobs();
    EXPECT_TRUE(in.run_until([&] { return left == 0; }));
    EXPECT_GT(in.counter(stats::num_read_back), 0);
}

TEST_P(each_kind_of_hash, is_right_half_from_memory)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    for (int piece = 0; piece < what.pieces(); ++piece)
        for (unsigned in_memory = 0; in_memory < 1U << what.blocks(piece); ++in_memory) {
            std::string const was = std::to_string(piece) + " " + std::to_string(in_memory);
            EXPECT_EQ(what.write_piece(piece), std::vector<std::string>{});
            what.release();
            for (int i = 0; i < what.blocks(piece); ++i)
                if ((in_memory >> i & 1U) != 0) {
                    EXPECT_EQ(what.write(piece, i), fine);
                }
            EXPECT_EQ(what.hash(piece, GetParam()), what.right_hash(piece, GetParam())) << was;
        }
}

INSTANTIATE_TEST_SUITE_P(
    v1_v2_both,
    each_kind_of_hash,
    ::testing::Values(hash_kind{true, false}, hash_kind{false, true}, hash_kind{true, true}));

TEST(the_hash_of_a_block, is_right_from_memory_and_from_disk)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    for (int piece = 0; piece < what.pieces(); ++piece) {
        auto const right = what.right_hash(piece, {.v1 = false, .v2 = true});
        EXPECT_EQ(what.write_piece(piece), std::vector<std::string>{});
        for (bool const from_disk : {false, true}) {
            if (from_disk) what.release();
            for (std::size_t i = 0; i < right.v2.size(); ++i)
                EXPECT_EQ(
                    what.hash2(piece, static_cast<int>(i) * block),
                    (hash_result{{}, {right.v2[i]}, fine}))
                    << piece << " " << i;
        }
    }
}

TEST(the_hash_of_a_block, that_is_padding_alone_is_not_told)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    auto const size2 = what.files().piece_size2(lt::piece_index_t{1});
    auto const past = (size2 + block - 1) / block * block;
    EXPECT_EQ(what.hash2(1, past).error, given_up);
}

TEST(a_hash, of_what_is_not_there_names_the_file)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    EXPECT_EQ(what.write_piece(0), std::vector<std::string>{});
    auto const last = what.pieces() - 1;
    EXPECT_EQ(static_cast<int>(what.files().file_index_at_piece(lt::piece_index_t{last})), 6);
    EXPECT_EQ(what.hash(last).error, trouble(ENOENT, 6, lt::operation_t::file_open));
    EXPECT_EQ(what.hash2(last, 0).error, trouble(ENOENT, 6, lt::operation_t::file_open));
}

// Several pieces are hashed side by side.
TEST(a_hash, that_fails_does_not_spoil_those_beside_it)
{
    scratch place;
    pack settings;
    settings.set_int(pack::hashing_threads, 1);
    engine in{settings};
    payload what{in, hybrid(place / "")};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    std::filesystem::remove(what.path(2));
    EXPECT_EQ(what.check().error, fine);
    int left = what.pieces();
    auto gate = what.hold();
    for (int piece = 0; piece < what.pieces(); ++piece)
        what.start_hash(piece, {true, true}, [&, piece](hash_result const& got) {
            if (piece == 1)
                EXPECT_EQ(got.error, trouble(ENOENT, 2, lt::operation_t::file_open));
            else
                EXPECT_EQ(got, what.right_hash(piece, {true, true})) << piece;
            --left;
        });
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return left == 0; }));
}

TEST(a_hash, is_told_after_the_writes_before_it)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    for (int piece = 0; piece < what.pieces(); ++piece) {
        int left = what.blocks(piece);
        bool told_hash = false;
        for (int i = 0; i < what.blocks(piece); ++i)
            what.start_write(piece, i, [&](std::string const& each) {
                EXPECT_EQ(each, fine);
                EXPECT_FALSE(told_hash);
                --left;
            });
        what.start_hash(piece, {}, [&](hash_result const& got) {
            EXPECT_EQ(left, 0);
            EXPECT_EQ(got, what.right_hash(piece));
            told_hash = true;
        });
        in.disk().submit_jobs();
        ASSERT_TRUE(in.run_until([&] { return told_hash && left == 0; }));
    }
    EXPECT_EQ(in.counter(stats::num_read_back), 0);
}

TEST(a_hash, is_told_after_the_writes_before_it_also_when_they_fail)
{
    scratch place;
    write_file(place / "t", "a file where a folder should be");
    engine in;
    payload what{in, hybrid(place / "")};
    int left = what.blocks(0);
    bool told_hash = false;
    auto gate = what.hold();
    for (int i = 0; i < what.blocks(0); ++i)
        what.start_write(0, i, [&](std::string const& each) {
            EXPECT_NE(each, fine);
            --left;
        });
    what.start_hash(0, {}, [&](hash_result const&) {
        EXPECT_EQ(left, 0);
        told_hash = true;
    });
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return told_hash; }));
}

TEST(a_cleared_piece, is_no_longer_in_memory)
{
    scratch place;
    engine in;
    payload what{in, hybrid(place / "")};
    EXPECT_EQ(what.write_piece(0), std::vector<std::string>{});
    auto const piece = in.ask<lt::piece_index_t>(
        [&](auto then) { in.disk().async_clear_piece(what.index(), lt::piece_index_t{0}, then); });
    EXPECT_EQ(piece, lt::piece_index_t{0});
    EXPECT_EQ(what.hash(0), what.right_hash(0));
    EXPECT_EQ(in.counter(stats::num_read_back), what.blocks(0));
}

// What is kept is bounded: pieces that are not whole yet give way, the oldest first.
TEST(memory, is_bounded_also_with_many_pieces_begun)
{
    scratch place;
    pack settings;
    settings.set_int(pack::max_queued_disk_bytes, 8 * block);
    engine in{settings};
    payload what{in, {.save_path = place / "", .files = {{"t", 200 * block}}}};
    for (int piece = 0; piece < what.pieces(); ++piece)
        EXPECT_EQ(what.write(piece, 0), fine);
    EXPECT_LE(in.counter(stats::disk_blocks_in_use), 8 + 2 * 8 + 1);
    EXPECT_EQ(what.write(0, 1), fine);
    EXPECT_EQ(what.hash(0), what.right_hash(0));
    EXPECT_EQ(in.counter(stats::num_read_back), 1);
}

// Blocks of torrents that went away in mid-write do not count for ever.
TEST(memory, is_free_again_after_torrents_were_removed)
{
    scratch place;
    pack settings;
    settings.set_int(pack::max_queued_disk_bytes, 8 * block);
    engine in{settings};
    for (std::uint32_t round = 0; round < 40; ++round) {
        payload what{in, {.save_path = place / "", .files = {{"t", 4 * block}}, .seed = round}};
        auto gate = what.hold();
        int left = 2;
        for (int piece = 0; piece < 2; ++piece)
            what.start_write(piece, 0, [&](auto const&) { --left; });
        what.remove();
        gate.open();
        EXPECT_TRUE(in.run_until([&] { return left == 0; }));
    }
    payload what{in, {.save_path = place / "", .files = {{"t", 4 * block}}}};
    for (int const piece : {0, 1})
        EXPECT_EQ(what.write(piece, 0), fine);
    EXPECT_EQ(what.write(0, 1), fine);
    EXPECT_EQ(what.hash(0), what.right_hash(0));
    EXPECT_EQ(in.counter(stats::num_read_back), 0);
}

}  // namespace
}  // namespace bt::test
