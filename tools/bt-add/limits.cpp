#include "limits.hpp"

namespace bt_add {
namespace {

using bt::exit_code;
using std::chrono::milliseconds;

constexpr limit_row deadline{"deadline", exit_code::timed_out, "the deadline passed"};
constexpr limit_row metadata{
    "metadata_timeout", exit_code::not_found, "no peer gave the metadata in time"};
constexpr limit_row peer{"peer_timeout", exit_code::timed_out, "no peer was found in time"};
constexpr limit_row stall{"stall_timeout", exit_code::timed_out, "nothing came for too long"};
constexpr limit_row min_rate{"min_rate", exit_code::timed_out, "it came too slowly"};

bool passed(milliseconds limit, milliseconds waited)
{
    return limit.count() > 0 && waited >= limit;
}

}  // namespace

void rate_window::note(milliseconds now, std::int64_t total_bytes)
{
    points_.push_back({now, total_bytes});
}

std::optional<std::int64_t> rate_window::rate_over(milliseconds length)
{
    if (points_.empty()) return std::nullopt;
    auto const& last = points_.back();
    // One point is kept from before the window, as its beginning.
    while (points_.size() > 1 && last.at - points_[1].at >= length)
        points_.pop_front();
    auto const spent = last.at - points_.front().at;
    if (spent < length || spent.count() == 0) return std::nullopt;
    return (last.bytes - points_.front().bytes) * 1000 / spent.count();
}

std::optional<limit_row> limit_passed(limits const& given, standing const& at)
{
    if (passed(given.deadline, at.now)) return deadline;
    // Our own disk is what a check waits for, and it has a progress of its own.
    if (at.is_checking) return std::nullopt;
    auto const spent = at.now - at.started;
    if (!at.has_metadata && passed(given.metadata, spent)) return metadata;
    if (!at.ever_had_peer && passed(given.peer, spent)) return peer;
    if (!at.has_metadata) return std::nullopt;
    if (passed(given.stall, at.now - at.last_progress)) return stall;
    if (given.min_rate > 0 && at.rate && *at.rate < given.min_rate) return min_rate;
    return std::nullopt;
}

std::string_view goal_reached(seed_goals const& goals, given_back const& so_far)
{
    if (goals.ratio
        && static_cast<double>(so_far.sent_bytes)
            >= *goals.ratio * static_cast<double>(so_far.size_bytes))
        return "ratio";
    if (passed(goals.time, so_far.since_complete)) return "seed_time";
    return {};
}

}  // namespace bt_add
