#include "support/files.hpp"

#include <bt/torrent/create/create.hpp>
#include <bt/torrent/hash/merkle.hpp>
#include <bt/torrent/hash/stream.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/reuse/reuse.hpp>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <random>

namespace bt::torrent {
namespace {

namespace fs = std::filesystem;

/// BEP 3 and BEP 52 word for word, with everything in memory.
struct by_the_book {
    explicit by_the_book(std::vector<std::string> const& files, std::int64_t length)
    {
        std::string space;
        for (auto const& file : files)
            space += file;
        for (std::size_t at = 0; at < space.size(); at += static_cast<std::size_t>(length)) {
            auto const hash =
                digest::sha1(std::string_view{space}.substr(at, static_cast<std::size_t>(length)));
            pieces.append(reinterpret_cast<char const*>(hash.data()), hash.size());
        }
        for (auto const& file : files)
            roots.push_back(root_of(file));
    }

    static sha256_digest root_of(std::string_view file)
    {
        std::vector<sha256_digest> leaves;
        for (; !file.empty(); file.remove_prefix(std::min<std::size_t>(file.size(), block_size)))
            leaves.push_back(digest::sha256(file.substr(0, block_size)));
        return merkle_root(leaves);
    }

    std::string pieces;
    std::vector<sha256_digest> roots;
};

/// Files of any size, written below a folder.
std::vector<std::string>
make_files(test::scratch const& place, std::mt19937& random, std::size_t most)
{
    std::vector<std::string> files;
    auto const count = 1 + random() % 60;
    for (std::size_t i = 0; i < count; ++i) {
        auto const size = random() % 3 == 0 ? random() % 40 : random() % most;
        files.push_back(test::noise(size, static_cast<std::uint32_t>(random())));
        test::write_file(place / ("t/" + std::to_string(1000 + i)), files.back());
    }
    files.front() += "not all empty";
    test::write_file(place / "t/1000", files.front());
    return files;
}

create_request request_of(std::string const& path, meta_format format, std::int64_t length)
{
    create_request request;
    request.content = scan({.paths = {path}});
    request.format = format;
    request.piece_length = length;
    return request;
}

TEST(the_engine, gives_any_files_the_hashes_of_the_book)
{
    std::mt19937 random{1};
    for (unsigned round = 0; round < 12; ++round) {
        test::scratch place;
        auto const length = std::int64_t{16384} << random() % 4;
        auto const files = make_files(place, random, round % 2 == 0 ? 3000 : 200'000);
        by_the_book const book{files, length};
        for (auto const format : {meta_format::v1, meta_format::v2}) {
            auto request = request_of(place / "t", format, length);
            request.threads = 1 + round % 3;
            auto hashing = hashing_of(request);
            auto const found = hash_files(hashing, {}, {}, {});
            if (format == meta_format::v1) {
                ASSERT_EQ(found.pieces, book.pieces);
                continue;
            }
            for (std::size_t i = 0; i < files.size(); ++i)
                if (!files[i].empty()) {
                    ASSERT_EQ(found.files[i].root, book.roots[i]) << files[i].size();
                }
        }
    }
}

TEST(the_engine, tells_how_far_it_is)
{
    test::scratch place;
    test::write_file(place / "t/a", test::noise(3'000'000, 1));
    auto const request = request_of(place / "t", meta_format::v1, 16384);
    std::int64_t total = 0;
    std::int64_t last = 0;
    (void)create(
        request,
        [&](hash_progress at) {
            EXPECT_GE(at.done_bytes, last);
            last = at.done_bytes;
            total = at.total_bytes;
        },
        {});
    // A machine may be so fast that nobody asked.
    EXPECT_TRUE(total == 0 || total == 3'000'000);
}

/// What a torrent of the folder is with and without an older one to take hashes from.
class reusing : public ::testing::TestWithParam<meta_format> {
protected:
    void make_old(std::int64_t length, bool mtime)
    {
        std::mt19937 random{7};
        (void)make_files(place_, random, 150'000);
        auto request = request_of(place_ / "t", GetParam(), length);
        request.mtime = mtime;
        old_.emplace(parse_torrent(create(request, {}, {}).bytes, "old"));
    }

    std::int64_t expect_same(std::int64_t length, std::int64_t made_ns)
    {
        auto request = request_of(place_ / "t", GetParam(), length);
        auto const plain = create(request, {}, {}).bytes;
        auto result = reuse_hashes(request, {.old = &*old_, .made_ns = made_ns}, {});
        request.known = std::move(result.known);
        EXPECT_EQ(create(request, {}, {}).bytes, plain);
        return result.files;
    }

    static constexpr std::int64_t later = std::int64_t{1} << 62;
    test::scratch place_;
    std::optional<metainfo> old_;
};

INSTANTIATE_TEST_SUITE_P(
    a_torrent, reusing, ::testing::Values(meta_format::v1, meta_format::v2, meta_format::hybrid));

TEST_P(reusing, changes_nothing_but_the_work)
{
    make_old(16384, false);
    auto const all = expect_same(16384, later);
    EXPECT_GT(all, 10);
    EXPECT_EQ(expect_same(16384, 1), 0);
    EXPECT_EQ(expect_same(32768, later), all);
    test::write_file(place_ / "t/1003", test::noise(99'999, 99));
    fs::remove(place_ / "t/1007");
    test::write_file(place_ / "t/1007-new", "x");
    auto const fewer = expect_same(16384, later);
    EXPECT_LT(fewer, all);
    EXPECT_GT(fewer, 0);
}

TEST_P(reusing, finds_out_when_times_and_sizes_lie)
{
    make_old(16384, false);
    auto const all = expect_same(16384, later);
    auto changed = test::read_file(place_ / "t/1001");
    changed.front() = static_cast<char>(changed.front() + 1);
    test::write_file(place_ / "t/1001", changed);
    EXPECT_LT(expect_same(16384, later), all);
}

TEST_P(reusing, believes_times_that_the_torrent_recorded)
{
    make_old(16384, true);
    EXPECT_GT(expect_same(16384, 1), 10);
    fs::last_write_time(
        place_ / "t/1001", fs::file_time_type::clock::now() - std::chrono::hours{1});
    EXPECT_GT(expect_same(16384, 1), 10);
}

/// Bytes behind a descriptor, as through a pipe.
int descriptor_of(test::scratch const& place, std::string const& bytes)
{
    test::write_file(place / "stream", bytes);
    return ::open((place / "stream").c_str(), O_RDONLY | O_CLOEXEC);
}

TEST(a_stream, has_the_hashes_of_a_file_with_its_bytes)
{
    constexpr std::int64_t length = 65536;
    for (std::size_t const size :
         {1U, 16384U, 65536U, 65537U, 131072U, 1048576U, 1048577U, 2500000U}) {
        test::scratch place;
        auto const bytes = test::noise(size, 5);
        test::write_file(place / "t/a", bytes);
        auto const request = request_of(place / "t/a", meta_format::hybrid, length);
        auto const expected = hash_files(hashing_of(request), {}, {}, {});
        unique_fd const fd{descriptor_of(place, bytes)};
        auto const found = hash_stream({.fd = fd.get(), .piece_length = length}, {}, {}, {});
        EXPECT_EQ(found.size, static_cast<std::int64_t>(size));
        EXPECT_EQ(found.hashes.pieces, expected.pieces) << size;
        ASSERT_TRUE(found.hashes.files.front());
        EXPECT_EQ(found.hashes.files.front()->root, expected.files.front().root) << size;
        EXPECT_EQ(found.hashes.files.front()->layer, expected.files.front().layer) << size;
    }
}

TEST(a_stream, chooses_its_piece_length_at_the_end_with_v2)
{
    test::scratch place;
    unique_fd const fd{descriptor_of(place, test::noise(300'000, 5))};
    auto const found = hash_stream(
        {.fd = fd.get(), .piece_length = {}, .v1 = false},
        [](std::int64_t size) { return size == 300'000 ? std::int64_t{32768} : 0; },
        {},
        {});
    EXPECT_EQ(found.piece_length, 32768);
    EXPECT_EQ(found.hashes.files.front()->layer.size(), 10U);
}

}  // namespace
}  // namespace bt::torrent
