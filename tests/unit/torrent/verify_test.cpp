#include "made.hpp"
#include "support/files.hpp"

#include <bt/base/error.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace bt::torrent {
namespace {

namespace fs = std::filesystem;
using test::told;
using test::told_of;
using test::verdicts;

constexpr int piece = 16 * 1024;
constexpr auto v1_only = lt::create_torrent::v1_only;
constexpr auto v2_only = lt::create_torrent::v2_only;
constexpr lt::create_flags_t hybrid{};

void flip(std::string const& path, std::int64_t at)
{
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    file.seekg(at);
    auto const byte = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(byte);
}

verify_report checked(metainfo const& what, test::scratch const& place, verify_request request = {})
{
    if (request.content.empty()) request.folder = place.path();
    request.threads = 2;
    return verify(what, request, {}, {});
}

/// "t" with a file of each size, named a, b, c...
void write_tree(test::scratch const& place, std::vector<int> const& sizes)
{
    char name = 'a';
    for (auto const size : sizes)
        test::write_file(
            place / (std::string{"t/"} + name++), test::noise(static_cast<std::size_t>(size), 5));
}

class a_tree : public ::testing::TestWithParam<std::tuple<std::vector<int>, lt::create_flags_t>> {};

TEST_P(a_tree, that_is_whole_is_ok_and_with_a_flipped_byte_is_not)
{
    test::scratch place;
    auto const& [sizes, flags] = GetParam();
    write_tree(place, sizes);
    auto const what = parse_torrent(test::made_of(place / "t", flags, piece), "x");
    auto const whole = checked(what, place);
    EXPECT_EQ(whole.worst(), verdict::ok);
    EXPECT_TRUE(whole.is_complete());
    EXPECT_EQ(whole.counts().checked_bytes, whole.counts().total_size);
    EXPECT_EQ(whole.counts().of(verdict::ok), static_cast<std::int64_t>(sizes.size()));
    char name = 'a';
    for (auto const size : sizes) {
        auto const path = std::string{"t/"} + name++;
        for (std::int64_t const at : {0, piece - 1, piece, size / 2, size - 1}) {
            if (at < 0 || at >= size) continue;
            flip(place / path, at);
            auto const report = checked(what, place);
            EXPECT_EQ(told_of(report, path).verdict, "corrupt") << path << " at " << at;
            bool located = false;
            report.for_each_piece(which_pieces::bad, [&](record::piece_check const& bad) {
                for (auto const& part : bad.files)
                    located = located
                        || (part.path == path && at >= part.offset
                            && at < part.offset + part.length);
            });
            EXPECT_TRUE(located) << path << " at " << at;
            flip(place / path, at);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    at_every_edge,
    a_tree,
    ::testing::Combine(
        ::testing::Values(
            std::vector{1, 1},
            std::vector{piece, 0, piece},
            std::vector{piece - 1, 1, 0, 0, 5},
            std::vector{0, 3 * piece + 7, 0, 10, 16383, 2 * piece}),
        ::testing::Values(v1_only, v2_only, hybrid)));

TEST(a_file, is_what_its_size_says)
{
    test::scratch place;
    write_tree(place, {100, 100, 100, 0, 0, 0, 100});
    for (auto const flags : {v2_only, hybrid}) {
        auto const what = parse_torrent(test::made_of(place / "t", flags, piece), "x");
        fs::remove(place / "t/b");
        fs::resize_file(place / "t/c", 99);
        fs::remove(place / "t/d");
        fs::resize_file(place / "t/e", 1);
        fs::resize_file(place / "t/g", 101);
        for (bool const quick : {false, true}) {
            auto const report = checked(what, place, {.quick = quick});
            EXPECT_EQ(
                told(report),
                (verdicts{
                    {"t/a", "ok"},
                    {"t/b", "missing"},
                    {"t/c", "short"},
                    {"t/d", "missing"},
                    {"t/e", "long"},
                    {"t/f", "ok"},
                    {"t/g", "long"}}));
            EXPECT_EQ(report.counts().checked_bytes, quick ? 0 : 200);
            EXPECT_EQ(told_of(report, "t/c").found_size, 99);
            EXPECT_EQ(told_of(report, "t/c").reason, "99 of 100 bytes");
            EXPECT_EQ(told_of(report, "t/g").reason, "101 bytes, not 100");
        }
        fs::remove_all(place / "t");
        write_tree(place, {100, 100, 100, 0, 0, 0, 100});
    }
}

TEST(a_short_file, is_corrupt_if_what_there_is_does_not_match)
{
    test::scratch place;
    write_tree(place, {4 * piece});
    auto const what = parse_torrent(test::made_of(place / "t", hybrid, piece), "x");
    fs::resize_file(place / "t/a", 2 * piece + 5);
    EXPECT_EQ(told(checked(what, place)), (verdicts{{"t/a", "short"}}));
    EXPECT_EQ(checked(what, place).counts().checked_bytes, 2 * piece);
    flip(place / "t/a", 2 * piece + 1);
    EXPECT_EQ(told(checked(what, place)), (verdicts{{"t/a", "short"}}));
    flip(place / "t/a", piece);
    EXPECT_EQ(told(checked(what, place)), (verdicts{{"t/a", "corrupt"}}));
}

TEST(formats, are_compared_each_on_its_own)
{
    test::scratch place;
    write_tree(place, {3 * piece, 10});
    auto bytes = test::made_of(place / "t", hybrid, piece);
    // The second v1 hash of the torrent is a lie.
    auto const pieces = bytes.find("6:pieces");
    bytes[bytes.find(':', pieces + 8) + 1 + 20] ^= 1;
    auto const what = parse_torrent(bytes, "x");
    auto const report = checked(what, place);
    auto const file = told_of(report, "t/a");
    EXPECT_EQ(file.v1, "corrupt");
    EXPECT_EQ(file.v2, "ok");
    EXPECT_EQ(file.verdict, "corrupt");
    EXPECT_EQ(file.reason, "piece 1 (v1), bytes 16384-32767");
    EXPECT_EQ(told_of(report, "t/b").verdict, "ok");
}

TEST(a_bad_v1_piece, names_all_files_that_share_it)
{
    test::scratch place;
    test::write_file(place / "t/a", test::noise(100, 1));
    test::write_file(place / "t/b", "");
    test::write_file(place / "t/c", test::noise(200, 1));
    test::write_file(place / "t/d", test::noise(piece, 1));
    auto const what = parse_torrent(
        test::written(
            {{"a", test::noise(100, 1)},
             {"b", ""},
             {"c", test::noise(200, 1)},
             {"d", test::noise(piece, 1)}},
            piece),
        "x");
    flip(place / "t/d", 0);
    auto const report = checked(what, place);
    EXPECT_EQ(
        told(report),
        (verdicts{{"t/a", "corrupt"}, {"t/b", "ok"}, {"t/c", "corrupt"}, {"t/d", "corrupt"}}));
    EXPECT_EQ(
        told_of(report, "t/c").reason,
        "piece 0 (v1), bytes 0-199, shared with t/a and 1 more file");
    int count = 0;
    report.for_each_piece(which_pieces::bad, [&](record::piece_check const& bad) {
        ++count;
        ASSERT_EQ(bad.files.size(), 3U);
        EXPECT_EQ(bad.files[2].index, 3);
        EXPECT_EQ(bad.files[2].length, piece - 300);
        EXPECT_EQ(bad.expected.size(), 40U);
        EXPECT_NE(bad.expected, bad.actual);
    });
    EXPECT_EQ(count, 1);
}

TEST(a_neighbour_that_is_missing, leaves_unchecked_what_shares_a_v1_piece_with_it)
{
    test::scratch place;
    std::vector<test::v1_file> const files{
        {"a", test::noise(3 * piece + 10, 1)},
        {"b", test::noise(100, 2)},
        {"c", test::noise(2 * piece, 3)},
        {"d", test::noise(5 * piece, 4)}};
    for (auto const& file : files)
        if (file.name != "b") test::write_file(place / ("t/" + file.name), file.content);
    auto const what = parse_torrent(test::written(files, piece), "x");
    auto const report = checked(what, place);
    EXPECT_EQ(
        told(report),
        (verdicts{{"t/a", "unchecked"}, {"t/b", "missing"}, {"t/c", "unchecked"}, {"t/d", "ok"}}));
    EXPECT_EQ(told_of(report, "t/a").reason, "piece 3 (v1) is shared with t/b, which is missing");
    auto const one = checked(what, place, {.files = {*parse_file_pattern("a")}});
    EXPECT_EQ(told(one), (verdicts{{"t/a", "unchecked"}}));
    EXPECT_EQ(row_of(one.worst()).code, exit_code::incomplete);
    EXPECT_EQ(
        told(checked(what, place, {.files = {*parse_file_pattern("3")}})),
        (verdicts{{"t/d", "ok"}}));
    // What can be proved to be bad is, also beside what is not there.
    flip(place / "t/a", 0);
    EXPECT_EQ(told_of(checked(what, place), "t/a").verdict, "corrupt");
}

TEST(pad_files, are_zeros_wherever_a_stranger_puts_them)
{
    test::scratch place;
    // Enough before them that buffers are used again.
    std::vector<test::v1_file> const files{
        {"p1", std::string(100, 'x'), 'p'},
        {"a", test::noise(100 * piece + piece / 2, 1)},
        {"p2", std::string(piece, 'x'), 'p'},
        {"b", test::noise(piece, 2)},
        {"p3", std::string(5 * piece, 'x'), 'p'},
        {"c", test::noise(7, 3)},
        {"p4", std::string(9, 'x'), 'p'}};
    for (auto const& file : files)
        if (file.attribute == 0) test::write_file(place / ("t/" + file.name), file.content);
    auto const what = parse_torrent(test::written(files, piece), "x");
    EXPECT_EQ(told(checked(what, place)), (verdicts{{"t/a", "ok"}, {"t/b", "ok"}, {"t/c", "ok"}}));
    flip(place / "t/c", 6);
    EXPECT_EQ(told_of(checked(what, place), "t/c").verdict, "corrupt");
    EXPECT_EQ(told_of(checked(what, place), "t/b").verdict, "ok");
}

TEST(a_file_that_changes_while_it_is_read, is_unreadable)
{
    test::scratch place;
    test::write_file(place / "t/big", "");
    fs::resize_file(place / "t/big", 400 << 20);
    test::write_file(place / "t/small", "x");
    auto const what = parse_torrent(test::made_of(place / "t", hybrid, 1 << 20), "x");
    bool touched = false;
    auto const touch = [&](hash_progress at) {
        if (touched || at.done_bytes == 0 || at.done_bytes == at.total_bytes) return;
        touched = true;
        flip(place / "t/big", 0);
    };
    auto const report = verify(what, {.folder = place.path(), .threads = 1}, touch, {});
    if (!touched) GTEST_SKIP() << "it was read before anybody could change it";
    auto const file = told_of(report, "t/big");
    EXPECT_EQ(file.verdict, "unreadable");
    EXPECT_EQ(file.reason, "it changed while it was read");
    EXPECT_EQ(told_of(report, "t/small").verdict, "ok");
    EXPECT_EQ(report.counts().bad_pieces, 0);
    EXPECT_EQ(row_of(report.worst()).code, exit_code::io);
}

TEST(a_check, that_is_stopped_tells_what_it_knows_and_no_more)
{
    test::scratch place;
    write_tree(place, {100, 100});
    auto const what = parse_torrent(test::made_of(place / "t", hybrid, piece), "x");
    std::stop_source stop;
    stop.request_stop();
    auto const stopped = verify(what, {.folder = place.path()}, {}, stop.get_token());
    EXPECT_FALSE(stopped.is_complete());
    EXPECT_EQ(told(stopped), verdicts{});
    fs::remove(place / "t/b");
    auto const fast = checked(what, place, {.fail_fast = true});
    EXPECT_FALSE(fast.is_complete());
    EXPECT_EQ(told(fast), (verdicts{{"t/b", "missing"}}));
    EXPECT_EQ(fast.counts().checked_bytes, 0);
}

TEST(a_check, does_not_answer_where_there_is_nothing_to_look_into)
{
    test::scratch place;
    write_tree(place, {100});
    auto const what = parse_torrent(test::made_of(place / "t", hybrid, piece), "x");
    auto const status = [&](verify_request const& request) {
        try {
            (void)verify(what, request, {}, {});
        } catch (error const& e) {
            return e.code();
        }
        return exit_code::ok;
    };
    EXPECT_EQ(status({.folder = place / "none"}), exit_code::incomplete);
    EXPECT_EQ(status({.folder = place / "t/a"}), exit_code::incomplete);
    EXPECT_EQ(status({.content = place / "none"}), exit_code::incomplete);
    EXPECT_EQ(
        status({.folder = place.path(), .files = {*parse_file_pattern("z")}}),
        exit_code::not_found);
}

TEST(every_piece, is_told_once_for_each_format)
{
    test::scratch place;
    write_tree(place, {2 * piece + 1, 0, 7});
    auto const what = parse_torrent(test::made_of(place / "t", hybrid, piece), "x");
    fs::remove(place / "t/c");
    std::vector<std::string> lines;
    checked(what, place).for_each_piece(which_pieces::all, [&](record::piece_check const& each) {
        lines.push_back(std::to_string(each.piece) + each.format + " " + each.verdict);
    });
    EXPECT_EQ(
        lines,
        (std::vector<std::string>{
            "0v1 ok",
            "0v2 ok",
            "1v1 ok",
            "1v2 ok",
            "2v1 ok",
            "2v2 ok",
            "3v1 unchecked",
            "3v2 unchecked"}));
}

}  // namespace
}  // namespace bt::torrent
