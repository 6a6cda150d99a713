#include "sample_torrent.hpp"

#include <bt/session/swarm_watch.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bt::session {
namespace {

/// The peer id of somebody.
lt::peer_id named(char who)
{
    return lt::peer_id{std::string(20, who).c_str()};
}

/// What is said of the peers of a torrent of several pieces.
class swarm_tally_of : public testing::TestWithParam<test::format> {
protected:
    [[nodiscard]] int pieces() const { return sample.pieces(); }

    [[nodiscard]] lt::bitfield these(std::vector<int> const& wanted) const
    {
        lt::bitfield out{pieces(), false};
        for (auto const each : wanted)
            out.set_bit(each);
        return out;
    }

    [[nodiscard]] lt::bitfield all_but(int piece) const
    {
        lt::bitfield out{pieces(), true};
        out.clear_bit(piece);
        return out;
    }

    /// The parts of a piece that hold content, as blocks that somebody would ask for.
    [[nodiscard]] std::vector<lt::peer_request> blocks_of(int piece) const
    {
        std::vector<lt::peer_request> out;
        lt::piece_index_t const index{piece};
        int at = 0;
        for (auto const& part :
             sample.files().map_block(index, 0, sample.files().piece_size(index))) {
            auto const size = static_cast<int>(part.size);
            if (!sample.files().pad_file_at(part.file_index) && size > 0)
                out.push_back({index, at, size});
            at += size;
        }
        return out;
    }

    void send(swarm_tally::peer& who, int piece)
    {
        for (auto const& each : blocks_of(piece))
            tally.was_sent(who, each);
    }

    [[nodiscard]] std::int64_t completed() const { return tally.count().completed; }
    [[nodiscard]] std::int64_t seeds() const { return tally.count().seeds; }
    [[nodiscard]] double copies() const { return tally.count().copies; }

