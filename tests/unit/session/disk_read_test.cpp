#include "memory_swarm.hpp"

#include <bt/session/session_state.hpp>

#include <libtorrent/error_code.hpp>
#include <libtorrent/torrent_handle.hpp>

#include <cerrno>

/// What a session makes of a disk that fails while it serves, checks, moves and removes.
namespace bt::session {
namespace {

using test::fails;
using test::for_ever;
using test::format;
using test::is_late;
using test::is_short;
using test::job;

using op = lt::operation_t;
using file_error = record::event::file_error;

class a_seeder : public testing::TestWithParam<format> {
protected:
    [[nodiscard]] lt::torrent_handle handle()
    {
        return swarm.seeder.get().get().torrents.at(swarm.seeder_id).handle;
    }
    [[nodiscard]] lt::file_index_t first() const
    {
        return swarm.torrent.files_with_bytes().front();
    }
    [[nodiscard]] lt::file_index_t last() const { return swarm.torrent.files_with_bytes().back(); }
    [[nodiscard]] bool is_alive() const
    {
        return swarm.seeder.status(swarm.seeder_id).total_size.has_value();
    }

    test::memory_swarm swarm{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(
    formats,
    a_seeder,
    testing::Values(format::v1, format::v2, format::hybrid),
    [](auto const& what) { return testing::PrintToString(what.param); });

TEST_P(a_seeder, tells_trouble_with_reading_once_for_each_file)
{
    swarm.seed();
    swarm.theirs.set_schedule(
        {{.kind = job::read, .nth = 1, .times = 3, .what = fails{EIO, first(), op::file_read}},
         {.kind = job::read, .nth = 4, .times = 3, .what = fails{EIO, last(), op::file_read}}});
    swarm.download();
    ASSERT_TRUE(swarm.until_both([&] { return swarm.theirs.count(job::read) >= 6; }));
    ASSERT_TRUE(swarm.until_both([&] { return swarm.seeder.count<file_error>() >= 2; }));
    auto const told = swarm.seeder.told<file_error>();
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].path, swarm.path("/from", first()));
    EXPECT_EQ(told[1].path, swarm.path("/from", last()));
    for (auto const& each : told) {
        EXPECT_EQ(each.operation, "file_read");
        EXPECT_EQ(each.error_code, EIO);
    }
    EXPECT_TRUE(swarm.holds_no_wrong_byte());
    EXPECT_EQ(swarm.leecher.count<record::event::hash_failed>(), 0U);
    EXPECT_TRUE(is_alive());
}

TEST_P(a_seeder, sends_nothing_of_a_read_that_was_cut_short)
{
    swarm.seed();
    swarm.theirs.set_schedule(
        {{.kind = job::read, .nth = 2, .what = is_short{.bytes = 1000, .file = first()}}});
    swarm.download();
    ASSERT_TRUE(swarm.until_both([&] { return swarm.seeder.count<file_error>() > 0; }));
    auto const told = swarm.seeder.told<file_error>();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].path, swarm.path("/from", first()));
    EXPECT_EQ(told[0].error_code, lt::errors::file_too_short);
    EXPECT_TRUE(swarm.holds_no_wrong_byte());
    EXPECT_EQ(swarm.leecher.count<record::event::hash_failed>(), 0U);
}

TEST_P(a_seeder, tells_the_same_trouble_again_after_a_check)
{
    swarm.seed();
    swarm.theirs.set_schedule(
        {{.kind = job::read, .times = for_ever, .what = fails{EIO, first(), op::file_read}}});
    swarm.download();
    ASSERT_TRUE(swarm.until_both([&] { return swarm.seeder.count<file_error>() == 1; }));
    swarm.leecher.get().remove(swarm.leecher_id);
    handle().force_recheck();
    ASSERT_TRUE(swarm.until_both(
        [&] { return swarm.seeder.count<record::event::torrent_checked>() == 2; }));
    EXPECT_EQ(swarm.seeder.count<file_error>(), 1U);
    test::disk_in_memory another;
    test::node late{another.source()};
    (void)late.download(swarm.torrent, "/to", swarm.seeder);
    EXPECT_TRUE(
        test::until({&late, &swarm.seeder}, [&] { return swarm.seeder.count<file_error>() == 2; }));
}

TEST_P(a_seeder, serves_all_although_reads_come_late)
{
    swarm.seed();
    swarm.theirs.set_schedule(
        {{.kind = job::read, .nth = 1, .what = is_late{}},
         {.kind = job::read, .nth = 5, .times = 2, .what = is_late{}}});
    swarm.download();
    EXPECT_TRUE(swarm.until_both([&] { return swarm.theirs.held() == 1; }));
    EXPECT_TRUE(swarm.until_both([&] {
        swarm.theirs.let_go();
        return swarm.leecher.count<record::event::torrent_finished>() > 0;
    }));
    EXPECT_TRUE(swarm.arrived());
    EXPECT_EQ(swarm.seeder.count<file_error>(), 0U);
}

