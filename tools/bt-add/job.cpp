#include "job.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

namespace bt_add {

using bt::exit_code;
namespace event = bt::record::event;
using std::chrono::milliseconds;

job::job(std::string input, bt::session::torrent_id id, bool has_metadata)
    : input_{std::move(input)}
    , id_{id}
{
    standing_.has_metadata = has_metadata;
}

std::string job::name() const
{
    return status_.name.value_or(input_);
}

void job::finish(outcome how, milliseconds now)
{
    if (end_) return;
    end_ = std::move(how);
    ended_at_ = now;
}

void job::fail(std::string_view reason, exit_code code, std::string_view why, milliseconds now)
{
    finish({code, std::string{reason}, fmt::format("cannot download {}: {}", name(), why)}, now);
}

void job::on_event(bt::session::event const& what, milliseconds now)
{
    if (std::holds_alternative<event::metadata_received>(what.what)) {
        standing_.has_metadata = true;
        standing_.last_progress = now;
    } else if (std::holds_alternative<event::torrent_finished>(what.what)) {
        finish({.code = exit_code::ok, .reason = "finished", .sentence = {}}, now);
    } else if (auto const* disk = std::get_if<event::file_error>(&what.what)) {
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
    status_ = status;
    if (more || next_phase) standing_.last_progress = now;
    standing_.is_checking =
        status.state == "checking_files" || status.state == "checking_resume_data";
    if (status.num_peers > 0) standing_.ever_had_peer = true;
}

void job::on_time(limits const& given, milliseconds now)
{
    standing_.now = now;
    if (auto const limit = limit_passed(given, standing_))
        fail(limit->reason, limit->code, limit->sentence, now);
}

}  // namespace bt_add
