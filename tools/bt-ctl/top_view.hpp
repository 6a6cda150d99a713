#pragma once

#include <bt/control/value.hpp>

#include <bt-ctl/screen.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What bt-ctl top shows, apart from terminals and sessions.
namespace bt_ctl {

using bt::control::value;

struct top_row {
    std::string key;
    std::string name;  ///< printable
    std::string state;
    double progress = 0;
    std::int64_t size = 0;
    std::int64_t down = 0;
    std::int64_t up = 0;
    std::int64_t peers = 0;
    double ratio = 0;
    bool is_paused = false;
    /// That it be paused, or not, was asked for and is not so yet. Statuses on their way tell of
    /// what was before.
    std::optional<bool> asked;
    int looks = 0;  ///< for which that is believed
};

[[nodiscard]] top_row row_of(value const& status);
[[nodiscard]] inline bool is_or_will_be_paused(top_row const& row)
{
    return row.asked.value_or(row.is_paused);
}
/// "paused" and "resuming" from the moment it was asked for.
[[nodiscard]] std::string_view shown_state(top_row const& row);

/// The columns, as --sort names them.
enum class sorting { name, state, done, size, down, up, peers, ratio };
[[nodiscard]] std::optional<sorting> sorting_named(std::string_view word);
[[nodiscard]] sorting next(sorting by);

/// One torrent, on a screen of its own.
struct detail {
    std::vector<value> peers;
    std::vector<value> trackers;
    std::string fault;  ///< why they are not known
};

struct top_state {
    std::string session;
    std::map<std::string, top_row> torrents;  ///< by key
    sorting by = sorting::name;
    bool reverse = false;
    std::string filter;  ///< part of a name, or a glob
    bool is_typing = false;
    std::string selected;   ///< key
    std::size_t first = 0;  ///< of the rows that are shown
    std::optional<detail> open;
    std::string message;
};

/// Takes what the session says of a torrent. What was asked for stands until it says so.
void take_status(top_state& what, top_row now);
/// The session took the order to pause the torrent, or to resume it.
void take_order(top_row& row, bool pauses);
/// An interval has gone by: what was asked for and did not become so is forgotten in the end.
void take_time(top_state& what);

/// Those that the filter leaves, in their order.
[[nodiscard]] std::vector<top_row const*> visible(top_state const& what);
/// Sees to it that a row is selected, and is among those that are shown.
void settle(top_state& what, extent size);
/// Moves the selection.
void move(top_state& what, std::ptrdiff_t by, extent size);
/// How many rows there is room for.
[[nodiscard]] std::size_t room(extent size);

/// The whole screen, with ANSI sequences for what is highlighted.
[[nodiscard]] std::vector<std::string> frame(top_state const& what, extent size);

/// "1.5G", "900K", at most five columns.
[[nodiscard]] std::string compact(std::int64_t bytes);

}  // namespace bt_ctl
