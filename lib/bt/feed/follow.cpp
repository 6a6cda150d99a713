#include "follow.hpp"

#include <bt/base/error.hpp>

#include <algorithm>
#include <array>

namespace bt::feed {
namespace {

using state::telling;

struct first_run_row {
    std::string_view word;
    first_run choice;
};
constexpr std::array first_run_table{
    first_run_row{"all", first_run::all},
    first_run_row{"none", first_run::none},
    first_run_row{"newest", first_run::newest},
};

/// The guid of the one item that --first-run newest leaves; empty if there is none.
std::string
newest_of(std::vector<record::feed_item> const& oldest_first, rules const& wanted, std::int64_t now)
{
    auto const newest =
        std::find_if(oldest_first.rbegin(), oldest_first.rend(), [&](auto const& each) {
            return wants(wanted, each, now);
        });
    return newest == oldest_first.rend() ? std::string{} : newest->guid;
}

bool may_have_been_told(telling how_far)
{
    return how_far == telling::hook_begun || how_far == telling::line_begun
        || how_far == telling::told;
}

}  // namespace

std::optional<first_run> first_run_of(std::string_view word)
{
    auto const* const row = std::ranges::find(first_run_table, word, &first_run_row::word);
    return row == first_run_table.end() ? std::nullopt : std::optional{row->choice};
}

void take_in(
    state::feed_store& store, fetched const& what, follow_options const& how, std::int64_t now)
{
    if (!what.content) return store.confirm(what.feed.url, now);
    auto items = what.content->items;
    sort_oldest_first(items);
    bool const is_first = !store.feed(what.feed.url).has_value();
    bool const passes = is_first && how.first != first_run::all;
    auto const left = passes && how.first == first_run::newest ? newest_of(items, how.wanted, now)
                                                               : std::string{};
    store.update(
        {.feed = what.feed,
         .items = items,
         .now = now,
         .still_wanted =
             [&](state::kept_item const& each) { return wants(how.wanted, each.item, each.found); },
         .passed_over = [&](record::feed_item const& each) { return passes && each.guid != left; },
         .memory = how.memory});
}

std::vector<state::kept_item>
to_tell(state::feed_store& store, std::string const& url, follow_options const& how, bool all)
{
    auto items = all ? store.known(url) : store.owed(url);
    std::erase_if(items, [&](state::kept_item const& each) {
        return !wants(how.wanted, each.item, each.found);
    });
    for (auto& each : items)
        each.item.seen = may_have_been_told(each.how_far);
    return items;
}

bool deliver(state::feed_store& store, state::kept_item const& what, listener const& to)
{
    if (what.how_far == telling::line_begun && to.has_line && to.has_line(what)) {
        store.set(what, telling::told);
        return true;
    }
    // That of an earlier run succeeded, where it came so far.
    bool const hooked = what.how_far >= telling::hook_done && what.how_far != telling::told;
    if (to.hook && !hooked) {
        store.set(what, telling::hook_begun);
        if (!to.hook(what.item)) {
            store.set(what, telling::owed);
            return false;
        }
        store.set(what, telling::hook_done);
    }
    store.set(what, telling::line_begun, to.place ? to.place() : std::string{});
    try {
        to.line(what.item);
    } catch (error const&) {
        // A line that cannot be written is none; the reader is gone, or the disk is full.
        store.set(what, to.hook ? telling::hook_done : telling::owed);
        throw;
    }
    store.set(what, telling::told);
    return true;
}

}  // namespace bt::feed
