#include <bt/torrent/reuse/file_pool.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace bt::torrent {
namespace {

sha256_digest digest_of(int content)
{
    sha256_digest out{};
    out[0] = static_cast<unsigned char>(content);
    return out;
}

/// A disk of which each file is a number, and how often each was read.
struct disk {
    std::map<std::string, int> contents;
    std::map<std::string, int> reads;
    file_pool pool{[this](std::string const& path) { return read(path); }};

    void put(std::string const& path, int content, std::int64_t size = 100, std::uint64_t inode = 0)
    {
        contents[path] = content;
        pool.add(path, {.inode = inode == 0 ? contents.size() : inode, .size = size});
    }

    std::optional<sha256_digest> read(std::string const& path)
    {
        ++reads[path];
        auto const content = contents.at(path);
        return content == 0 ? std::nullopt : std::optional{digest_of(content)};
    }

    std::string find(std::string const& path, int content, std::int64_t size = 100)
    {
        return pool.with_root(size, path, digest_of(content)).value_or("-");
    }
};

TEST(file_pool, hashes_each_file_once_at_most)
{
    disk on;
    for (int i = 1; i <= 40; ++i)
        on.put("old/" + std::to_string(i) + "/" + std::to_string(i % 10), i);
    for (int round = 0; round < 2; ++round) {
        for (int i = 1; i <= 80; ++i)
            static_cast<void>(on.find("new/" + std::to_string(i % 10), i));
        for (auto const& [path, reads] : on.reads)
            EXPECT_EQ(reads, 1) << path;
    }
    EXPECT_EQ(on.reads.size(), on.contents.size());
    for (auto const& [path, content] : on.contents)
        EXPECT_EQ(on.find("new/x", content), path);
}

TEST(file_pool, a_file_under_two_names_is_one)
{
    disk on;
    on.put("old/a", 1, 100, 7);
    on.put("old/b", 1, 100, 7);
    EXPECT_EQ(on.find("new/b", 2), "-");
    EXPECT_EQ(on.find("new/c", 1), "old/b");
    EXPECT_EQ(on.reads, (std::map<std::string, int>{{"old/b", 1}}));
}

TEST(file_pool, what_cannot_be_read_is_not_tried_again)
{
    disk on;
    on.put("old/a", 0);
    EXPECT_EQ(on.find("new/a", 1), "-");
    EXPECT_EQ(on.find("new/a", 1), "-");
    EXPECT_EQ(on.reads["old/a"], 1);
}

TEST(file_pool, hashes_what_is_called_alike_first)
{
    disk on;
    on.put("old/a/data", 1);
    on.put("old/lib/data", 2);
    on.put("old/other", 3);
    on.put("old/lib/large", 2, 200);
    EXPECT_EQ(on.find("new/lib/data", 2), "old/lib/data");
    EXPECT_EQ(on.reads.size(), 1U);
    EXPECT_EQ(on.find("new/lib/data", 1), "old/a/data");
    EXPECT_EQ(on.reads.size(), 2U);
    EXPECT_EQ(on.find("new/lib/data", 3), "old/other");
    EXPECT_EQ(on.reads.size(), 3U);
}

TEST(file_pool, a_few_strangers_are_tried_for_each_file)
{
    disk on;
    for (int i = 1; i <= 20; ++i)
        on.put("old/" + std::to_string(100 + i), i);
    EXPECT_EQ(on.find("new/x", 20), "-");
    EXPECT_EQ(on.reads.size(), 8U);
    EXPECT_EQ(on.find("new/y", 20), "-");
    EXPECT_EQ(on.find("new/z", 20), "old/120");
}

TEST(file_pool, without_a_root_the_path_that_ends_most_alike_is_it)
{
    disk on;
    on.put("b/lib/data", 1);
    on.put("a/app/lib/data", 2);
    on.put("a/app/data", 3);
    on.put("a/app/lib/data.old", 4);
    EXPECT_EQ(on.pool.called_like(100, "app/lib/data"), "a/app/lib/data");
    EXPECT_EQ(on.pool.called_like(100, "x/data"), "a/app/data");
    EXPECT_FALSE(on.pool.called_like(100, "x/none"));
    EXPECT_FALSE(on.pool.called_like(200, "app/lib/data"));
    EXPECT_TRUE(on.reads.empty());
}

}  // namespace
}  // namespace bt::torrent
