#include "torrent_actions.hpp"

#include <bt/base/error.hpp>
#include <bt/base/url.hpp>
#include <bt/session/asked.hpp>
#include <bt/session/session_state.hpp>
#include <bt/session/status.hpp>

#include <fmt/format.h>
#include <libtorrent/announce_entry.hpp>
#include <libtorrent/torrent_flags.hpp>

#include <limits>

namespace bt::session {
namespace {

namespace tf = lt::torrent_flags;

constexpr std::int64_t most_int = std::numeric_limits<std::int32_t>::max();
// libtorrent keeps these in 24 bits, and means no limit by all of them.
constexpr std::int64_t most_of_24_bits = (1 << 24) - 2;
constexpr int unlimited_24_bits = (1 << 24) - 1;

/// A torrent that waits for its files to be checked would run afterwards, whatever it was told.
void settle(session& of, torrent_id id)
{
    of.get().torrents.at(id).starts = false;
}

int limit_or_none(std::optional<std::int64_t> const& limit)
{
    return limit && *limit > 0 ? static_cast<int>(*limit) : -1;
}

void check_limit(
    asked const& what,
    std::string_view name,
    std::optional<std::int64_t> const& limit,
    std::int64_t most)
{
    if (limit) what.within(name, *limit, -1, most);
}

std::int64_t known_limit(int limit)
{
    return limit <= 0 || limit >= unlimited_24_bits ? -1 : limit;
}

lt::announce_entry entry_of(asked const& what, std::string const& url, std::int64_t tier)
{
    if (!is_url(url, {"http", "https", "udp"}))
        what.refuse(fmt::format("'{}' is no http, https or udp URL", url));
    what.within("tier", tier, 0, std::numeric_limits<std::uint8_t>::max());
    lt::announce_entry out{url};
    out.tier = static_cast<std::uint8_t>(tier);
    out.source = lt::announce_entry::source_client;
    return out;
}

void check_tracker(asked const& what, std::optional<int> tracker)
{
    if (!tracker) return;
    auto const there = static_cast<std::int64_t>(what.handle().trackers().size());
    what.within("tracker", *tracker, 0, there - 1);
}

}  // namespace

void pause_torrent(session& of, torrent_id id, pause_mode how)
{
    ask(of, id, "pause", [&](asked const& what) {
        settle(of, id);
        what.handle().unset_flags(tf::auto_managed);
        what.handle().pause(
            how == pause_mode::gracefully ? lt::torrent_handle::graceful_pause
                                          : lt::pause_flags_t{});
    });
}

void resume_torrent(session& of, torrent_id id)
{
    ask(of, id, "resume", [&](asked const& what) {
        settle(of, id);
        what.handle().resume();
    });
}

void recheck(session& of, torrent_id id)
{
    ask(of, id, "check", [&](asked const& what) {
        (void)what.metadata();
        what.handle().force_recheck();
    });
}

void clear_error(session& of, torrent_id id)
{
    ask(of, id, "clear the error of", [&](asked const& what) {
        of.get().faults.forget(id);
        // What cannot be read pauses a torrent, beside its error.
        bool const failed{what.handle().status({}).errc};
        what.handle().clear_error();
        if (failed) what.handle().resume();
    });
}

void announce(session& of, torrent_id id, announce_request const& how)
{
    constexpr std::int64_t week = 7 * 24 * 60 * 60;
    ask(of, id, "announce", [&](asked const& what) {
        check_tracker(what, how.tracker);
        what.within("seconds", how.in.count(), 0, week);
        // libtorrent does nothing then, and says nothing of it.
        if (what.handle().flags() & tf::paused)
            fail(exit_code::failed, "announce", what.key(), "it is paused");
        if (how.trackers)
            what.handle().force_reannounce(
                static_cast<int>(how.in.count()),
                how.tracker.value_or(-1),
                how.ignore_min_interval ? lt::torrent_handle::ignore_min_interval
                                        : lt::reannounce_flags_t{});
        if (how.dht) what.handle().force_dht_announce();
        if (how.lsd) what.handle().force_lsd_announce();
    });
}

void scrape(session& of, torrent_id id, std::optional<int> tracker)
{
    ask(of, id, "scrape", [&](asked const& what) {
        check_tracker(what, tracker);
        what.handle().scrape_tracker(tracker.value_or(-1));
    });
}

void set_limits(session& of, torrent_id id, limits_change const& to)
{
    ask(of, id, "limit", [&](asked const& what) {
        check_limit(what, "download_limit", to.download_limit, most_int);
        check_limit(what, "upload_limit", to.upload_limit, most_int);
        check_limit(what, "max_connections", to.max_connections, most_of_24_bits);
        check_limit(what, "max_uploads", to.max_uploads, most_of_24_bits);
        if (to.max_connections && *to.max_connections == 1)
            what.refuse("max_connections 1 is too few: libtorrent needs 2");
        if (to.download_limit.value_or(0) > 0 || to.upload_limit.value_or(0) > 0)
            of.get().tick_often();
        auto const& handle = what.handle();
        if (to.download_limit) handle.set_download_limit(limit_or_none(to.download_limit));
        if (to.upload_limit) handle.set_upload_limit(limit_or_none(to.upload_limit));
        if (to.max_connections) handle.set_max_connections(limit_or_none(to.max_connections));
        if (to.max_uploads) handle.set_max_uploads(limit_or_none(to.max_uploads));
    });
}

record::torrent_limits limits(session& of, torrent_id id)
{
    return ask(of, id, "ask for the limits of", [](asked const& what) {
        auto const& handle = what.handle();
        auto const rate = [](int limit) { return std::int64_t{limit <= 0 ? -1 : limit}; };
        return record::torrent_limits{
            .torrent = what.key(),
            .download_limit = rate(handle.download_limit()),
            .upload_limit = rate(handle.upload_limit()),
            .max_connections = known_limit(handle.max_connections()),
            .max_uploads = known_limit(handle.max_uploads())};
    });
}

void set_flags(session& of, torrent_id id, std::span<record::named<bool> const> what)
{
    ask(of, id, "set flags of", [&](asked const& torrent) {
        lt::torrent_flags_t mask{};
        lt::torrent_flags_t values{};
        for (auto const& each : what) {
            auto const flag = flag_named(each.name);
            if (!flag)
                torrent.refuse(
                    fmt::format("there is no flag '{}', but {}", each.name, flag_names()));
            if (*flag == tf::seed_mode && each.value)
                torrent.refuse("seed_mode can be set when a torrent is added, and no more");
            // Left by libtorrent itself after a while, too, if it manages the torrent.
            bool const would_write = (*flag == tf::upload_mode && !each.value)
                || (*flag == tf::auto_managed && each.value);
            if (would_write && of.get().torrents.at(id).what_for == purpose::seed)
                fail(
                    exit_code::refused,
                    "set flags of",
                    torrent.key(),
                    "it was added to seed, and would write over what is there");
            mask |= *flag;
            values = each.value ? values | *flag : values & ~*flag;
        }
        if (mask & tf::paused) settle(of, id);
        torrent.handle().set_flags(values, mask);
    });
}

void move_in_queue(session& of, torrent_id id, queue_step where)
{
    ask(of, id, "queue", [&](asked const& what) {
        switch (where) {
        case queue_step::up:
            return what.handle().queue_position_up();
        case queue_step::down:
            return what.handle().queue_position_down();
        case queue_step::top:
            return what.handle().queue_position_top();
        case queue_step::bottom:
            return what.handle().queue_position_bottom();
        }
    });
}

void set_queue_position(session& of, torrent_id id, int position)
{
    ask(of, id, "queue", [&](asked const& what) {
        what.within("position", position, 0, most_int);
        what.handle().queue_position_set(lt::queue_position_t{position});
    });
}

std::optional<std::int64_t> queue_position(session& of, torrent_id id)
{
    return ask(of, id, "find the place of", [](asked const& what) {
        auto const at = static_cast<int>(what.handle().queue_position());
        return at < 0 ? std::nullopt : std::optional<std::int64_t>{at};
    });
}

void clear_peers(session& of, torrent_id id)
{
    ask(of, id, "clear the peers of", [](asked const& what) {
        auto handle = what.handle();
        handle.clear_peers();
    });
}

void add_peers(session& of, torrent_id id, std::span<host_and_port const> peers)
{
    ask(of, id, "add peers to", [&](asked const& what) {
        std::vector<lt::tcp::endpoint> endpoints;
        for (auto const& each : peers) {
            lt::error_code reason;
            auto const address = lt::make_address(each.host, reason);
            if (reason) what.refuse(fmt::format("'{}' is no address", each.host));
            if (address.is_unspecified() || address.is_multicast())
                what.refuse(fmt::format("{} is nobody's address", each.host));
            what.within("port", each.port, 1, std::numeric_limits<std::uint16_t>::max());
            endpoints.emplace_back(address, static_cast<std::uint16_t>(each.port));
        }
        for (auto const& each : endpoints)
            what.handle().connect_peer(each);
    });
}

void add_tracker(session& of, torrent_id id, std::string const& url, int tier)
{
    ask(of, id, "add a tracker to", [&](asked const& what) {
        what.handle().add_tracker(entry_of(what, url, tier));
    });
}

void replace_trackers(session& of, torrent_id id, std::span<record::tracker_entry const> trackers)
{
    ask(of, id, "replace the trackers of", [&](asked const& what) {
        std::vector<lt::announce_entry> entries;
        for (auto const& each : trackers)
            entries.push_back(entry_of(what, each.url, each.tier));
        what.handle().replace_trackers(entries);
    });
}

void add_web_seed(session& of, torrent_id id, std::string const& url, web_seed_type type)
{
    ask(of, id, "add a web seed to", [&](asked const& what) {
        if (!is_url(url, {"http", "https"}))
            what.refuse(fmt::format("'{}' is no http or https URL", url));
        if (type == web_seed_type::url_seed)
            what.handle().add_url_seed(url);
        else
            what.handle().add_http_seed(url);
    });
}

void remove_web_seed(session& of, torrent_id id, std::string const& url, web_seed_type type)
{
    ask(of, id, "remove a web seed of", [&](asked const& what) {
        bool const of_url = type == web_seed_type::url_seed;
        auto const& handle = what.handle();
        if (!(of_url ? handle.url_seeds() : handle.http_seeds()).contains(url))
            fail(
                exit_code::not_found,
                "remove a web seed of",
                what.key(),
                fmt::format("it has none at {}", url));
        if (of_url)
            handle.remove_url_seed(url);
        else
            handle.remove_http_seed(url);
    });
}

}  // namespace bt::session
