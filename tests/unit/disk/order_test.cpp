#include "fixture.hpp"

#include <libtorrent/session_handle.hpp>

#include <deque>
#include <random>
#include <set>

namespace bt::test {
namespace {

using pack = lt::settings_pack;

TEST(a_job_that_wants_to_be_alone, waits_for_earlier_ones_and_holds_back_later_ones)
{
    scratch place;
    engine in;
    payload what{
        in, {.save_path = place / "", .files = {{"t", 64 * block}}, .piece_length = 4 * block}};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    std::vector<char> order;
    auto const note = [&](char what_it_was) {
        return [&order, what_it_was](auto&&...) { order.push_back(what_it_was); };
    };
    std::string right;
    auto gate = what.hold();
    for (int fence = 0; fence < 4; ++fence) {
        auto const job = static_cast<char>('a' + fence);
        for (int i = 0; i < 8; ++i) {
            what.start_read(4 + i % 4, 3 * block, block, note(job));
            what.start_write(fence, i % 4, note(job));
            what.start_hash(8 + i, {}, note(job));
        }
        right += std::string(24, job) + "|";
        if (fence % 2 == 0)
            in.disk().async_release_files(what.index(), note('|'));
        else
            in.disk().async_rename_file(what.index(), {}, "t" + std::to_string(fence), note('|'));
    }
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return order.size() == right.size(); }));
    EXPECT_EQ(std::string(order.begin(), order.end()), right);
}

TEST(jobs_of_one_torrent, do_not_hold_back_those_of_another)
{
    scratch place;
    engine in;
    payload slow{in, {.save_path = place / "", .files = {{"a", 4 * block}}}};
    payload quick{in, {.save_path = place / "", .files = {{"b", 4 * block}}, .seed = 2}};
    auto gate = slow.hold();
    bool written = false;
    slow.start_write(0, 0, [&](auto const&) { written = true; });
    EXPECT_EQ(quick.write_all(), std::vector<std::string>{});
    EXPECT_EQ(quick.rename(0, "c"), fine);
    EXPECT_EQ(quick.hash(0), quick.right_hash(0));
    EXPECT_EQ(quick.read_piece(1).error, fine);
    EXPECT_FALSE(written);
    gate.open();
    EXPECT_TRUE(in.run_until([&] { return written; }));
}

/// A torrent to which anything may happen in any order, and which has every byte that it was
/// given all the time.
class restless {
public:
    restless(engine& in, std::string const& place, std::uint32_t seed, int& outstanding)
        : in_{in}
        , place_{place}
        , random_{seed}
        , outstanding_{outstanding}
        , what_{in, shape_of(place, seed)}
    {
        held_.resize(static_cast<std::size_t>(what_.pieces()));
    }

