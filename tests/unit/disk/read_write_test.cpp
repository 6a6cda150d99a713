#include "fixture.hpp"

#include <algorithm>

namespace bt::test {
namespace {

using pack = lt::settings_pack;
using stats = lt::counters;

shape several_files(std::string const& where)
{
    return {
        .save_path = where,
        .files = {
            {"t/one", 20'000},
            {"t/.pad/12768", 12'768, lt::file_storage::flag_pad_file},
            {"t/two", 3},
            {"t/empty", 0},
            {"t/deep/er/three", 100'000}}};
}

TEST(a_block, is_read_from_the_queue_before_it_is_on_disk)
{
    scratch place;
    engine in;
    payload what{in, several_files(place / "")};
    auto gate = what.hold();
    bool written = false;
    what.start_write(0, 0, [&](auto const&) { written = true; });
    EXPECT_EQ(what.read(0, 100, 5000), (read_result{what.bytes(0, 100, 5000), fine}));
    EXPECT_FALSE(written);
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return written; }));
    EXPECT_EQ(in.counter(stats::num_blocks_read), 0);
}

TEST(a_block, written_twice_is_the_second_and_told_to_both)
{
    scratch place;
    engine in;
    payload what{in, several_files(place / "")};
    auto gate = what.hold();
    std::vector<std::string> said;
    std::string const wrong(block, 'x');
    auto const where = what.block_of(0, 0);
    in.disk().async_write(what.index(), where, wrong.data(), {}, [&](auto const& error) {
        said.push_back(told(error));
    });
    what.start_write(0, 0, [&](auto const& each) { said.push_back(each); });
    EXPECT_TRUE(what.read(0, 0, block).bytes == what.bytes(0, 0, block));
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return said.size() == 2; }));
    EXPECT_EQ(said, (std::vector{fine, fine}));
    what.release();
    EXPECT_TRUE(what.read(0, 0, block).bytes == what.bytes(0, 0, block));
}

TEST(what_was_written, is_in_the_files_and_read_from_there)
{
    scratch place;
    engine in;
    auto const of = several_files(place / "");
    payload what{in, of};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    for (int piece = 0; piece < what.pieces(); ++piece)
        EXPECT_EQ(what.read_piece(piece), (read_result{what.piece_bytes(piece), fine})) << piece;
    for (int const file : {0, 2, 4})
        EXPECT_TRUE(read_file(what.path(file)) == what.file_bytes(file)) << file;
    EXPECT_FALSE(std::filesystem::exists(what.path(1)));
    EXPECT_GT(in.counter(stats::num_blocks_read), 0);
}

TEST(what_was_written, may_be_read_from_any_byte_on)
{
    scratch place;
    engine in;
    payload what{in, {.save_path = place / "", .files = {{"t/a", 50'000}, {"t/b", 50'000}}}};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    for (bool const from_disk : {false, true}) {
        if (from_disk) what.release();
        for (int const start : {0, 1, block - 1, block, block + 7, 2 * block - 20})
            for (int const size : {1, 20, 4097, block})
                if (start + size <= what.piece_size(1)) {
                    EXPECT_EQ(
                        what.read(1, start, size), (read_result{what.bytes(1, start, size), fine}))
                        << start << " " << size;
                }
    }
}

TEST(padding, is_zeros_that_are_on_no_disk)
{
    scratch place;
    engine in;
    payload what{in, several_files(place / "")};
    EXPECT_EQ(what.write(0, 1), fine);
    what.release();
    EXPECT_EQ(what.read(0, 20'000, 12'000), (read_result{std::string(12'000, '\0'), fine}));
}

// The first block is on disk; the second ends the file, and whether it is there already is nobody's
// business, for it is in memory.
TEST(a_read_over_two_blocks, takes_from_the_disk_only_what_is_not_in_memory)
{
    scratch place;
    engine in;
    payload what{in, {.save_path = place / "", .files = {{"t/long", 300 * 2 * block}}}};
    for (int piece = 0; piece < what.pieces(); ++piece) {
        EXPECT_EQ(what.write(piece, 0), fine);
        what.release();
        read_result got;
        bool written = false;
        what.start_write(piece, 1, [&](auto const&) { written = true; });
        what.start_read(piece, block - 100, 5000, [&](read_result const& each) { got = each; });
        in.disk().submit_jobs();
        ASSERT_TRUE(in.run_until([&] { return written && !got.error.empty(); }));
        ASSERT_EQ(got, (read_result{what.bytes(piece, block - 100, 5000), fine})) << piece;
    }
}

TEST(a_read_over_two_blocks, needs_no_file_of_one_that_is_in_memory)
{
    scratch place;
    engine in;
    payload what{in, {.save_path = place / "", .files = {{"t/a", block}, {"t/b", block}}}};
    EXPECT_EQ(what.write(0, 1), fine);
    what.release();
    // The other one will not be written, but it was there when it was asked for.
    std::filesystem::create_directories(place / "t/a");
    auto gate = what.hold();
    read_result got;
    std::string said;
    what.start_write(0, 0, [&](std::string const& each) { said = each; });
    what.start_read(0, block - 10, 20, [&](read_result const& each) { got = each; });
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return !said.empty() && !got.error.empty(); }));
    EXPECT_EQ(said, trouble(EISDIR, 0, lt::operation_t::file_open));
    EXPECT_EQ(got, (read_result{what.bytes(0, block - 10, 20), fine}));
}

TEST(blocks_that_adjoin, are_written_together)
{
    scratch place;
    engine in;
    payload what{
        in, {.save_path = place / "", .files = {{"t/a", 16 * block}}, .piece_length = 16 * block}};
    auto gate = what.hold();
    int left = 15;
    for (int const each : {3, 0, 1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15})
        what.start_write(0, each, [&](auto const&) { --left; });
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return left == 0; }));
    EXPECT_EQ(in.counter(stats::num_blocks_written), 15);
    EXPECT_EQ(in.counter(stats::num_write_ops), 2);
    EXPECT_GT(in.counter(stats::disk_write_time), 0);
    EXPECT_GT(in.counter(stats::disk_job_time), 0);
}

