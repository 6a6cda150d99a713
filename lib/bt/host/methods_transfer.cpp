#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/session/torrent_actions.hpp>

#include <fmt/format.h>

#include <chrono>
#include <utility>

/// What a torrent does, and how much it may.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;
using record::event::scrape_failed;
using record::event::scrape_reply;
using record::event::torrent_checked;
using record::event::torrent_error;

constexpr std::chrono::hours a_day{24};
constexpr std::chrono::seconds a_minute{60};

outcome pause(call& c)
{
    auto const id = c.torrent();
    bool const gracefully = c.given.flag("graceful");
    session::pause_torrent(
        c.on, id, gracefully ? session::pause_mode::gracefully : session::pause_mode::now);
    c.of.changed(id);
    return result{};
}

outcome resume(call& c)
{
    auto const id = c.torrent();
    session::resume_torrent(c.on, id);
    c.of.changed(id);
    return result{};
}

outcome force_recheck(call& c)
{
    auto const id = c.torrent();
    auto const now = c.on.status(id);
    if (c.given.flag("wait") && now && now->is_paused)
        throw error{
            exit_code::failed,
            fmt::format("cannot wait for the check of {}: it is paused", now->torrent),
            "resume it, then it is checked"};
    auto& on = c.on;
    return begin(
        c,
        {.on_event = [&on, id](session::event const& what) -> std::optional<std::string> {
             if (what.torrent != id) return std::nullopt;
             if (auto const* const why = std::get_if<torrent_error>(&what.what))
                 fail(exit_code::io, "check", why->path, why->error_message.value_or("it failed"));
             if (!std::holds_alternative<torrent_checked>(what.what)) return std::nullopt;
             auto const status = on.status(id);
             return result{}.add("progress", status ? status->progress : 0.0).text();
         },
         .within = c.timeout(a_day),
         .kinds = {"torrent_checked", "torrent_error"},
         .start = [&on, id] { session::recheck(on, id); }});
}

outcome clear_torrent_error(call& c)
{
    session::clear_error(c.on, c.torrent());
    return result{};
}

outcome force_reannounce(call& c)
{
    session::announce(
        c.on,
        c.torrent(),
        {.tracker = c.small("tracker_index"),
         .in = std::chrono::seconds{c.given.integer("seconds").value_or(0)},
         .ignore_min_interval = c.given.flag("ignore_min_interval"),
         .dht = c.given.flag("dht"),
         .lsd = c.given.flag("lsd")});
    return result{};
}

outcome scrape_tracker(call& c)
{
    auto const id = c.torrent();
    auto& on = c.on;
    return begin(
        c,
        {.on_event = [id](session::event const& what) -> std::optional<std::string> {
             if (what.torrent != id) return std::nullopt;
             if (auto const* const why = std::get_if<scrape_failed>(&what.what))
                 fail(
                     exit_code::network,
                     "scrape",
                     why->tracker,
                     why->failure_reason.empty() ? why->error_message.value_or("it failed")
                                                 : why->failure_reason);
             auto const* const said = std::get_if<scrape_reply>(&what.what);
             if (said == nullptr) return std::nullopt;
             return result{}
                 .add("tracker", said->tracker)
                 .add("complete", said->complete)
                 .add("incomplete", said->incomplete)
                 .text();
         },
         .within = c.timeout(a_minute),
         .kinds = {"scrape_reply", "scrape_failed"},
         .start = [&on, id, index = c.small("tracker_index")] { session::scrape(on, id, index); }});
}

outcome get_torrent_limits(call& c)
{
    return record::to_json(session::limits(c.on, c.torrent()));
}

/// Any of the four, by the names that the method takes.
outcome set_torrent_limits(call& c)
{
    auto const id = c.torrent();
    session::set_limits(
        c.on,
        id,
        {.download_limit = c.given.integer("download_limit"),
         .upload_limit = c.given.integer("upload_limit"),
         .max_connections = c.given.integer("max_connections"),
         .max_uploads = c.given.integer("max_uploads")});
    c.of.changed(id);
    return result{};
}

constexpr std::int64_t most_peers = 0xfffffe;

control::parameter tracker_index()
{
    return {
        .name = "tracker_index",
        .is = kind::integer,
        .doc = "Its place in list_trackers; without it all of them, or for a scrape the last one "
               "that worked.",
        .least = 0,
        .most = most_int};
}

