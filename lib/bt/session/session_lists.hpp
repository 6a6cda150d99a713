#pragma once

#include <bt/base/export.hpp>
#include <bt/record/dht_state.hpp>
#include <bt/record/session_info.hpp>
#include <bt/record/session_stats.hpp>
#include <bt/session/session.hpp>

#include <functional>
#include <span>
#include <string>
#include <vector>

/// What a running session knows. It asks libtorrent, which takes a moment, and belongs to the
/// thread of the session.
namespace bt::session {

/// But for its name and folder, which the host knows.
[[nodiscard]] BT_API record::session_info info_of(session& of);

/// As of the last tick inside run(), with rates between the last two; all 0 before the first.
/// `metrics` are globs over libtorrent's names. Throws error(usage) for one that matches none.
[[nodiscard]] BT_API record::session_stats
stats_of(session& of, std::span<std::string const> metrics = {});

[[nodiscard]] BT_API std::vector<record::stats_metric> stats_metrics();

/// Hands `then` the state of the DHT, from within run() or wait().
BT_API void ask_dht_state(session& of, std::function<void(record::dht_state const&)> then);
/// The same by the last answer to that; without nodes before the first.
[[nodiscard]] BT_API record::dht_state dht_state_of(session& of);
[[nodiscard]] record::dht_state dht_state_of(session::state& own);

}  // namespace bt::session
