#include "memory_swarm.hpp"

#include <bt/base/error.hpp>
#include <bt/session/session_state.hpp>

#include <libtorrent/extensions.hpp>

#include <cerrno>
#include <stdexcept>

/// What a session makes of a disk that fails or dawdles while it downloads.
namespace bt::session {
namespace {

using test::fails;
using test::faults;
using test::for_ever;
using test::format;
using test::is_late;
using test::job;

using op = lt::operation_t;
constexpr lt::file_index_t first_file{0};

class a_download : public testing::TestWithParam<format> {
protected:
    test::memory_swarm swarm{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(
    formats,
    a_download,
    testing::Values(format::v1, format::v2, format::hybrid),
    [](auto const& what) { return testing::PrintToString(what.param); });

TEST_P(a_download, comes_to_another_disk)
{
    swarm.seed();
    swarm.download();
    ASSERT_TRUE(swarm.finishes());
    EXPECT_TRUE(swarm.arrived());
    EXPECT_EQ(swarm.leecher.count<record::event::file_error>(), 0U);
    EXPECT_EQ(swarm.leecher.count<record::event::hash_failed>(), 0U);
}

// A piece counts as soon as its hash is right: libtorrent's disks hash what they will write.
TEST_P(a_download, is_not_held_up_by_a_late_write)
{
    swarm.ours.set_schedule({{.kind = job::write, .nth = 1, .what = is_late{}}});
    swarm.seed();
    swarm.download();
    EXPECT_TRUE(swarm.finishes());
    EXPECT_EQ(swarm.ours.held(), 1);
    swarm.ours.let_go();
    EXPECT_TRUE(swarm.until_both([&] { return swarm.ours.held() == 0; }));
    EXPECT_TRUE(swarm.arrived());
}

TEST_P(a_download, waits_for_a_late_hash)
{
    swarm.ours.set_schedule({{.kind = job::hash, .nth = 2, .what = is_late{}}});
    swarm.seed();
    swarm.download();
    auto const all_but_one = static_cast<std::size_t>(swarm.torrent.pieces()) - 1;
    EXPECT_TRUE(swarm.until_both([&] {
        return swarm.ours.held() == 1
            && swarm.leecher.count<record::event::piece_finished>() == all_but_one;
    }));
    EXPECT_EQ(swarm.leecher.count<record::event::torrent_finished>(), 0U);
    swarm.ours.let_go();
    ASSERT_TRUE(swarm.finishes());
    EXPECT_TRUE(swarm.arrived());
}

TEST_P(a_download, takes_results_out_of_order)
{
    swarm.ours.set_schedule(
        {{.kind = job::write, .nth = 2, .what = is_late{3}},
         {.kind = job::write, .nth = 5, .times = 3, .what = is_late{2}},
         {.kind = job::hash, .nth = 1, .what = is_late{4}}});
    swarm.seed();
    swarm.download();
    ASSERT_TRUE(swarm.finishes());
    EXPECT_TRUE(swarm.arrived());
}

TEST_P(a_download, tells_a_full_disk_once_and_stops_asking)
{
    swarm.ours.set_schedule(
        {{.kind = job::write,
          .nth = 3,
          .times = for_ever,
          .what = fails{ENOSPC, first_file, op::file_write}}});
    swarm.seed();
    swarm.download();
    auto const in = [&] { return swarm.leecher.status(swarm.leecher_id); };
    EXPECT_TRUE(swarm.until_both([&] {
        return swarm.leecher.count<record::event::file_error>() > 0 && in().num_peers == 0;
    })) << in().num_peers;
    auto const told = swarm.leecher.told<record::event::file_error>();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].path, swarm.path("/to", first_file));
    EXPECT_EQ(told[0].operation, "file_write");
    EXPECT_EQ(told[0].error_code, ENOSPC);
    EXPECT_EQ(swarm.leecher.count<record::event::torrent_finished>(), 0U);
    EXPECT_TRUE(swarm.holds_no_wrong_byte());
}

TEST_P(a_download, goes_on_when_there_is_room)
{
    swarm.ours.set_free_bytes(1000);
    swarm.ours.set_schedule(
        {{.kind = job::write,
          .nth = 3,
          .times = for_ever,
          .what = fails{ENOSPC, first_file, op::file_write}}});
    swarm.seed();
    swarm.download();
    auto const deadline = std::chrono::steady_clock::now() + test::session_patience;
    bool has_room = false;
    swarm.leecher.on_tick = [&] {
        auto& own = swarm.leecher;
        bool const is_done = own.count<record::event::torrent_finished>() > 0;
        if (is_done || std::chrono::steady_clock::now() >= deadline) own.get().end();
        if (has_room || own.count<record::event::file_error>() == 0) return;
        has_room = true;
        swarm.ours.set_schedule({});
        swarm.ours.set_free_bytes(100 * 1024 * 1024);
    };
    swarm.leecher.get().run({});
    EXPECT_EQ(swarm.leecher.count<record::event::torrent_finished>(), 1U);
    EXPECT_EQ(swarm.leecher.count<record::event::file_error>(), 1U);
    EXPECT_TRUE(swarm.arrived());
}

TEST_P(a_download, is_checked_by_hashes_that_cannot_be_had_only_once_told)
{
    swarm.ours.set_schedule(
        {{.kind = job::hash, .nth = 1, .what = fails{EIO, first_file, op::file_read}}});
    swarm.seed();
    swarm.download();
    EXPECT_TRUE(
        swarm.until_both([&] { return swarm.leecher.count<record::event::file_error>() > 0; }));
    auto const told = swarm.leecher.told<record::event::file_error>();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].operation, "file_read");
    EXPECT_EQ(told[0].error_code, EIO);
    EXPECT_TRUE(swarm.leecher.get().status(swarm.leecher_id));
}

