#include "limits.hpp"

namespace bt_add {
namespace {

using bt::exit_code;

constexpr limit_row deadline{"deadline", exit_code::timed_out, "the deadline passed"};
constexpr limit_row metadata{
    "metadata_timeout", exit_code::not_found, "no peer gave the metadata in time"};
constexpr limit_row peer{"peer_timeout", exit_code::timed_out, "no peer was found in time"};
constexpr limit_row stall{"stall_timeout", exit_code::timed_out, "nothing came for too long"};

bool passed(std::chrono::milliseconds limit, std::chrono::milliseconds waited)
{
    return limit.count() > 0 && waited >= limit;
}

}  // namespace

std::optional<limit_row> limit_passed(limits const& given, standing const& at)
{
    if (passed(given.deadline, at.now)) return deadline;
    // Our own disk is what a check waits for, and it has a progress of its own.
    if (at.is_checking) return std::nullopt;
    if (!at.has_metadata && passed(given.metadata, at.now)) return metadata;
    if (!at.ever_had_peer && passed(given.peer, at.now)) return peer;
    if (at.has_metadata && passed(given.stall, at.now - at.last_progress)) return stall;
    return std::nullopt;
}

}  // namespace bt_add
