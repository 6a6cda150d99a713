#pragma once

#include <bt/base/export.hpp>
#include <bt/feed/fetch.hpp>
#include <bt/feed/rules.hpp>
#include <bt/state/feed_store.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

/// From what a feed has to what is told of it.
namespace bt::feed {

/// What of a feed that is new here counts as new.
enum class first_run { all, none, newest };

/// Nothing for what is none of the words.
[[nodiscard]] BT_API std::optional<first_run> first_run_of(std::string_view word);

struct follow_options {
    rules wanted;
    first_run first = first_run::all;
    std::chrono::seconds memory = std::chrono::hours{180 * 24};
};

/// Takes what was fetched into the store, in one step: from then on what is new is owed, whatever
/// happens. `now` is in seconds since 1970.
BT_API void
take_in(state::feed_store& store, fetched const& what, follow_options const& how, std::int64_t now);

/// What is to be told of the feed now: what is owed and wanted, oldest first. What may have been
/// told by a run that was killed is marked as seen. With `all` it is what was told of what the
/// feed has now too.
[[nodiscard]] BT_API std::vector<state::kept_item>
to_tell(state::feed_store& store, std::string const& url, follow_options const& how, bool all);

/// Who is told.
struct listener {
    /// Does something with the item, and may fail at it: then it is told again the next time. May
    /// be empty.
    std::function<bool(record::feed_item const&)> hook;
    /// Writes it down for somebody, which is done when this returns.
    std::function<void(record::feed_item const&)> line;
    /// Where the line that comes next will be, if it can be looked up there: it is kept with the
    /// item. May be empty, as the next.
    std::function<std::string()> place;
    /// Whether the line of an item that was begun is at its place.
    std::function<bool(state::kept_item const&)> has_line;
};

/// Tells one item, and keeps book before and after each step: an item is told at least once, and
/// each half of it twice only if this process is killed after that half and before the book says
/// so; it is marked as seen then. A line that can be looked up is not even then. False if the hook
/// failed.
BT_API bool deliver(state::feed_store& store, state::kept_item const& what, listener const& to);

}  // namespace bt::feed
