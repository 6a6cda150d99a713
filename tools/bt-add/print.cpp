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

}  // namespace

bt::cli::progress_state progress_of(std::span<job const> jobs)
{
    bt::cli::progress_state all;
    std::int64_t rate = 0;
    std::int64_t peers = 0;
    std::int64_t active = 0;
    job const* shown = nullptr;
    for (auto const& each : jobs) {
        auto const& status = each.status();
        all.done_bytes += status.total_wanted_done;
        all.total_bytes += status.total_wanted;
        if (each.end()) continue;
        rate += status.download_payload_rate;
        peers += status.num_peers;
        ++active;
        if (shown == nullptr) shown = &each;
    }
    if (shown == nullptr) return all;
    auto const& status = shown->status();
    all.what = active == 1 ? shown->name() : fmt::format("{} torrents", active);
    if (active == 1 && !status.has_metadata) {
        all.extra = "fetching metadata, " + peers_text(peers);
        return all;
    }
    if (active == 1 && status.state.starts_with("checking")) {
        all.ratio = status.progress;
        all.done_bytes = static_cast<std::int64_t>(
            status.progress * static_cast<double>(status.total_size.value_or(0)));
        all.total_bytes = status.total_size.value_or(0);
        all.extra = "checking";
        return all;
    }
    if (all.total_bytes > 0)
        all.ratio = static_cast<double>(all.done_bytes) / static_cast<double>(all.total_bytes);
    all.rate = rate;
    if (rate > 0) all.eta = std::chrono::seconds{(all.total_bytes - all.done_bytes) / rate};
    all.extra = peers_text(peers);
    return all;
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
        bt::format_duration(done.ended_at()),
        bt::format_size(rate_over(status.total_payload_download, done.ended_at())));
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

void add_totals(bt::record::summary& into, std::span<job const> jobs)
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
        last = std::max(last, each.ended_at());
        if (each.end() && each.end()->code == bt::exit_code::ok) ++finished;
    }
    into.finished = finished;
    into.total_size = size;
    into.total_payload_download = down;
    into.total_payload_upload = up;
    into.total_failed_bytes = failed;
    if (down > 0 && last.count() > 0) into.average_download_rate = rate_over(down, last);
}

}  // namespace bt_add
