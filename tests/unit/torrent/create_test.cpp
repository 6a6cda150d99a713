#include "support/files.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/create/create.hpp>
#include <bt/torrent/create/piece_length.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>

#include <libtorrent/create_torrent.hpp>
#include <libtorrent/torrent_info.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace bt::torrent {
namespace {

namespace fs = std::filesystem;

create_request request_for(std::string const& path, meta_format format, std::int64_t piece_length)
{
    create_request request;
    request.content = scan({.paths = {path}});
    request.piece_length = piece_length;
    request.format = format;
    request.threads = 2;
    return request;
}

/// What libtorrent makes of the same folder; it sorts files for v2 and hybrid only.
lt::info_hash_t reference(std::string const& path, lt::create_flags_t flags, int piece_length)
{
    lt::file_storage files;
    lt::add_files(files, path);
    lt::create_torrent torrent{files, piece_length, flags};
    lt::set_piece_hashes(torrent, fs::path{path}.parent_path().string());
    auto const bytes = torrent.generate_buf();
    return lt::torrent_info{bytes, lt::from_span}.info_hashes();
}

constexpr int piece = 32 * 1024;

class content : public ::testing::TestWithParam<std::vector<int>> {};

TEST_P(content, gets_the_info_hashes_that_libtorrent_gives_it)
{
    test::scratch place;
    int number = 0;
    for (int const size : GetParam()) {
        auto const name = std::string(1, static_cast<char>('a' + number++));
        test::write_file(place / ("top/" + name), test::noise(static_cast<std::size_t>(size), 7));
    }
    auto const hybrid = parse_torrent(
        create(request_for(place / "top", meta_format::hybrid, piece), {}, {}).bytes, "hybrid");
    auto const both = reference(place / "top", {}, piece);
    EXPECT_EQ(hybrid.info_hash_v1(), both.v1.to_string());
    EXPECT_EQ(hybrid.info_hash_v2(), both.v2.to_string());
    auto const v2 = parse_torrent(
        create(request_for(place / "top", meta_format::v2, piece), {}, {}).bytes, "v2");
    EXPECT_EQ(
        v2.info_hash_v2(),
        reference(place / "top", lt::create_torrent::v2_only, piece).v2.to_string());
}

INSTANTIATE_TEST_SUITE_P(
    at_every_edge,
    content,
    ::testing::Values(
        std::vector{1},
        std::vector{piece - 1, 1},
        std::vector{piece, piece},
        std::vector{piece + 1, 0, 5},
        std::vector{0, 2 * piece, 0},
        std::vector{16383, 16384, 16385, 0, 3 * piece + 7},
        std::vector{10 * piece + 1, 10 * piece + 1, 4},
        std::vector{5, 5, 5, 5, 5}));

TEST(a_single_file, gets_the_info_hashes_that_libtorrent_gives_it)
{
    test::scratch place;
    test::write_file(place / "one.bin", test::noise(100'001, 3));
    for (auto const& [format, flags] :
         {std::pair{meta_format::v1, lt::create_torrent::v1_only},
          std::pair{meta_format::v2, lt::create_torrent::v2_only},
          std::pair{meta_format::hybrid, lt::create_flags_t{}}}) {
        auto const mine =
            parse_torrent(create(request_for(place / "one.bin", format, piece), {}, {}).bytes, "x");
        auto const theirs = reference(place / "one.bin", flags, piece);
        if (format != meta_format::v2) {
            EXPECT_EQ(mine.info_hash_v1(), theirs.v1.to_string());
        }
        if (format != meta_format::v1) {
            EXPECT_EQ(mine.info_hash_v2(), theirs.v2.to_string());
        }
    }
}

TEST(a_torrent_file, says_what_was_asked_for)
{
    test::scratch place;
    test::make_sample_tree(place / "data");
    auto request = request_for(place / "data", meta_format::hybrid, piece);
    request.trackers = tiers_of({"http://a/x,http://b/y", "udp://c:1"});
    request.web_seeds = {"http://w/1", "http://w/2"};
    request.is_private = true;
    request.source = "SRC";
    request.comment = "text";
    request.created_by = "me";
    request.creation_date = 1000;
    auto const info = describe(parse_document(create(request, {}, {}).bytes, "x"));
    EXPECT_EQ(info.name, "data");
    ASSERT_EQ(info.trackers.size(), 3U);
    EXPECT_EQ(info.trackers[1].tier, 0);
    EXPECT_EQ(info.trackers[2].tier, 1);
    EXPECT_EQ(info.web_seeds.size(), 2U);
    EXPECT_EQ(info.is_private, true);
    EXPECT_EQ(info.source, "SRC");
    EXPECT_EQ(info.comment, "text");
    EXPECT_EQ(info.creator, "me");
    EXPECT_EQ(info.creation_date, 1000);
    EXPECT_EQ(info.num_files, 6);
}

TEST(the_same_tree, gives_the_same_bytes_wherever_it_lies)
{
    test::scratch place;
    test::make_sample_tree(place / "one/data");
    // In another order, so that the folder lists them differently.
    test::write_file(place / "two/data/zz", "");
    test::make_sample_tree(place / "two/data");
    fs::remove(place / "two/data/zz");
    for (auto const format : {meta_format::v1, meta_format::v2, meta_format::hybrid})
        EXPECT_EQ(
            create(request_for(place / "one/data", format, piece), {}, {}).bytes,
            create(request_for(place / "two/data", format, piece), {}, {}).bytes);
}

TEST(a_layout, is_in_byte_order_of_path_components)
{
    test::scratch place;
    for (auto const* name : {"b", "a-b/x", "a/x", "a.b", "B"})
        test::write_file(place / (std::string{"t/"} + name), "x");
    std::vector<std::string> paths;
    for (auto const& file : scan({.paths = {place / "t/"}}).files)
        paths.push_back(file.path.substr(place.path().string().size() + 3));
    EXPECT_EQ(paths, (std::vector<std::string>{"B", "a/x", "a-b/x", "a.b", "b"}));
}

template <class Call>
exit_code status_of(Call call)
{
    try {
        call();
    } catch (error const& e) {
        return e.code();
    }
    return exit_code::ok;
}

TEST(a_layout, is_refused_for_what_no_torrent_can_hold)
{
    test::scratch place;
    auto const scanned = [](std::string const& path) {
        return status_of([&] { (void)scan({.paths = {path}}); });
    };
    EXPECT_EQ(scanned(place / "nowhere"), exit_code::bad_input);
    fs::create_directories(place / "empty/below");
    EXPECT_EQ(scanned(place / "empty"), exit_code::bad_input);
    test::write_file(place / "hollow/a", "");
    EXPECT_EQ(scanned(place / "hollow"), exit_code::bad_input);
    test::write_file(place / "loop/a", "x");
    fs::create_directory_symlink(place / "loop", place / "loop/again");
    EXPECT_EQ(scanned(place / "loop"), exit_code::bad_input);
    EXPECT_EQ(scanned("/dev/null"), exit_code::bad_input);
}

TEST(hashing, notices_a_file_that_is_not_what_was_scanned)
{
    test::scratch place;
    test::write_file(place / "t/a", test::noise(200'000, 1));
    auto const hashed = [&](auto change) {
        test::write_file(place / "t/a", test::noise(200'000, 1));
        auto const request = request_for(place / "t", meta_format::hybrid, piece);
        change(place / "t/a");
        return status_of([&] { (void)create(request, {}, {}).bytes; });
    };
    EXPECT_EQ(hashed([](auto const& path) { fs::resize_file(path, 10); }), exit_code::io);
    EXPECT_EQ(hashed([](auto const& path) { fs::resize_file(path, 300'000); }), exit_code::io);
    EXPECT_EQ(
        hashed([](auto const& path) { test::write_file(path, test::noise(200'000, 2)); }),
        exit_code::io);
    EXPECT_EQ(hashed([](auto const& path) { fs::remove(path); }), exit_code::io);
    EXPECT_EQ(hashed([](auto const&) {}), exit_code::ok);
}

TEST(hashing, stops_when_it_is_asked_to)
{
    test::scratch place;
    test::write_file(place / "t/a", test::noise(2'000'000, 1));
    std::stop_source stop;
    stop.request_stop();
    auto const request = request_for(place / "t", meta_format::v1, piece);
    EXPECT_EQ(
        status_of([&] { (void)create(request, {}, stop.get_token()); }), exit_code::interrupted);
}

TEST(piece_lengths, follow_the_frozen_table)
{
    constexpr std::int64_t mib = 1024 * 1024;
    EXPECT_EQ(automatic_piece_length(1), 16 * 1024);
    EXPECT_EQ(automatic_piece_length(32 * mib), 16 * 1024);
    EXPECT_EQ(automatic_piece_length(32 * mib + 1), 32 * 1024);
    EXPECT_EQ(automatic_piece_length(4096 * mib), 2 * mib);
    EXPECT_EQ(automatic_piece_length(std::int64_t{1} << 50), 16 * mib);
    EXPECT_EQ(piece_length_for_count(100 * mib, 100), mib);
    EXPECT_EQ(piece_length_for_count(100 * mib + 1, 100), 2 * mib);
}

TEST(piece_lengths, are_read_in_four_ways)
{
    EXPECT_EQ(parse_piece_length("18")->length, 1 << 18);
    EXPECT_EQ(parse_piece_length("2^18")->length, 1 << 18);
    EXPECT_EQ(parse_piece_length("256K")->length, 1 << 18);
    EXPECT_EQ(parse_piece_length("262144")->length, 1 << 18);
    EXPECT_EQ(parse_piece_length("count:1500")->count, 1500);
    EXPECT_FALSE(parse_piece_length("auto")->length);
    for (auto const* bad : {"", "13", "28", "8K", "256M", "100K", "count:0", "count:", "2^", "-18"})
        EXPECT_FALSE(parse_piece_length(bad)) << bad;
}

TEST(trackers, are_urls_of_schemes_that_trackers_have)
{
    for (auto const* bad :
         {"", "t/a", "ftp://t/a", "http://", "http:///a", "http://a b", "http://a,"})
        EXPECT_EQ(status_of([&] { (void)tiers_of({bad}); }), exit_code::usage) << bad;
    EXPECT_EQ(tiers_of({"udp://t:1", "wss://u"}).back().tier, 1);
}

}  // namespace
}  // namespace bt::torrent
