#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/record/piece_status.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/record/torrent_status.hpp>
#include <bt/session/session.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a torrent of a running session can be told to do. All of it belongs to the thread of the
/// session, and throws error(not_found) if the torrent is not in it, error(usage) for what cannot
/// be; nothing was changed then. What takes longer ends with an event.
namespace bt::session {

enum class pause_mode {
    now,
    gracefully,  ///< what was requested is still received
};
/// It does not come back by its turn in the queue either. Event torrent_paused.
BT_API void pause_torrent(session& of, torrent_id id, pause_mode how = pause_mode::now);
/// Event torrent_resumed.
BT_API void resume_torrent(session& of, torrent_id id);
/// Hashes all of its files again. Event torrent_checked. Needs metadata.
BT_API void recheck(session& of, torrent_id id);
/// Leaves the state of error and starts it again.
BT_API void clear_error(session& of, torrent_id id);

struct announce_request {
    bool trackers = true;
    std::optional<int> tracker;  ///< by index; all of them otherwise
    std::chrono::seconds in{0};  ///< at most a week
    bool ignore_min_interval = false;
    bool dht = false;
    bool lsd = false;
};
/// Events tracker_reply, tracker_error. Throws error(failed) while it is paused.
BT_API void announce(session& of, torrent_id id, announce_request const& how);
/// Asks a tracker for its counts, the last one that worked if none is named. Events scrape_reply,
/// scrape_failed.
BT_API void scrape(session& of, torrent_id id, std::optional<int> tracker = {});

/// What is absent stays. 0 and -1 are no limit; rates are bytes a second.
struct limits_change {
    std::optional<std::int64_t> download_limit;
    std::optional<std::int64_t> upload_limit;
    std::optional<std::int64_t> max_connections;
    std::optional<std::int64_t> max_uploads;
};
BT_API void set_limits(session& of, torrent_id id, limits_change const& to);
[[nodiscard]] BT_API record::torrent_limits limits(session& of, torrent_id id);

/// By the names that torrent_status has for them, all or none. seed_mode can only be cleared.
/// Throws error(refused) for what would let a torrent write that was added to seed.
BT_API void set_flags(session& of, torrent_id id, std::span<record::named<bool> const> what);

enum class queue_step { up, down, top, bottom };
BT_API void move_in_queue(session& of, torrent_id id, queue_step where);
/// From 0; beyond the end is the end. What is finished has no place, and gets none.
BT_API void set_queue_position(session& of, torrent_id id, int position);
/// Absent if it has no place.
[[nodiscard]] BT_API std::optional<std::int64_t> queue_position(session& of, torrent_id id);

/// Disconnects its peers and forgets all it knows of.
BT_API void clear_peers(session& of, torrent_id id);
/// Addresses, not names.
BT_API void add_peers(session& of, torrent_id id, std::span<host_and_port const> peers);

/// An http, https or udp URL; tier 0 to 255. One that is there already stays as it is.
BT_API void add_tracker(session& of, torrent_id id, std::string const& url, int tier = 0);
/// These instead of those that it has.
BT_API void
replace_trackers(session& of, torrent_id id, std::span<record::tracker_entry const> trackers);

enum class web_seed_type {
    url_seed,   ///< BEP 19
    http_seed,  ///< BEP 17
};
/// An http or https URL.
BT_API void add_web_seed(
    session& of,
    torrent_id id,
    std::string const& url,
    web_seed_type type = web_seed_type::url_seed);
/// Throws error(not_found) if it has none of that URL and type.
BT_API void remove_web_seed(
    session& of,
    torrent_id id,
    std::string const& url,
    web_seed_type type = web_seed_type::url_seed);

}  // namespace bt::session