TEST_P(a_download, is_told_nothing_of_once_it_was_removed)
{
    swarm.ours.set_schedule(
        {{.kind = job::write,
          .nth = 1,
          .times = for_ever,
          .what = fails{EIO, first_file, op::file_write}}});
    swarm.seed();
    swarm.download();
    EXPECT_TRUE(swarm.until_both(
        [&] { return swarm.leecher.count<record::event::torrent_checked>() > 0; }));
    // The error waits in the queue: nobody lets the session tell it.
    EXPECT_TRUE(test::until({&swarm.seeder}, [&] { return swarm.ours.count(job::clear) > 0; }));
    swarm.leecher.get().remove(swarm.leecher_id);
    EXPECT_TRUE(swarm.until_both(
        [&] { return swarm.leecher.count<record::event::torrent_removed>() > 0; }));
    EXPECT_EQ(swarm.leecher.count<record::event::file_error>(), 0U);
}

TEST_P(a_download, can_be_ended_while_jobs_are_held)
{
    swarm.ours.set_schedule(
        {{.kind = job::hash, .times = for_ever, .what = is_late{}},
         {.kind = job::stop, .times = for_ever, .what = is_late{}},
         {.kind = job::release, .times = for_ever, .what = is_late{}}});
    swarm.seed();
    swarm.download();
    EXPECT_TRUE(swarm.until_both([&] { return swarm.ours.held() > 0; }));
    swarm.leecher.end();
    EXPECT_EQ(swarm.ours.held(), 0);
}

/// Makes libtorrent's own thread throw.
struct thrower final : lt::plugin {
    lt::feature_flags_t implemented_features() override { return tick_feature; }
    void on_tick() override { throw std::runtime_error{"bang"}; }
};

TEST(a_session_whose_libtorrent_failed, ends_run_with_an_error)
{
    test::node broken;
    broken.get().get().engine.add_extension(std::make_shared<thrower>());
    auto const deadline = std::chrono::steady_clock::now() + test::session_patience;
    broken.on_tick = [&] {
        if (std::chrono::steady_clock::now() >= deadline) broken.get().end();
    };
    try {
        broken.get().run({});
        FAIL() << "run() went on";
    } catch (error const& told) {
        EXPECT_EQ(told.code(), exit_code::failed);
        EXPECT_NE(std::string{told.what()}.find("bang"), std::string::npos) << told.what();
    }
    EXPECT_EQ(broken.count<record::event::session_error>(), 1U);
}

TEST(a_session_whose_libtorrent_failed_before, ends_run_with_an_error)
{
    test::node broken;
    broken.get().get().engine.add_extension(std::make_shared<thrower>());
    auto const is_broken = [&] {
        broken.get().get().loop.restart();
        broken.get().get().loop.poll();
        return !broken.get().get().broken.empty();
    };
    test::node other;
    ASSERT_TRUE(test::until({&other}, is_broken));
    EXPECT_THROW(broken.get().run({}), error);
    EXPECT_EQ(broken.count<record::event::session_error>(), 1U);
}

}  // namespace
}  // namespace bt::session
