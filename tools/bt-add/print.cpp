#include "print.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace bt_add {
namespace {

std::string peers_text(std::int64_t count)
{
    return fmt::format("{} {}", count, count == 1 ? "peer" : "peers");
}

std::int64_t rate_over(std::int64_t bytes, std::chrono::milliseconds time)
{
    return bytes * 1000 / std::max<std::int64_t>(time.count(), 1);
}

/// Fills in what follows from how much is done of how much, and the rate.
void set_rate(bt::cli::progress_state& into, std::int64_t rate)
{
    if (into.total_bytes > 0)
        into.ratio = static_cast<double>(into.done_bytes) / static_cast<double>(into.total_bytes);
    into.rate = rate;
    if (rate > 0) into.eta = std::chrono::seconds{(into.total_bytes - into.done_bytes) / rate};
}

bt::cli::progress_state progress_of(job const& each)
{
    auto const& status = each.status();
    bt::cli::progress_state out;
    out.what = each.name();
    if (each.at() == stage::metadata) {
        out.extra = "fetching metadata, " + peers_text(status.num_peers);
        return out;
    }
    if (each.at() == stage::asking) {
        out.extra = "asking for updates";
        return out;
    }
    if (each.at() == stage::giving_back) {
        out.ratio = 1;
        out.rate = status.upload_payload_rate;
        out.extra = fmt::format(
            "seeding, {} sent, {}",
            bt::format_size(status.total_payload_upload),
            peers_text(status.num_peers));
        return out;
    }
    if (status.state.starts_with("checking")) {
        out.ratio = status.progress;
        out.total_bytes = status.total_size.value_or(0);
        out.done_bytes =
            static_cast<std::int64_t>(status.progress * static_cast<double>(out.total_bytes));
        out.extra = "checking";
        return out;
    }
    out.done_bytes = status.total_wanted_done;
    out.total_bytes = status.total_wanted;
    set_rate(out, status.download_payload_rate);
    out.extra = peers_text(status.num_peers);
    return out;
}

/// All together; those that ended count as done.
bt::cli::progress_state total_of(std::deque<job> const& jobs)
{
    bt::cli::progress_state all;
    std::int64_t rate = 0;
    std::size_t ended = 0;
    for (auto const& each : jobs) {
        all.done_bytes += each.status().total_wanted_done;
        all.total_bytes += each.status().total_wanted;
        if (each.end())
            ++ended;
        else
            rate += each.status().download_payload_rate;
    }
    all.what = fmt::format("{} of {} torrents", ended, jobs.size());
    set_rate(all, rate);
    return all;
}

}  // namespace

std::vector<bt::cli::progress_state> progress_of(std::deque<job> const& jobs)
{
    std::vector<bt::cli::progress_state> out;
    if (jobs.size() > 1) out.push_back(total_of(jobs));
    for (auto const& each : jobs)
        if (!each.end()) out.push_back(progress_of(each));
    return out;
}

std::string saved_text(job const& done)
{
    auto const& status = done.status();
    if (status.total_payload_download == 0)
        return fmt::format("{} was complete already", done.name());
    return fmt::format(
        "saved {}: {} in {} ({}/s)",
        done.name(),
        bt::format_size(status.total_wanted),
        bt::format_duration(done.length()),
        bt::format_size(rate_over(status.total_payload_download, done.length())));
}

std::string status_text(job const& at)
{
    auto const& status = at.status();
    return fmt::format(
        "{}: {}, {:.1f}%, {} of {}, {}/s, {}",
        at.name(),
        status.state,
        status.progress * 100,
        bt::format_size(status.total_wanted_done),
        bt::format_size(status.total_wanted),
        bt::format_size(status.download_payload_rate),
        peers_text(status.num_peers));
}

void add_totals(bt::record::summary& into, std::deque<job> const& jobs)
{
    std::int64_t size = 0;
    std::int64_t down = 0;
    std::int64_t up = 0;
    std::int64_t failed = 0;
    std::chrono::milliseconds last{0};
    std::int64_t finished = 0;
    for (auto const& each : jobs) {
        size += each.status().total_wanted;
        down += each.status().total_payload_download;
        up += each.status().total_payload_upload;
        failed += each.status().total_failed_bytes;
        last = std::max(last, each.complete_at());
        if (each.is_complete()) ++finished;
    }
    into.finished = finished;
    into.total_size = size;
    into.total_payload_download = down;
    into.total_payload_upload = up;
    into.total_failed_bytes = failed;
    if (down > 0 && last.count() > 0) into.average_download_rate = rate_over(down, last);
}

}  // namespace bt_add