TEST_P(a_seeder, tells_once_that_its_files_cannot_be_looked_at)
{
    swarm.theirs.set_schedule(
        {{.kind = job::check, .what = fails{EACCES, first(), op::file_stat}}});
    swarm.seeder_id = swarm.seeder.seed(swarm.torrent, "/from");
    ASSERT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<file_error>() > 0
            && swarm.seeder.status(swarm.seeder_id).error_code;
    }));
    auto const told = swarm.seeder.told<file_error>();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].path, swarm.path("/from", first()));
    EXPECT_EQ(told[0].operation, "file_stat");
    EXPECT_EQ(told[0].error_code, EACCES);
    EXPECT_TRUE(is_alive());
}

TEST_P(a_seeder, tells_once_that_its_files_cannot_be_hashed)
{
    swarm.theirs.set_schedule(
        {{.kind = job::hash, .nth = 2, .what = fails{EIO, first(), op::file_read}}});
    swarm.seeder_id = swarm.seeder.seed(swarm.torrent, "/from");
    ASSERT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<file_error>() > 0
            && swarm.seeder.status(swarm.seeder_id).error_code;
    }));
    auto const told = swarm.seeder.told<file_error>();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].path, swarm.path("/from", first()));
    EXPECT_EQ(told[0].error_code, EIO);
    EXPECT_TRUE(is_alive());
}

TEST_P(a_seeder, tells_no_error_of_a_file_that_ends_too_early)
{
    auto const cut = last();
    swarm.theirs.put(swarm.path("/from", cut), swarm.content(cut).substr(0, 5));
    swarm.seeder_id = swarm.seeder.seed(swarm.torrent, "/from");
    ASSERT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<record::event::torrent_checked>() == 1;
    }));
    auto const missing = swarm.torrent.pieces_of(cut).size();
    EXPECT_EQ(
        swarm.seeder.status(swarm.seeder_id).num_pieces_have,
        swarm.torrent.pieces() - static_cast<int>(missing));
    EXPECT_EQ(swarm.seeder.count<file_error>(), 0U);
}

TEST_P(a_seeder, tells_that_it_could_not_move_and_serves_on)
{
    swarm.seed();
    swarm.theirs.set_schedule(
        {{.kind = job::move, .what = fails{EXDEV, first(), op::file_rename}}});
    handle().move_storage("/elsewhere");
    ASSERT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<record::event::storage_moved_failed>() > 0;
    }));
    auto const told = swarm.seeder.told<record::event::storage_moved_failed>();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].operation, "file_rename");
    EXPECT_EQ(told[0].error_code, EXDEV);
    swarm.download();
    EXPECT_TRUE(swarm.finishes());
    EXPECT_TRUE(swarm.arrived());
}

TEST_P(a_seeder, serves_from_where_it_moved_to)
{
    swarm.seed();
    handle().move_storage("/elsewhere");
    ASSERT_TRUE(test::until(
        {&swarm.seeder}, [&] { return swarm.seeder.count<record::event::storage_moved>() > 0; }));
    EXPECT_FALSE(swarm.theirs.get(swarm.path("/from", first())));
    EXPECT_TRUE(swarm.theirs.get(swarm.path("/elsewhere", first())));
    swarm.download();
    EXPECT_TRUE(swarm.finishes());
    EXPECT_TRUE(swarm.arrived());
}

TEST_P(a_seeder, tells_that_a_file_kept_its_name_and_serves_on)
{
    swarm.seed();
    swarm.theirs.set_schedule(
        {{.kind = job::rename, .what = fails{EPERM, first(), op::file_rename}}});
    handle().rename_file(first(), "t/other");
    ASSERT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<record::event::file_rename_failed>() > 0;
    }));
    auto const told = swarm.seeder.told<record::event::file_rename_failed>();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].file, static_cast<int>(first()));
    EXPECT_EQ(told[0].error_code, EPERM);
    swarm.download();
    EXPECT_TRUE(swarm.finishes());
    EXPECT_TRUE(swarm.arrived());
}

TEST_P(a_seeder, tells_that_files_could_not_be_removed_and_lives)
{
    swarm.seed();
    swarm.theirs.set_schedule(
        {{.kind = job::remove, .what = fails{EBUSY, first(), op::file_remove}}});
    auto& engine = swarm.seeder.get().get().engine;
    engine.remove_torrent(handle(), lt::session_handle::delete_files);
    ASSERT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<record::event::torrent_delete_failed>() > 0;
    }));
    EXPECT_EQ(swarm.seeder.count<record::event::torrent_delete_failed>(), 1U);
    EXPECT_EQ(swarm.seeder.count<record::event::torrent_deleted>(), 0U);
    EXPECT_TRUE(swarm.theirs.get(swarm.path("/from", first())));
    // The session takes other torrents as before.
    swarm.seeder.get().remove(swarm.seeder_id);
    ASSERT_TRUE(test::until(
        {&swarm.seeder}, [&] { return swarm.seeder.count<record::event::torrent_removed>() > 0; }));
    swarm.seeder_id = swarm.seeder.seed(swarm.torrent, "/from");
    EXPECT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<record::event::torrent_checked>() == 2;
    }));
}

TEST_P(a_seeder, tells_that_another_disk_saves_nothing)
{
    swarm.seed();
    swarm.seeder.get().save(swarm.seeder_id);
    EXPECT_TRUE(test::until({&swarm.seeder}, [&] {
        return swarm.seeder.count<record::event::resume_data_failed>() == 1;
    }));
    EXPECT_TRUE(swarm.seeder.saved.empty());
}

}  // namespace
}  // namespace bt::session