    test::sample_torrent sample{GetParam()};
    swarm_tally tally{sample.info()};
    swarm_tally::peer one;
    swarm_tally::peer two;
};

TEST_P(swarm_tally_of, nobody_is_nothing)
{
    EXPECT_EQ(completed(), 0);
    EXPECT_EQ(seeds(), 0);
    EXPECT_EQ(copies(), 0);
}

TEST_P(swarm_tally_of, a_bitfield_of_all_pieces_is_a_seed)
{
    tally.has_these(one, all_but(0), named('1'));
    EXPECT_EQ(completed(), 0);
    EXPECT_FALSE(tally.is_whole(one));
    tally.has_these(two, lt::bitfield{pieces(), true}, named('2'));
    EXPECT_EQ(completed(), 1);
    EXPECT_EQ(seeds(), 1);
    EXPECT_TRUE(tally.is_whole(two));
}

TEST_P(swarm_tally_of, the_last_piece_completes)
{
    for (int piece = 0; piece < pieces(); ++piece) {
        EXPECT_EQ(completed(), 0);
        tally.has(one, piece, named('1'));
        // Said twice, it is one piece.
        tally.has(one, piece, named('1'));
    }
    EXPECT_EQ(completed(), 1);
    EXPECT_EQ(seeds(), 1);
}

TEST_P(swarm_tally_of, have_all_completes)
{
    tally.has_all(one, named('1'));
    EXPECT_EQ(completed(), 1);
    EXPECT_EQ(seeds(), 1);
    EXPECT_EQ(copies(), 1);
}

TEST_P(swarm_tally_of, pieces_that_there_are_not_change_nothing)
{
    tally.has(one, pieces(), named('1'));
    tally.has(one, -1, named('1'));
    tally.has_not(one, pieces());
    tally.has_not(one, -1);
    tally.has_these(one, lt::bitfield{pieces() + 8, true}, named('1'));
    EXPECT_EQ(seeds(), 1);
    EXPECT_EQ(copies(), 1);
}

TEST_P(swarm_tally_of, one_that_loses_a_piece_stays_completed_and_is_no_seed)
{
    tally.has_all(one, named('1'));
    tally.has_not(one, 1);
    tally.has_not(one, 1);
    EXPECT_EQ(completed(), 1);
    EXPECT_EQ(seeds(), 0);
    EXPECT_LT(copies(), 1);
    tally.has(one, 1, named('1'));
    EXPECT_EQ(completed(), 1);
    EXPECT_EQ(seeds(), 1);
    EXPECT_EQ(copies(), 1);
}

TEST_P(swarm_tally_of, one_that_leaves_stays_completed_and_is_no_seed)
{
    tally.has_all(one, named('1'));
    tally.has_all(two, named('2'));
    EXPECT_EQ(seeds(), 2);
    EXPECT_EQ(copies(), 2);
    tally.leaves(one);
    // Its connection goes away after it was told of.
    tally.leaves(one);
    EXPECT_EQ(completed(), 2);
    EXPECT_EQ(seeds(), 1);
    EXPECT_EQ(copies(), 1);
}

TEST_P(swarm_tally_of, each_counts_once_however_often_it_comes)
{
    tally.has_all(one, named('1'));
    tally.leaves(one);
    tally.has_these(two, lt::bitfield{pieces(), true}, named('1'));
    EXPECT_EQ(completed(), 1);
    EXPECT_EQ(seeds(), 1);
    swarm_tally::peer other;
    tally.has_all(other, named('2'));
    EXPECT_EQ(completed(), 2);
    EXPECT_EQ(seeds(), 2);
}

TEST_P(swarm_tally_of, copies_are_those_of_the_rarest_piece_and_a_share_of_the_others)
{
    auto const all = static_cast<double>(pieces());
    tally.has(one, 0, named('1'));
    EXPECT_DOUBLE_EQ(copies(), 1 / all);
    tally.has_these(two, all_but(0), named('2'));
    EXPECT_DOUBLE_EQ(copies(), 1);
    tally.has(one, 1, named('1'));
    tally.has(one, 2, named('1'));
    EXPECT_DOUBLE_EQ(copies(), 1 + 2 / all);
    tally.leaves(two);
    EXPECT_DOUBLE_EQ(copies(), 3 / all);
}

TEST_P(swarm_tally_of, one_that_was_sent_all_it_lacked_and_left_in_order_completed)
{
    tally.has_these(one, these({0, 1}), named('1'));
    for (int piece = 2; piece < pieces(); ++piece)
        send(one, piece);
    EXPECT_EQ(completed(), 0);
    tally.leaves_in_order(one, named('1'));
    EXPECT_EQ(completed(), 1);
    EXPECT_EQ(seeds(), 0);
}

TEST_P(swarm_tally_of, one_that_came_with_nothing_and_was_sent_everything_completed)
{
    for (int piece = 0; piece < pieces(); ++piece)
        send(one, piece);
    tally.leaves_in_order(one, named('1'));
    EXPECT_EQ(completed(), 1);
    // It was counted when it left; when it comes again it is the same.
    tally.leaves(one);
    tally.has_all(two, named('1'));
    EXPECT_EQ(completed(), 1);
}

TEST_P(swarm_tally_of, one_that_was_not_sent_a_piece_did_not_complete)
{
    for (int piece = 0; piece + 1 < pieces(); ++piece)
        send(one, piece);
    tally.leaves_in_order(one, named('1'));
    EXPECT_EQ(completed(), 0);
}

TEST_P(swarm_tally_of, one_that_was_sent_a_part_of_a_piece_did_not_complete)
{
    for (int piece = 0; piece < pieces(); ++piece) {
        swarm_tally::peer who;
        for (int each = 0; each < pieces(); ++each)
            if (each != piece) send(who, each);
        auto blocks = blocks_of(piece);
        blocks.back().length -= 1;
        for (auto const& each : blocks)
            if (each.length > 0) tally.was_sent(who, each);
        tally.leaves_in_order(who, named('1'));
        EXPECT_EQ(completed(), 0) << piece;
    }
}

TEST_P(swarm_tally_of, a_block_that_was_sent_twice_is_one)
{
    for (int piece = 1; piece < pieces(); ++piece)
        send(one, piece);
    lt::peer_request half{lt::piece_index_t{0}, 0, test::sample_piece / 2};
    tally.was_sent(one, half);
    tally.was_sent(one, half);
    swarm_tally::peer other = one;
    tally.leaves_in_order(one, named('1'));
    EXPECT_EQ(completed(), 0);
    half.start = test::sample_piece / 2;
    tally.was_sent(other, half);
    tally.leaves_in_order(other, named('2'));
    EXPECT_EQ(completed(), 1);
}

TEST_P(swarm_tally_of, one_that_only_leaves_did_not_complete)
{
    for (int piece = 0; piece < pieces(); ++piece)
        send(one, piece);
    tally.leaves(one);
    EXPECT_EQ(completed(), 0);
    // Nothing of it is left that another leave could count.
    tally.leaves_in_order(one, named('1'));
    EXPECT_EQ(completed(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    formats,
    swarm_tally_of,
    testing::Values(test::format::v1, test::format::v2, test::format::hybrid),
    testing::PrintToStringParamName());

TEST(a_hybrid_sample, has_padding_that_nobody_asks_for)
{
    test::sample_torrent const sample{test::format::hybrid};
    bool padded = false;
    for (auto const file : sample.files().file_range())
        padded = padded || (sample.files().pad_file_at(file) && sample.files().file_size(file) > 0);
    ASSERT_TRUE(padded);
}

}  // namespace
}  // namespace bt::session