TEST(reads_that_adjoin, are_done_together_and_fail_apart)
{
    scratch place;
    pack settings;
    settings.set_int(pack::aio_threads, 1);
    engine in{settings};
    payload what{
        in, {.save_path = place / "", .files = {{"t", 16 * block}}, .piece_length = 16 * block}};
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(what.write(0, i), fine);
    for (int const count : {6, 8}) {
        what.release();
        auto const operations = in.counter(stats::num_read_ops);
        int left = count;
        auto gate = what.hold();
        for (int i = 0; i < count; ++i)
            what.start_read(0, i * block, block, [&, i](read_result const& got) {
                if (i < 6)
                    EXPECT_EQ(got, (read_result{what.bytes(0, i * block, block), fine})) << i;
                else
                    EXPECT_EQ(got, (read_result{"", too_short(0)})) << i;
                --left;
            });
        gate.open();
        EXPECT_TRUE(in.run_until([&] { return left == 0; }));
        EXPECT_LT(in.counter(stats::num_read_ops) - operations, count);
    }
}

struct observer final : lt::disk_observer {
    int times = 0;
    void on_disk() override { ++times; }
};

TEST(over_the_limit, peers_wait_until_half_of_it_is_written)
{
    scratch place;
    pack settings;
    settings.set_int(pack::max_queued_disk_bytes, 8 * block);
    engine in{settings};
    payload what{
        in, {.save_path = place / "", .files = {{"t/a", 16 * block}}, .piece_length = 16 * block}};
    auto const peer = std::make_shared<observer>();
    auto gate = what.hold();
    int left = 10;
    auto const count_down = [&](auto const&) { --left; };
    for (int each = 0; each < 8; ++each)
        EXPECT_FALSE(what.start_write(0, each, count_down, peer)) << each;
    EXPECT_TRUE(what.start_write(0, 8, count_down, peer));
    EXPECT_TRUE(what.start_write(0, 9, count_down, std::make_shared<observer>()));
    EXPECT_EQ(peer->times, 0);
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return left == 0 && peer->times > 0; }));
    EXPECT_EQ(peer->times, 1);
    EXPECT_FALSE(what.start_write(0, 10, count_down, peer));
    in.disk().submit_jobs();
    EXPECT_TRUE(in.run_until([&] { return left == -1; }));
    EXPECT_EQ(peer->times, 1);
}

TEST(over_the_limit, peers_are_let_on_although_writing_fails)
{
    scratch place;
    pack settings;
    settings.set_int(pack::max_queued_disk_bytes, 4 * block);
    engine in{settings};
    payload what{
        in, {.save_path = place / "", .files = {{"t", 16 * block}}, .piece_length = 16 * block}};
    std::filesystem::create_directories(place / "t");
    auto const peer = std::make_shared<observer>();
    auto gate = what.hold();
    int left = 16;
    for (int each = 0; each < 16; ++each)
        what.start_write(
            0, each, [&](auto const&) { --left; }, peer);
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return left == 0 && peer->times > 0; }));
}

TEST(descriptors, are_kept_few_and_are_gone_at_the_end)
{
    scratch place;
    auto const before = open_descriptors();
    {
        pack settings;
        settings.set_int(pack::file_pool_size, 5);
        engine in{settings};
        shape of{.save_path = place / ""};
        for (int i = 0; i < 50; ++i)
            of.files.push_back({"t/" + std::to_string(i), block});
        payload what{in, of};
        EXPECT_EQ(what.write_all(), std::vector<std::string>{});
        EXPECT_EQ(in.disk().get_status(what.index()).size(), 5U);
        for (auto const& each : in.disk().get_status(what.index()))
            EXPECT_EQ(each.open_mode, lt::file_open_mode::read_write);
        what.release();
        EXPECT_TRUE(in.disk().get_status(what.index()).empty());
        EXPECT_EQ(what.read(0, 0, 10).error, fine);
        auto const open = in.disk().get_status(what.index());
        ASSERT_EQ(open.size(), 1U);
        EXPECT_EQ(open[0].open_mode, lt::file_open_mode::read_only);
        EXPECT_EQ(static_cast<int>(open[0].file_index), 0);
    }
    EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace bt::test