void add_running(std::vector<method>& to)
{
    to.push_back(
        {{.name = "pause",
          .doc = "Stops a torrent until it is resumed; its turn in the queue does not start it.",
          .params =
              {torrent_param(),
               {.name = "graceful",
                .is = kind::flag,
                .doc = "What was asked for is still received."}},
          .result = "nothing; then the event torrent_paused",
          .example = of_torrent,
          .shown_by = "transfer: pause parts from peers, resume calls them again"},
         pause});
    to.push_back(
        {{.name = "resume",
          .doc = "Has a torrent go on.",
          .params = {torrent_param()},
          .result = "nothing; then the event torrent_resumed",
          .example = of_torrent,
          .shown_by = "transfer: pause parts from peers, resume calls them again"},
         resume});
    to.push_back(
        {{.name = "force_recheck",
          .doc = "Hashes all files of a torrent again.",
          .params =
              {torrent_param(),
               wait_param(),
               timeout_param("How long to wait, in seconds; a day without it.")},
          .result = "nothing; with wait, progress: how much was found, 0 to 1",
          .example = of_torrent,
          .errors = "failed: it is paused, and would not be checked while the reply waits; "
                    "io: a file cannot be read",
          .shown_by = "transfer: a recheck finds what was spoilt, and waits for it"},
         force_recheck});
    to.push_back(
        {{.name = "clear_torrent_error",
          .doc = "Has a torrent that an error stopped try again.",
          .params = {torrent_param()},
          .result = "nothing",
          .example = of_torrent,
          .shown_by = "transfer: a torrent goes on after its error was cleared"},
         clear_torrent_error});
}

void add_announcing(std::vector<method>& to)
{
    to.push_back(
        {{.name = "force_reannounce",
          .doc = "Announces a torrent to its trackers now.",
          .params =
              {torrent_param(),
               tracker_index(),
               {.name = "seconds",
                .is = kind::integer,
                .doc = "In so many; now without it.",
                .least = 0,
                .most = 604'800},
               {.name = "ignore_min_interval",
                .is = kind::flag,
                .doc = "Even if the tracker said to come later."},
               {.name = "dht", .is = kind::flag, .doc = "To the DHT, too."},
               {.name = "lsd", .is = kind::flag, .doc = "To the local network, too (BEP 14)."}},
          .result = "nothing; then the events tracker_reply and tracker_error",
          .example = of_torrent,
          .errors = "failed: it is paused",
          .shown_by = "peers: a tracker that was added is announced to and scraped"},
         force_reannounce});
    to.push_back(
        {{.name = "scrape_tracker",
          .doc = "Asks a tracker how many peers a torrent has.",
          .params =
              {torrent_param(),
               tracker_index(),
               wait_param(),
               timeout_param("How long to wait, in seconds; 60 without it.")},
          .result = "nothing; with wait, tracker, complete, incomplete",
          .example = of_torrent,
          .errors = "network: the tracker failed",
          .shown_by = "peers: a tracker that was added is announced to and scraped"},
         scrape_tracker});
}

control::parameter limit(std::string_view name, std::string_view doc, std::int64_t greatest)
{
    return {.name = name, .is = kind::integer, .doc = doc, .least = -1, .most = greatest};
}

void add_limits(std::vector<method>& to)
{
    constexpr std::string_view shown = "transfer: limits are kept, and hold for what is sent";
    auto connections = limit("max_connections", "Peers, 2 or more; -1 is no limit.", most_peers);
    auto uploads = limit("max_uploads", "Peers that are served at a time; -1 is none.", most_peers);
    to.push_back(
        {{.name = "get_torrent_limits",
          .doc = "Says what a torrent may use.",
          .params = {torrent_param()},
          .result = "torrent_limits",
          .example = of_torrent,
          .shown_by = shown},
         get_torrent_limits});
    to.push_back(
        {{.name = "set_torrent_limits",
          .doc = "Limits what a torrent may use; what is absent stays.",
          .params =
              {torrent_param(),
               limit("download_limit", "Bytes a second; 0 and -1 are no limit.", most_int),
               limit("upload_limit", "Bytes a second; 0 and -1 are no limit.", most_int),
               connections,
               uploads},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","upload_limit":1000000})",
          .shown_by = shown},
         set_torrent_limits});
    connections.needed = need::required;
    uploads.needed = need::required;
    to.push_back(
        {{.name = "set_max_connections",
          .doc = "Limits how many peers a torrent connects to.",
          .params = {torrent_param(), connections},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","max_connections":50})",
          .shown_by = shown},
         set_torrent_limits});
    to.push_back(
        {{.name = "set_max_uploads",
          .doc = "Limits how many peers a torrent serves at a time.",
          .params = {torrent_param(), uploads},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","max_uploads":8})",
          .shown_by = shown},
         set_torrent_limits});
}

}  // namespace

void add_transfer_methods(std::vector<method>& to)
{
    add_running(to);
    add_announcing(to);
    add_limits(to);
    add_flag_methods(to);
}

}  // namespace bt::host
