#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array table{
    number(
        pack::active_downloads,
        {-1, most_count},
        "Auto-managed torrents that may download at a time; -1 is no limit."),
    number(
        pack::active_seeds,
        {-1, most_count},
        "Auto-managed torrents that may seed at a time; -1 is no limit."),
    number(
        pack::active_checking,
        {-1, most_count},
        "Auto-managed torrents that may be checked at a time; -1 is no limit."),
    number(
        pack::active_limit,
        {-1, most_count},
        "Auto-managed torrents that may run at a time, slow ones included; -1 is no limit."),
    number(
        pack::active_dht_limit,
        {-1, most_count},
        "Auto-managed torrents announced to the DHT; -1 is no limit."),
    number(
        pack::active_tracker_limit,
        {-1, most_count},
        "Auto-managed torrents announced to their trackers; -1 is no limit."),
    number(
        pack::active_lsd_limit,
        {-1, most_count},
        "Auto-managed torrents announced to the local network; -1 is no limit."),
    number(
        pack::auto_manage_interval,
        measure::seconds,
        {1, day_seconds},
        "Time between two decisions which auto-managed torrents run."),
    number(
        pack::auto_manage_startup,
        measure::seconds,
        {0, day_seconds},
        "Time that a torrent has been slow before it counts as inactive."),
    plain(
        pack::auto_manage_prefer_seeds,
        "Whether seeding torrents get the places of active_limit before downloading ones."),
    plain(
        pack::dont_count_slow_torrents,
        "Whether torrents that are inactive do not count against active_downloads and "
        "active_seeds."),
    number(
        pack::inactive_down_rate,
        measure::bytes_per_second,
        {0, most_int},
        "A downloading torrent that receives less is slow."),
    number(
        pack::inactive_up_rate,
        measure::bytes_per_second,
        {0, most_int},
        "A seeding torrent that sends less is slow."),
    plain(
        pack::incoming_starts_queued_torrents,
        "Whether a peer that connects to a queued torrent makes it run."),
    number(
        pack::share_ratio_limit,
        measure::percent,
        {0, most_int},
        "What a seed has sent, of what it received, when others in the queue come first."),
    number(
        pack::seed_time_ratio_limit,
        measure::percent,
        {0, most_int},
        "How long a seed has been complete, of the time its download took, when others in the "
        "queue come first."),
    number(
        pack::seed_time_limit,
        measure::seconds,
        {0, most_int},
        "How long a torrent has been seeding when others in the queue come first."),
};

}  // namespace

std::span<setting_row const> queue_rows() noexcept
{
    return table;
}

}  // namespace bt::session
