#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/host/call.hpp>
#include <bt/host/service.hpp>
#include <bt/record/events/all.hpp>
#include <bt/record/feed.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

/// What happens, as it happens.
namespace bt::host {
namespace {

using control::kind;
using control::result;

/// Kinds that are not libtorrent's, but the tools' own.
bool is_of_tool(std::string_view name)
{
    // The one record that is also told by itself.
    if (name == record::feed_item::kind) return true;
    return std::apply(
        [name](auto const&... each) {
            return ((std::decay_t<decltype(each)>::kind == name) || ...);
        },
        record::tool_events{});
}

/// As --events has it, and events of the tools beside those of libtorrent.
void choose(subscription& into, std::vector<std::string> const& asked)
{
    std::string of_libtorrent{asked.empty() ? "" : "none"};
    for (auto const& each : asked) {
        if (is_of_tool(each))
            into.kinds.insert(each);
        else
            of_libtorrent += "," + each;
    }
    for (auto const kind : session::select_events(of_libtorrent))
        into.kinds.emplace(kind);
    into.kinds.emplace("session_stopped");
}

outcome subscribe(call& c)
{
    subscription made;
    choose(made, c.given.texts("events"));
    for (auto const& hash : c.given.texts("torrents")) {
        auto const id = c.find(hash);
        // One that is not there yet can be waited for by its whole hash.
        auto const* const status = id ? c.of.status(*id) : nullptr;
        made.torrents.insert(status == nullptr ? hash : status->torrent);
    }
    made.interval = std::chrono::milliseconds{c.given.integer("interval_ms").value_or(0)};
    made.stats_interval =
        std::chrono::milliseconds{c.given.integer("stats_interval_ms").value_or(0)};
    made.is_polled = c.given.flag("poll");
    if (made.interval.count() > 0)
        for (auto const id : c.of.torrents())
            if (auto const* const status = c.of.status(id); status != nullptr)
                if (made.torrents.empty() || made.torrents.contains(status->torrent))
                    made.changed.insert(id);
    std::vector<std::string> const kinds{made.kinds.begin(), made.kinds.end()};
    c.by.subscribe(c.from, std::move(made));
    return result{}.add("events", kinds);
}

outcome unsubscribe(call& c)
{
    c.by.unsubscribe(c.from);
    return result{};
}

outcome poll(call& c)
{
    auto* const mine = c.by.subscription_of(c.from);
    if (mine == nullptr || !mine->is_polled)
        throw error{
            exit_code::usage,
            "cannot poll: this client has not subscribed to that",
            "call subscribe with poll: true on the same connection"};
    auto const queue = std::exchange(mine->queue, {});
    mine->queue_bytes = 0;
    std::vector<std::string> const rows{queue.begin(), queue.end()};
    return result{}
        .raw("records", control::list_of(rows))
        .add("dropped", std::exchange(mine->dropped, 0));
}

}  // namespace

void add_event_methods(std::vector<method>& to)
{
    constexpr std::int64_t shortest = 100;
    to.push_back(
        {{.name = "subscribe",
          .doc =
              "Has events told to this client as notifications named event, until it leaves. What "
              "it subscribed to before is forgotten.",
          .params =
              {{.name = "events",
                .is = kind::texts,
                .doc = "Kinds of events (bt-records(5)); all stands for all of libtorrent's. "
                       "Without it: those "
                       "that --events tells without a list."},
               {.name = "torrents",
                .is = kind::texts,
                .doc = "Info-hashes: events of other torrents are left out."},
               {.name = "interval_ms",
                .is = kind::integer,
                .doc = "Also tells torrent_status of those that changed, this often.",
                .least = shortest,
                .most = 86'400'000},
               {.name = "stats_interval_ms",
                .is = kind::integer,
                .doc = "Also tells session_stats, this often.",
                .least = shortest,
                .most = 86'400'000},
               {.name = "poll",
                .is = kind::flag,
                .doc = "Events are not told, but kept for the method poll; the oldest go when "
                       "they take more than 8 MiB."}},
          .result = "events: the kinds that will be told",
          .example = R"({"events":["torrent_finished"],"interval_ms":1000})",
          .shown_by = "events: who subscribes is told what happens"},
         subscribe});
    to.push_back(
        {{.name = "unsubscribe",
          .doc = "Ends what subscribe began.",
          .params = {},
          .result = "nothing",
          .shown_by = "events: who subscribes is told what happens"},
         unsubscribe});
    to.push_back(
        {{.name = "poll",
          .doc = "Gives the events that were kept since the last poll.",
          .params = {},
          .result = "records; dropped: how many were lost since",
          .shown_by = "events: what is polled is kept until it is fetched"},
         poll});
}

}  // namespace bt::host
