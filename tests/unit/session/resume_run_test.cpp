#include "node.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

/// Going on where another session left off, with files on the real disk.
namespace bt::session {
namespace {

using test::format;
using test::node;
using test::until;

constexpr int block_size = 16 * 1024;

/// As if somebody had written to it much later.
void move_time_on(std::string const& path)
{
    struct stat facts {};
    ASSERT_EQ(::stat(path.c_str(), &facts), 0);
    facts.st_mtim.tv_sec += 10;
    timespec const times[]{facts.st_atim, facts.st_mtim};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

class a_resumed_torrent : public testing::TestWithParam<format> {
protected:
    /// Leaves the torrent complete in `place`, and what was saved of it in `saved`.
    void SetUp() override
    {
        seeder_id = seeder.seed(torrent, torrent.folder());
        ASSERT_TRUE(
            until({&seeder}, [&] { return seeder.count<record::event::torrent_checked>() == 1; }));
        node first;
        auto const id = first.download(torrent, place.path(), seeder);
        ASSERT_TRUE(until({&first, &seeder}, [&] { return first.status(id).is_seeding; }));
        first.get().save(id);
        ASSERT_TRUE(until({&first}, [&] { return first.saved.contains(id); }));
        saved = std::make_shared<resume_data const>(first.saved.at(id));
        EXPECT_EQ(first.count<record::event::resume_data_failed>(), 0U);
    }

    /// Goes on with what was saved, until all is there.
    torrent_id resume(node& in)
    {
        auto const id = in.get().add(
            torrent.meta(),
            {.save_path = place.path(), .peers = {seeder.address()}, .resume = saved});
        EXPECT_TRUE(until({&in, &seeder}, [&] { return in.status(id).is_seeding; }))
            << in.status(id).state << ' ' << in.status(id).progress_ppm;
        return id;
    }

    [[nodiscard]] std::string path(std::string const& file) const { return place / ("t/" + file); }
    /// How many blocks are hashed of a piece: in v1 and hybrid, padding is hashed too.
    [[nodiscard]] int blocks(int piece) const
    {
        lt::piece_index_t const index{piece};
        auto const bytes = GetParam() == format::v2 ? torrent.files().piece_size2(index)
                                                    : torrent.files().piece_size(index);
        return (bytes + block_size - 1) / block_size;
    }
    [[nodiscard]] int blocks(std::set<int> const& pieces) const
    {
        int out = 0;
        for (auto const piece : pieces)
            out += blocks(piece);
        return out;
    }

    test::sample_torrent const torrent{GetParam()};
    test::scratch const place;
    node seeder;
    torrent_id seeder_id = 0;
    std::shared_ptr<resume_data const> saved;
};

INSTANTIATE_TEST_SUITE_P(
    formats,
    a_resumed_torrent,
    testing::Values(format::v1, format::v2, format::hybrid),
    [](auto const& what) { return testing::PrintToString(what.param); });

TEST_P(a_resumed_torrent, was_saved_with_what_its_files_look_like)
{
    ASSERT_EQ(saved->files.size(), static_cast<std::size_t>(torrent.files().num_files()));
    for (auto const file : torrent.files_with_bytes()) {
        auto const where = torrent.files().file_path(file, place.path());
        struct stat facts {};
        ASSERT_EQ(::stat(where.c_str(), &facts), 0);
        auto const& stamp = saved->files[static_cast<std::size_t>(static_cast<int>(file))];
        EXPECT_EQ(stamp.size, facts.st_size);
        EXPECT_EQ(stamp.mtime_ns, facts.st_mtim.tv_sec * 1'000'000'000 + facts.st_mtim.tv_nsec);
        EXPECT_EQ(stamp.inode, facts.st_ino);
    }
    EXPECT_TRUE(test::same_tree(torrent.folder() + "/t", place / "t"));
}

TEST_P(a_resumed_torrent, whose_files_did_not_change_reads_nothing_and_is_complete)
{
    node again;
    auto const id = resume(again);
    EXPECT_EQ(again.get().metric("disk.num_blocks_read"), 0);
    EXPECT_EQ(again.get().metric("disk.num_read_back"), 0);
    EXPECT_EQ(again.get().metric("disk.num_blocks_written"), 0);
    EXPECT_EQ(again.status(id).total_payload_download, 0);
    EXPECT_EQ(again.count<record::event::fastresume_rejected>(), 0U);
}

TEST_P(a_resumed_torrent, hashes_one_file_again_that_was_only_touched)
{
    move_time_on(path("c.bin"));
    node again;
    auto const id = resume(again);
    EXPECT_EQ(
        again.get().metric("disk.num_read_back"), blocks(torrent.pieces_of(torrent.file("c.bin"))));
    EXPECT_EQ(again.get().metric("disk.num_blocks_written"), 0);
    EXPECT_EQ(again.status(id).total_payload_download, 0);
}

TEST_P(a_resumed_torrent, fetches_the_piece_again_that_somebody_changed)
{
    auto bytes = test::read_file(path("a.bin"));
    bytes[40'000] = static_cast<char>(~bytes[40'000]);
    test::write_file(path("a.bin"), bytes);
    move_time_on(path("a.bin"));
    node again;
    (void)resume(again);
    auto const its = torrent.pieces_of(torrent.file("a.bin"));
    EXPECT_EQ(again.get().metric("disk.num_read_back"), blocks(its));
    EXPECT_EQ(again.get().metric("disk.num_blocks_written"), blocks(40'000 / test::sample_piece));
    again.end();
    EXPECT_TRUE(test::same_tree(torrent.folder() + "/t", place / "t"));
}

TEST_P(a_resumed_torrent, fetches_all_again_when_zeros_took_the_place_of_its_files)
{
    for (auto const* const name : {"a.bin", "b.bin", "c.bin", "z.bin"}) {
        test::write_file(path(name), std::string(std::filesystem::file_size(path(name)), '\0'));
        move_time_on(path(name));
    }
    node again;
    (void)resume(again);
    again.end();
    EXPECT_TRUE(test::same_tree(torrent.folder() + "/t", place / "t"));
}

TEST_P(a_resumed_torrent, fetches_a_file_again_that_is_gone)
{
    std::filesystem::remove(path("c.bin"));
    node again;
    (void)resume(again);
    again.end();
    EXPECT_TRUE(test::same_tree(torrent.folder() + "/t", place / "t"));
}

}  // namespace
}  // namespace bt::session
