#include "job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace bt_add {

using bt::exit_code;
namespace event = bt::record::event;
using std::chrono::milliseconds;

job::job(std::string input, milliseconds now)
    : input_{std::move(input)}
    , started_{now}
{
    standing_.started = now;
    standing_.last_progress = now;
}

std::string job::name() const
{
    return status_.name.value_or(contents_ ? contents_->name : input_);
}

bool job::wants(std::int64_t file) const
{
    return levels_.empty() || levels_[static_cast<std::size_t>(file)] > 0;
}

bool job::has_been_finished(milliseconds now) const
{
    constexpr milliseconds patience{2000};
    return stage_ == stage::fetching && finished_since_ && now - *finished_since_ >= patience;
}

void job::take_contents(bt::torrent::contents what, std::vector<int> levels)
{
    standing_.has_metadata = true;
    contents_ = std::move(what);
    levels_ = std::move(levels);
}

void job::enter(stage next, milliseconds now)
{
    stage_ = next;
    standing_.last_progress = now;
    window_.start_over();
    if (next == stage::finishing && !is_complete_) {
        is_complete_ = true;
        complete_at_ = now;
    }
}

void job::finish(outcome how, milliseconds now)
{
    if (end_) return;
    end_ = std::move(how);
    stage_ = stage::ended;
    if (!is_complete_) complete_at_ = now;
}

void job::fail(std::string_view reason, exit_code code, std::string_view why, milliseconds now)
{
    finish({code, std::string{reason}, fmt::format("cannot download {}: {}", name(), why)}, now);
}

void job::on_event(bt::session::event const& what, milliseconds now)
{
    if (auto const* disk = std::get_if<event::file_error>(&what.what)) {
        // 2.0.8 tells of a full disk here and nowhere else, and would retry for ever.
        auto const why = fmt::format("{}: {}", disk->path, disk->error_message.value_or("failed"));
        fail("file_error", exit_code::io, why, now);
    } else if (auto const* error = std::get_if<event::torrent_error>(&what.what)) {
        fail("torrent_error", exit_code::failed, error->error_message.value_or("failed"), now);
    } else if (std::holds_alternative<event::torrent_conflict>(what.what)) {
        fail(
            "torrent_conflict",
            exit_code::failed,
            "its other half is here as another torrent",
            now);
    }
}

void job::on_status(bt::record::torrent_status const& status, milliseconds now)
{
    bool const more = status.total_payload_download != status_.total_payload_download;
    bool const next_phase = status.state_code != status_.state_code;
    // Pausing starts some counters over.
    auto const received = std::max(status.total_payload_download, status_.total_payload_download);
    auto const sent = std::max(status.total_payload_upload, status_.total_payload_upload);
    status_ = status;
    status_.total_payload_download = received;
    status_.total_payload_upload = sent;
    if (more || next_phase) standing_.last_progress = now;
    standing_.is_checking =
        status.state == "checking_files" || status.state == "checking_resume_data";
    if (status.num_peers > 0) standing_.ever_had_peer = true;
    if (!status.is_finished || standing_.is_checking)
        finished_since_.reset();
    else if (!finished_since_)
        finished_since_ = now;
}

void job::on_time(limits const& given, seed_goals const& goals, milliseconds now)
{
    standing_.now = now;
    if (stage_ == stage::giving_back) {
        given_back const so_far{
            .sent_bytes = std::max(status_.all_time_upload, status_.total_payload_upload),
            .size_bytes = status_.total_wanted,
            .since_complete = now - complete_at_};
        if (auto const goal = goal_reached(goals, so_far); !goal.empty())
            finish({.code = exit_code::ok, .reason = std::string{goal}, .sentence = {}}, now);
    }
    if (stage_ == stage::fetching) {
        if (standing_.is_checking || held_back_) window_.start_over();
        if (held_back_) standing_.last_progress = now;
        window_.note(now, status_.total_payload_download);
        standing_.rate = window_.rate_over(given.min_rate_time);
    }
    // What is complete waits for nothing from the network.
    bool const waits_for_peers = stage_ == stage::metadata || stage_ == stage::fetching;
    auto const applicable = waits_for_peers ? given : limits{.deadline = given.deadline};
    if (auto const limit = limit_passed(applicable, standing_))
        fail(limit->reason, limit->code, limit->sentence, now);
}

}  // namespace bt_add
