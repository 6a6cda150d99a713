#include <gtest/gtest.h>

#include <bt-add/job.hpp>
#include <bt-add/limits.hpp>
#include <bt-add/print.hpp>

namespace bt_add {
namespace {

using bt::exit_code;
using std::chrono::milliseconds;
namespace event = bt::record::event;

bt::session::event happened(bt::session::event_body what)
{
    return {.where = {}, .torrent = 1, .what = std::move(what), .told = true};
}

TEST(limits, of_zero_never_pass)
{
    EXPECT_FALSE(limit_passed({}, {.now = milliseconds{1'000'000'000}}));
}

TEST(limits, each_watch_their_own_phase)
{
    milliseconds const late{10'000};
    EXPECT_EQ(limit_passed({.metadata = late}, {.now = late})->reason, "metadata_timeout");
    EXPECT_FALSE(limit_passed({.metadata = late}, {.now = late, .has_metadata = true}));
    EXPECT_EQ(limit_passed({.peer = late}, {.now = late})->code, exit_code::timed_out);
    EXPECT_FALSE(limit_passed({.peer = late}, {.now = late, .ever_had_peer = true}));
    EXPECT_EQ(
        limit_passed(
            {.stall = late}, {.now = 2 * late, .last_progress = late, .has_metadata = true})
            ->reason,
        "stall_timeout");
    EXPECT_FALSE(limit_passed({.stall = late}, {.now = 2 * late}));
    EXPECT_EQ(
        limit_passed({.deadline = late}, {.now = late, .is_checking = true})->reason, "deadline");
    EXPECT_FALSE(limit_passed({.peer = late}, {.now = late, .is_checking = true}));
}

TEST(a_job, ends_well_when_its_torrent_is_finished)
{
    job one{"x.torrent", 1, true};
    one.on_event(happened(event::torrent_finished{}), milliseconds{5});
    ASSERT_TRUE(one.end());
    EXPECT_EQ(one.end()->code, exit_code::ok);
    EXPECT_EQ(one.ended_at(), milliseconds{5});
}

TEST(a_job, ends_at_the_first_failure_of_the_disk)
{
    job one{"x.torrent", 1, true};
    one.on_event(
        happened(event::file_error{.path = "a", .error_message = "No space left on device"}),
        milliseconds{5});
    one.on_event(happened(event::torrent_finished{}), milliseconds{6});
    EXPECT_EQ(one.end()->code, exit_code::io);
    EXPECT_EQ(one.end()->sentence, "cannot download x.torrent: a: No space left on device");
}

TEST(a_job, counts_a_stall_from_the_last_byte)
{
    job one{"x", 1, true};
    limits const given{.stall = milliseconds{1000}};
    bt::record::torrent_status status;
    status.state = "downloading";
    status.total_payload_download = 10;
    one.on_status(status, milliseconds{900});
    one.on_time(given, milliseconds{1500});
    EXPECT_FALSE(one.end());
    one.on_status(status, milliseconds{1600});
    one.on_time(given, milliseconds{1900});
    EXPECT_EQ(one.end()->reason, "stall_timeout");
}

TEST(the_progress_line, sums_up_all_jobs)
{
    std::vector<job> jobs;
    jobs.emplace_back("a", 1, true);
    jobs.emplace_back("b", 2, true);
    bt::record::torrent_status status;
    status.state = "downloading";
    status.has_metadata = true;
    status.total_wanted = 100;
    status.total_wanted_done = 50;
    status.download_payload_rate = 10;
    status.num_peers = 1;
    for (auto& each : jobs)
        each.on_status(status, milliseconds{1});
    auto const shown = progress_of(jobs);
    EXPECT_EQ(shown.what, "2 torrents");
    EXPECT_EQ(shown.ratio, 0.5);
    EXPECT_EQ(shown.rate, 20);
    EXPECT_EQ(shown.eta, std::chrono::seconds{5});
    EXPECT_EQ(shown.extra, "2 peers");
}

}  // namespace
}  // namespace bt_add
