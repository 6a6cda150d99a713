#include <bt/base/error.hpp>

#include <gtest/gtest.h>

#include <bt-add/job.hpp>
#include <bt-add/limits.hpp>
#include <bt-add/print.hpp>
#include <bt-add/selection.hpp>
#include <bt-add/stream_plan.hpp>
#include <bt-add/stream_range.hpp>
#include <deque>
#include <utility>
#include <vector>

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

TEST(limits, count_from_the_start_of_their_torrent)
{
    milliseconds const late{10'000};
    EXPECT_FALSE(limit_passed({.peer = late}, {.now = late, .started = milliseconds{1}}));
    EXPECT_EQ(limit_passed({.deadline = late}, {.now = late, .started = late})->reason, "deadline");
}

TEST(limits, of_the_rate_pass_when_it_was_too_low)
{
    standing at{.now = milliseconds{5}, .ever_had_peer = true};
    at.has_metadata = true;
    EXPECT_FALSE(limit_passed({.min_rate = 10}, at));
    at.rate = 10;
    EXPECT_FALSE(limit_passed({.min_rate = 10}, at));
    at.rate = 9;
    EXPECT_EQ(limit_passed({.min_rate = 10}, at)->reason, "min_rate");
}

TEST(a_rate_window, knows_no_rate_before_it_is_full)
{
    rate_window window;
    EXPECT_FALSE(window.rate_over(milliseconds{100}));
    window.note(milliseconds{0}, 0);
    window.note(milliseconds{50}, 500);
    EXPECT_FALSE(window.rate_over(milliseconds{100}));
    window.note(milliseconds{100}, 1000);
    EXPECT_EQ(window.rate_over(milliseconds{100}), 10'000);
}

TEST(a_rate_window, forgets_what_was_before)
{
    rate_window window;
    window.note(milliseconds{0}, 0);
    window.note(milliseconds{100}, 1'000'000);
    window.note(milliseconds{150}, 1'000'000);
    window.note(milliseconds{200}, 1'000'000);
    EXPECT_EQ(window.rate_over(milliseconds{100}), 0);
}

TEST(goals, of_giving_back_are_reached_by_what_comes_first)
{
    given_back const half{
        .sent_bytes = 50, .size_bytes = 100, .since_complete = milliseconds{1000}};
    EXPECT_EQ(goal_reached({}, half), "");
    EXPECT_EQ(goal_reached({.ratio = 0.5}, half), "ratio");
    EXPECT_EQ(goal_reached({.ratio = 0.51}, half), "");
    EXPECT_EQ(goal_reached({.time = milliseconds{1000}}, half), "seed_time");
    EXPECT_EQ(goal_reached({.ratio = 1, .time = milliseconds{1000}}, half), "seed_time");
    EXPECT_EQ(goal_reached({.time = milliseconds{1001}}, half), "");
}

bt::torrent::contents two_files()
{
    bt::torrent::contents out{.name = "t", .piece_length = 100, .num_pieces = 5, .files = {}};
    bt::record::file file;
    file.path = "t/a.txt";
    file.size = 250;
    file.num_pieces = 3;
    out.files.push_back(file);
    file.index = 1;
    file.path = "t/b/c.bin";
    file.offset = 250;
    file.first_piece = 2;
    file.num_pieces = 3;
    out.files.push_back(file);
    return out;
}

TEST(a_choice_of_files, takes_what_is_named_and_not_excluded)
{
    options given;
    EXPECT_TRUE(takes_all(given, {}));
    EXPECT_EQ(choose_files(two_files(), given, {}), (std::vector{4, 4}));
    EXPECT_EQ(choose_files(two_files(), given, {1}), (std::vector{0, 4}));
    given.files = {"*.txt"};
    EXPECT_EQ(choose_files(two_files(), given, {1}), (std::vector{4, 0}));
    given.files = {};
    given.exclude = {"b/"};
    EXPECT_EQ(choose_files(two_files(), given, {}), (std::vector{4, 0}));
    given.exclude = {};
    given.priorities = {"1=7", "a.txt=1"};
    EXPECT_EQ(choose_files(two_files(), given, {}), (std::vector{1, 7}));
}

TEST(a_choice_of_files, is_refused_where_nothing_matches_or_is_left)
{
    options given;
    given.files = {"*.iso"};
    EXPECT_THROW((void)choose_files(two_files(), given, {}), bt::error);
    given.files = {};
    given.exclude = {"0-1"};
    EXPECT_THROW((void)choose_files(two_files(), given, {}), bt::error);
    given.exclude = {};
    given.priorities = {"nothing=3"};
    EXPECT_THROW((void)choose_files(two_files(), given, {}), bt::error);
}

TEST(the_ends_of_files, are_their_first_and_last_pieces)
{
    EXPECT_EQ(ends_of(two_files(), {4, 0}), (std::vector<std::pair<int, int>>{{0, 7}, {2, 7}}));
    EXPECT_EQ(ends_of(two_files(), {0, 4}), (std::vector<std::pair<int, int>>{{2, 7}, {4, 7}}));
}

TEST(a_range, is_read_as_in_http)
{
    for (auto const* const bad : {"", "-", "a-b", "5", "5-4", "-0", "--1", "1-2-3", " 1-2"})
        EXPECT_FALSE(parse_range(bad)) << bad;
    auto const cut = [](char const* text, std::int64_t size) {
        auto const out = within(*parse_range(text), size);
        return out ? std::pair{out->from, out->to} : std::pair<std::int64_t, std::int64_t>{-1, -1};
    };
    using pair = std::pair<std::int64_t, std::int64_t>;
    EXPECT_EQ(cut("0-0", 10), (pair{0, 1}));
    EXPECT_EQ(cut("5-100", 10), (pair{5, 10}));
    EXPECT_EQ(cut("5-", 10), (pair{5, 10}));
    EXPECT_EQ(cut("-3", 10), (pair{7, 10}));
    EXPECT_EQ(cut("-30", 10), (pair{0, 10}));
    EXPECT_EQ(cut("10-", 10), (pair{-1, -1}));
}

TEST(a_stream, of_a_range_needs_the_pieces_of_it_alone)
{
    options given;
    given.cat = "a.txt";
    given.range = "100-149";
    auto const parts = plan_stream(two_files(), {}, given);
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].from, 100);
    EXPECT_EQ(parts[0].to, 150);
    EXPECT_EQ(
        unneeded_pieces(two_files(), parts), (std::vector<std::pair<int, int>>{{0, 0}, {2, 0}}));
    given.range = "250-";
    EXPECT_THROW((void)plan_stream(two_files(), {}, given), bt::error);
    given.cat = "*";
    given.range = "0-1";
    EXPECT_THROW((void)plan_stream(two_files(), {}, given), bt::error);
}