    void step()
    {
        switch (pick(24)) {
        case 0:
            return release();
        case 1:
            return clear();
        case 2:
            return rename();
        case 3:
            return move();
        case 4:
            return prioritise();
        case 5:
            return stop();
        case 6:
        case 7:
        case 8:
            return hash();
        case 9:
        case 10:
        case 11:
        case 12:
        case 13:
            return read();
        default:
            return write();
        }
    }

private:
    static shape shape_of(std::string const& place, std::uint32_t seed)
    {
        return {
            .save_path = place + "/0",
            .files = {{"t/a", 40'000}, {"t/b/c", 1}, {"t/b/d", 200'000}, {"t/e", 77'777}},
            .piece_length = 4 * block,
            .mode = seed % 2 == 0 ? lt::storage_mode_sparse : lt::storage_mode_allocate,
            .seed = seed};
    }
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    static std::string told_of(lt::storage_error const& error) { return told(error); }
    template <class Other>
    static std::string told_of(Other const&)
    {
        return fine;
    }
    auto expect_fine(char const* doing)
    {
        ++outstanding_;
        return [this, doing](auto const&... all) {
            --outstanding_;
            for (auto const& each : std::vector<std::string>{told_of(all)...})
                EXPECT_EQ(each, fine) << doing;
        };
    }
    void release() { in_.disk().async_release_files(what_.index(), expect_fine("release")); }
    void stop() { in_.disk().async_stop_torrent(what_.index(), expect_fine("stop")); }
    void clear()
    {
        lt::piece_index_t const piece{pick(what_.pieces())};
        in_.disk().async_clear_piece(what_.index(), piece, expect_fine("clear"));
    }
    void rename()
    {
        auto const name = "t/" + std::to_string(++renames_) + "/e";
        in_.disk().async_rename_file(
            what_.index(), lt::file_index_t{3}, name, expect_fine("rename"));
    }
    void move()
    {
        in_.disk().async_move_storage(
            what_.index(),
            place_ + "/" + std::to_string(pick(3)),
            lt::move_flags_t::fail_if_exist,
            expect_fine("move"));
    }
    void prioritise()
    {
        priority_list wanted;
        for (int i = 0; i < 4; ++i)
            wanted.push_back(pick(2) == 0 ? lt::dont_download : lt::default_priority);
        in_.disk().async_set_file_priority(what_.index(), wanted, expect_fine("prioritise"));
    }
    void write()
    {
        auto const piece = pick(what_.pieces());
        auto const index = pick(what_.blocks(piece));
        held_[static_cast<std::size_t>(piece)].insert(index);
        ++outstanding_;
        what_.start_write(piece, index, [this](std::string const& said) {
            EXPECT_EQ(said, fine);
            --outstanding_;
        });
    }
    void read()
    {
        auto const piece = pick(what_.pieces());
        auto const& held = held_[static_cast<std::size_t>(piece)];
        auto const index = pick(what_.blocks(piece));
        if (!held.contains(index)) return;
        auto const where = what_.block_of(piece, index);
        auto const from = where.start + pick(where.length);
        auto const end = where.start + where.length
            + (held.contains(index + 1) ? what_.block_of(piece, index + 1).length : 0);
        auto const size = 1 + pick(std::min(block, end - from));
        ++outstanding_;
        what_.start_read(piece, from, size, [this, piece, from, size](read_result const& got) {
            EXPECT_EQ(got, (read_result{what_.bytes(piece, from, size), fine}));
            --outstanding_;
        });
    }
    void hash()
    {
        auto const piece = pick(what_.pieces());
        auto const held = held_[static_cast<std::size_t>(piece)].size();
        if (held < static_cast<std::size_t>(what_.blocks(piece))) return;
        ++outstanding_;
        what_.start_hash(piece, {}, [this, piece](hash_result const& got) {
            EXPECT_EQ(got, what_.right_hash(piece));
            --outstanding_;
        });
    }

    engine& in_;
    std::string place_;
    std::mt19937 random_;
    int& outstanding_;
    payload what_;
    std::vector<std::set<int>> held_;
    int renames_ = 0;
};

class anything_in_any_order : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(anything_in_any_order, keeps_every_byte_and_comes_to_an_end)
{
    scratch place;
    auto const descriptors = open_descriptors();
    {
        pack settings;
        settings.set_int(pack::max_queued_disk_bytes, static_cast<int>(8 + GetParam()) * block);
        settings.set_int(pack::file_pool_size, 4);
        settings.set_int(pack::hashing_threads, 2);
        engine in{settings};
        int outstanding = 0;
        std::deque<restless> all;
        for (std::uint32_t i = 0; i < 4; ++i)
            all.emplace_back(in, place / std::to_string(i), 10 * GetParam() + i, outstanding);
        std::mt19937 random{GetParam()};
        for (int i = 0; i < 3000; ++i) {
            all[random() % all.size()].step();
            if (random() % 4 == 0) in.disk().submit_jobs();
            if (random() % 8 == 0) in.poll();
            if (outstanding < 200) continue;
            in.disk().submit_jobs();
            ASSERT_TRUE(in.run_until([&] { return outstanding < 100; }));
        }
        in.disk().submit_jobs();
        EXPECT_TRUE(in.run_until([&] { return outstanding == 0; })) << outstanding;
    }
    EXPECT_EQ(open_descriptors(), descriptors);
}

INSTANTIATE_TEST_SUITE_P(seeds, anything_in_any_order, ::testing::Range(1U, 7U));

}  // namespace
}  // namespace bt::test
