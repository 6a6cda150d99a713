#include "sample_torrent.hpp"

#include <bt/session/resume.hpp>

#include <libtorrent/add_torrent_params.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string_view>

namespace bt::session {
namespace {

using test::format;
using test::sample_torrent;

constexpr int block_size = 16 * 1024;

std::size_t at(lt::file_index_t file)
{
    return static_cast<std::size_t>(static_cast<int>(file));
}

std::set<int> all_pieces(sample_torrent const& of)
{
    std::set<int> out;
    for (int piece = 0; piece < of.pieces(); ++piece)
        out.insert(piece);
    return out;
}

/// What was saved when these pieces were there.
lt::add_torrent_params saved_params(sample_torrent const& of, std::set<int> const& have)
{
    lt::add_torrent_params out;
    out.info_hashes = of.info()->info_hashes();
    out.name = "t";
    out.save_path = of.folder();
    out.have_pieces.resize(of.pieces(), false);
    for (auto const piece : have)
        out.have_pieces.set_bit(lt::piece_index_t{piece});
    return out;
}

resume_data saved(sample_torrent const& of, std::set<int> const& have)
{
    return {to_bytes(saved_params(of, have)), of.stamps()};
}

/// What a torrent begins with.
struct beginning {
    bool taken = false;
    std::set<int> have;
    std::set<int> unfinished;  ///< pieces with all their blocks
    std::set<int> partly;      ///< with some
};

using data_ranges = std::vector<std::vector<disk::data_range>>;

beginning begin(
    sample_torrent const& of,
    resume_data const& from,
    std::vector<disk::file_stamp> const& now,
    data_ranges const& data = {})
{
    lt::add_torrent_params params;
    params.ti = of.info();
    params.info_hashes = of.info()->info_hashes();
    beginning out;
    out.taken = take_resume(params, from, {now, data});
    for (auto const piece : params.have_pieces.range())
        if (params.have_pieces.get_bit(piece)) out.have.insert(static_cast<int>(piece));
    for (auto const& [piece, blocks] : params.unfinished_pieces) {
        auto const size = of.files().piece_size(piece);
        bool const is_whole =
            blocks.all_set() && blocks.size() == (size + block_size - 1) / block_size;
        (is_whole ? out.unfinished : out.partly).insert(static_cast<int>(piece));
    }
    return out;
}

bool is_within(std::set<int> const& some, std::set<int> const& all)
{
    return std::ranges::includes(all, some);
}

std::set<int> without(std::set<int> all, std::set<int> const& some)
{
    std::erase_if(all, [&](int piece) { return some.contains(piece); });
    return all;
}

class resume_of_each : public testing::TestWithParam<format> {
protected:
    sample_torrent const torrent{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(
    formats,
    resume_of_each,
    testing::Values(format::v1, format::v2, format::hybrid),
    [](auto const& what) { return testing::PrintToString(what.param); });

TEST_P(resume_of_each, doubts_no_piece_of_files_that_look_as_they_did)
{
    auto const stamps = torrent.stamps();
    auto const doubtful = pieces_in_doubt(torrent.files(), stamps, stamps);
    EXPECT_EQ(doubtful, std::vector<bool>(static_cast<std::size_t>(torrent.pieces()), false));
}

TEST_P(resume_of_each, doubts_the_pieces_of_a_file_that_changed_and_no_others)
{
    auto const then = torrent.stamps();
    for (auto const file : torrent.files_with_bytes()) {
        auto now = then;
        ++now[at(file)].mtime_ns;
        auto const doubtful = pieces_in_doubt(torrent.files(), then, now);
        for (int piece = 0; piece < torrent.pieces(); ++piece)
            EXPECT_EQ(
                doubtful[static_cast<std::size_t>(piece)], torrent.pieces_of(file).contains(piece))
                << piece;
    }
}

TEST_P(resume_of_each, does_not_mind_inodes_and_devices)
{
    auto now = torrent.stamps();
    for (auto& each : now) {
        ++each.inode;
        ++each.device;
    }
    auto const begun = begin(torrent, saved(torrent, all_pieces(torrent)), now);
    EXPECT_EQ(begun.have, all_pieces(torrent));
}

TEST_P(resume_of_each, believes_all_of_unchanged_files)
{
    auto const begun = begin(torrent, saved(torrent, all_pieces(torrent)), torrent.stamps());
    EXPECT_TRUE(begun.taken);
    EXPECT_EQ(begun.have, all_pieces(torrent));
    EXPECT_TRUE(begun.unfinished.empty());
    EXPECT_TRUE(begun.partly.empty());
}

TEST_P(resume_of_each, believes_no_more_than_was_there)
{
    std::set<int> const some{0, 2, torrent.pieces() - 1};
    auto const begun = begin(torrent, saved(torrent, some), torrent.stamps());
    EXPECT_EQ(begun.have, some);
    EXPECT_TRUE(begun.unfinished.empty());
}

TEST_P(resume_of_each, has_the_pieces_of_a_file_hashed_again_whose_time_differs_by_a_nanosecond)
{
    auto const from = saved(torrent, all_pieces(torrent));
    for (auto const file : torrent.files_with_bytes()) {
        auto now = torrent.stamps();
        ++now[at(file)].mtime_ns;
        auto const begun = begin(torrent, from, now);
        auto const its = torrent.pieces_of(file);
        EXPECT_EQ(begun.have, without(all_pieces(torrent), its));
        EXPECT_EQ(begun.unfinished, its);
        EXPECT_TRUE(begun.partly.empty());
    }
}

TEST_P(resume_of_each, hashes_what_may_have_come_to_a_changed_file_after_it_was_saved)
{
    auto const a = torrent.file("a.bin");
    auto now = torrent.stamps();
    ++now[at(a)].mtime_ns;
    auto const begun = begin(torrent, saved(torrent, {1}), now);
    EXPECT_TRUE(begun.have.empty());
    EXPECT_EQ(begun.unfinished, torrent.pieces_of(a));
}

TEST_P(resume_of_each, hashes_no_piece_that_is_a_hole_and_was_not_there)
{
    auto const a = torrent.file("a.bin");
    auto now = torrent.stamps();
    ++now[at(a)].mtime_ns;
    data_ranges holes(now.size());
    EXPECT_EQ(begin(torrent, saved(torrent, {1}), now, holes).unfinished, std::set<int>{1});
    holes[at(a)] = {{0, 1}};
    EXPECT_EQ(
        begin(torrent, saved(torrent, {1}), now, holes).unfinished,
        (std::set<int>{*torrent.pieces_of(a).begin(), 1}));
}

TEST_P(resume_of_each, that_was_saved_during_a_check_hashes_what_was_not_checked_yet)
{
    auto params = saved_params(torrent, {0});
    params.have_pieces.resize(1);
    resume_data const from{to_bytes(params), torrent.stamps()};
    auto const begun = begin(torrent, from, torrent.stamps());
    EXPECT_EQ(begun.have, std::set<int>{0});
    EXPECT_EQ(begun.unfinished, without(all_pieces(torrent), {0}));
}

TEST_P(resume_of_each, fetches_a_missing_file)
{
    auto const from = saved(torrent, all_pieces(torrent));
    for (auto const file : torrent.files_with_bytes()) {
        auto now = torrent.stamps();
        now[at(file)] = {};
        auto const begun = begin(torrent, from, now);
        EXPECT_EQ(begun.have, without(all_pieces(torrent), torrent.pieces_of(file)));
        EXPECT_TRUE(begun.unfinished.empty());
        EXPECT_TRUE(begun.partly.empty());
    }
}

TEST_P(resume_of_each, fetches_the_end_of_a_file_that_is_too_short)
{
    auto const from = saved(torrent, all_pieces(torrent));
    for (auto const file : torrent.files_with_bytes()) {
        auto now = torrent.stamps();
        --now[at(file)].size;
        auto const begun = begin(torrent, from, now);
        auto its = torrent.pieces_of(file);
        EXPECT_EQ(begun.have, without(all_pieces(torrent), its));
        its.erase(*its.rbegin());
        EXPECT_EQ(begun.unfinished, its);
    }
}

TEST_P(resume_of_each, keeps_the_blocks_of_a_piece_that_was_under_way_unless_its_file_changed)
{
    auto params = saved_params(torrent, {0});
    params.unfinished_pieces[lt::piece_index_t{1}] = lt::bitfield{2, false};
    params.unfinished_pieces[lt::piece_index_t{1}].set_bit(1);
    resume_data const from{to_bytes(params), torrent.stamps()};
    auto now = torrent.stamps();
    auto const begun = begin(torrent, from, now);
    EXPECT_EQ(begun.have, std::set<int>{0});
    EXPECT_EQ(begun.partly, std::set<int>{1});
    ++now[at(torrent.file("a.bin"))].mtime_ns;
    EXPECT_TRUE(begin(torrent, from, now).partly.empty());
}

// libtorrent counts blocks that were still to be written, and then the disk was full.
TEST_P(resume_of_each, believes_no_block_beyond_the_end_of_its_file)
{
    auto params = saved_params(torrent, {0});
    for (int const piece : {1, 2})
        params.unfinished_pieces[lt::piece_index_t{piece}] = lt::bitfield{2, true};
    auto const a = torrent.file("a.bin");
    ASSERT_EQ(torrent.files().file_offset(a), 0);
    auto stamps = torrent.stamps();
    stamps[at(a)].size = test::sample_piece + block_size;
    auto const begun = begin(torrent, {to_bytes(params), stamps}, stamps);
    EXPECT_EQ(begun.partly, std::set<int>{1});
    EXPECT_TRUE(begun.unfinished.empty());
}

TEST_P(resume_of_each, is_nothing_to_another_torrent)
{
    test::scratch const place;
    test::write_file(place / "t", test::noise(500'000, 9));
    auto const bytes = test::made_of(place / "t", test::flags_of(GetParam()), test::sample_piece);
    lt::add_torrent_params other;
    other.ti = std::make_shared<lt::torrent_info>(bytes, lt::from_span);
    EXPECT_FALSE(take_resume(
        other,
        saved(torrent, all_pieces(torrent)),
        {disk::look(other.ti->orig_files(), place.path()), {}}));
    EXPECT_TRUE(other.have_pieces.empty());
    EXPECT_TRUE(other.unfinished_pieces.empty());
}

TEST_P(resume_of_each, is_nothing_without_a_stamp_for_each_file_there_is)
{
    auto const from = saved(torrent, all_pieces(torrent));
    auto now = torrent.stamps();
    now.pop_back();
    EXPECT_FALSE(begin(torrent, from, now).taken);
    now = torrent.stamps();
    now.emplace_back();
    EXPECT_FALSE(begin(torrent, from, now).taken);
    EXPECT_FALSE(begin(torrent, from, {}).taken);
}

TEST_P(resume_of_each, doubts_files_without_a_saved_stamp_and_ignores_stamps_without_a_file)
{
    auto from = saved(torrent, all_pieces(torrent));
    from.files.emplace_back();
    EXPECT_EQ(begin(torrent, from, torrent.stamps()).have, all_pieces(torrent));
    auto const last = torrent.files_with_bytes().back();
    from.files.resize(at(last));
    auto const begun = begin(torrent, from, torrent.stamps());
    EXPECT_EQ(begun.have, without(all_pieces(torrent), torrent.pieces_of(last)));
    EXPECT_EQ(begun.unfinished, torrent.pieces_of(last));
    from.files.clear();
    EXPECT_TRUE(begin(torrent, from, torrent.stamps()).have.empty());
}

TEST_P(resume_of_each, that_was_cut_short_believes_nothing_more)
{
    std::set<int> const some{0, 3};
    auto const whole = saved(torrent, some);
    for (std::size_t size = 0; size < whole.bytes.size(); ++size) {
        auto const begun =
            begin(torrent, {whole.bytes.substr(0, size), whole.files}, torrent.stamps());
        EXPECT_TRUE(is_within(begun.have, some)) << size;
        EXPECT_TRUE(begun.unfinished.empty()) << size;
    }
}

// The bits of the pieces themselves have no guard here: who keeps the bytes sees to that.
TEST_P(resume_of_each, with_a_byte_changed_elsewhere_believes_nothing_more)
{
    std::set<int> const some{0, 3};
    auto const whole = saved(torrent, some);
    std::string_view const key = "6:pieces";
    auto const pieces = whole.bytes.find(key) + key.size();
    auto const pieces_end = pieces + 3 + static_cast<std::size_t>(torrent.pieces());
    auto const step = std::max<std::size_t>(1, whole.bytes.size() / 200);
    for (std::size_t where = 0; where < whole.bytes.size(); where += step) {
        for (int const mask : {0x01, 0x10, 0x80, 0xff}) {
            auto bytes = whole.bytes;
            bytes[where] = static_cast<char>(bytes[where] ^ mask);
            auto const begun = begin(torrent, {bytes, whole.files}, torrent.stamps());
            if (where >= pieces && where < pieces_end) continue;
            EXPECT_TRUE(is_within(begun.have, some)) << where;
        }
    }
}

TEST(resume_data_of_pieces_that_are_no_multiple_of_a_block, is_not_believed)
{
    auto const bytes = test::written({{"a", test::noise(90'000, 1)}}, 20'000);
    lt::add_torrent_params params;
    params.ti = std::make_shared<lt::torrent_info>(bytes, lt::from_span);
    lt::add_torrent_params all;
    all.info_hashes = params.ti->info_hashes();
    all.have_pieces.resize(params.ti->num_pieces(), true);
    std::vector<disk::file_stamp> const stamps{{.size = 90'000}};
    EXPECT_FALSE(take_resume(params, {to_bytes(all), stamps}, {stamps, {}}));
    EXPECT_TRUE(params.have_pieces.empty());
}

TEST(resume_data, is_nothing_before_there_is_metadata)
{
    lt::add_torrent_params params;
    EXPECT_FALSE(take_resume(params, {}, files_now{}));
}

}  // namespace
}  // namespace bt::session