TEST(a_job, ends_at_the_first_failure_of_the_disk)
{
    job one{"x.torrent", milliseconds{0}};
    one.on_event(
        happened(event::file_error{.path = "a", .error_message = "No space left on device"}),
        milliseconds{5});
    EXPECT_EQ(one.end()->code, exit_code::io);
    EXPECT_EQ(one.end()->sentence, "cannot download x.torrent: a: No space left on device");
}

job fetching_job()
{
    job one{"x", milliseconds{0}};
    one.take_contents(two_files(), {});
    one.enter(stage::fetching, milliseconds{0});
    return one;
}

TEST(a_job, counts_a_stall_from_the_last_byte)
{
    auto one = fetching_job();
    limits const given{.stall = milliseconds{1000}};
    bt::record::torrent_status status;
    status.state = "downloading";
    status.total_payload_download = 10;
    one.on_status(status, milliseconds{900});
    one.on_time(given, {}, milliseconds{1500});
    EXPECT_FALSE(one.end());
    one.on_status(status, milliseconds{1600});
    one.on_time(given, {}, milliseconds{1900});
    EXPECT_EQ(one.end()->reason, "stall_timeout");
}

TEST(a_job, that_is_held_back_does_not_stall)
{
    auto one = fetching_job();
    one.hold_back(true);
    limits const given{
        .stall = milliseconds{1000}, .min_rate = 1, .min_rate_time = milliseconds{500}};
    for (int at = 0; at < 5000; at += 200)
        one.on_time(given, {}, milliseconds{at});
    EXPECT_FALSE(one.end());
}

TEST(a_job, that_is_complete_waits_for_nothing_but_the_deadline)
{
    auto one = fetching_job();
    one.enter(stage::finishing, milliseconds{10});
    limits const given{.stall = milliseconds{100}, .deadline = milliseconds{5000}};
    one.on_time(given, {}, milliseconds{4000});
    EXPECT_FALSE(one.end());
    one.on_time(given, {}, milliseconds{5000});
    EXPECT_EQ(one.end()->reason, "deadline");
}

TEST(a_job, that_gives_back_ends_at_its_goal)
{
    auto one = fetching_job();
    bt::record::torrent_status status;
    status.state = "seeding";
    status.total_wanted = 100;
    one.on_status(status, milliseconds{5});
    one.enter(stage::finishing, milliseconds{10});
    one.enter(stage::giving_back, milliseconds{10});
    one.on_time({.stall = milliseconds{1}}, {.ratio = 1}, milliseconds{1000});
    EXPECT_FALSE(one.end());
    status.total_payload_upload = 100;
    one.on_status(status, milliseconds{1001});
    one.on_time({}, {.ratio = 1}, milliseconds{1002});
    ASSERT_TRUE(one.end());
    EXPECT_EQ(one.end()->code, exit_code::ok);
    EXPECT_EQ(one.end()->reason, "ratio");
}

TEST(the_progress_lines, are_one_for_each_job_and_one_for_all)
{
    std::deque<job> jobs;
    bt::record::torrent_status status;
    status.state = "downloading";
    status.has_metadata = true;
    status.total_wanted = 100;
    status.total_wanted_done = 50;
    status.download_payload_rate = 10;
    status.num_peers = 1;
    for (int i = 0; i < 2; ++i) {
        jobs.push_back(fetching_job());
        jobs.back().on_status(status, milliseconds{1});
    }
    auto const shown = progress_of(jobs);
    ASSERT_EQ(shown.size(), 3U);
    EXPECT_EQ(shown[0].what, "0 of 2 torrents");
    EXPECT_EQ(shown[0].ratio, 0.5);
    EXPECT_EQ(shown[0].rate, 20);
    EXPECT_EQ(shown[0].eta, std::chrono::seconds{5});
    EXPECT_EQ(shown[1].what, "t");
    EXPECT_EQ(shown[1].extra, "1 peer");
    jobs.pop_back();
    EXPECT_EQ(progress_of(jobs).size(), 1U);
}

}  // namespace
}  // namespace bt_add
