#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array table{
    plain(
        pack::announce_to_all_tiers,
        "Whether one tracker of every tier is announced to, instead of the first that answers "
        "(BEP 12)."),
    plain(
        pack::announce_to_all_trackers,
        "Whether all trackers of a tier are announced to, instead of the first that answers "
        "(BEP 12)."),
    plain(
        pack::prefer_udp_trackers,
        "Whether a host's UDP tracker is moved before its HTTP tracker."),
    number(pack::num_want, {0, 65535}, "Peers asked for in each announcement."),
    number(
        pack::min_announce_interval,
        measure::seconds,
        {1, day_seconds},
        "Least time between two announcements, whatever the tracker says."),
    number(
        pack::tracker_backoff,
        measure::percent,
        // The square of up to 127 failures is multiplied by it in 32 bits.
        {0, 10 * 1000},
        "How fast a failing tracker is given more time: five seconds, and this share of five more "
        "for each failure squared, an hour at most."),
    number(
        pack::tracker_completion_timeout,
        measure::seconds,
        {1, 3600},
        "Time for a tracker's whole answer."),
    number(
        pack::tracker_receive_timeout,
        measure::seconds,
        {1, 3600},
        "Silence of a UDP tracker that ends a request; for HTTP trackers "
        "tracker_completion_timeout alone counts."),
    number(
        pack::stop_tracker_timeout,
        measure::seconds,
        {0, 3600},
        "Time for a tracker's answer when we tell it that we leave; 0 does not tell it."),
    number(
        pack::max_concurrent_http_announces,
        {1, 10 * 1000},
        "Requests to HTTP trackers under way at a time; others wait."),
    number(
        pack::max_http_recv_buffer_size,
        measure::bytes,
        {1024, most_int},
        "Largest answer taken from an HTTP tracker."),
    number(
        pack::tracker_maximum_response_length,
        measure::bytes,
        {1024, most_int},
        "Without effect in 2.0.8, where max_http_recv_buffer_size is the limit."),
    number(
        pack::udp_tracker_token_expiry,
        measure::seconds,
        {1, 3600},
        "How long a UDP tracker's connection id is used; the protocol says a minute (BEP 15)."),
    number(
        pack::auto_scrape_interval,
        measure::seconds,
        {1, 30 * day_seconds},
        "Time in which every queued torrent is scraped once, to know its seeds and peers."),
    number(
        pack::auto_scrape_min_interval,
        measure::seconds,
        {1, 30 * day_seconds},
        "Least time between two such scrapes, however many torrents are queued."),
    plain(
        pack::report_true_downloaded,
        "Whether trackers are told of all content received, blocks that came twice included."),
    plain(pack::report_redundant_bytes, "Whether HTTP trackers are told how much came twice."),
    plain(
        pack::report_web_seed_downloads,
        "Whether what comes from web seeds counts in what trackers are told, and in rates."),
    plain(pack::apply_ip_filter_to_trackers, "Whether the IP filter also keeps us from trackers."),
    plain(
        pack::validate_https_trackers,
        "Whether certificates of HTTPS trackers and web seeds must be good by the system's list."),
    plain(
        pack::ssrf_mitigation,
        "Whether torrents are kept from using us against the local network: no HTTP tracker on "
        "this machine but at /announce, no query to web seeds on private addresses, no redirect "
        "from outside to inside."),
    plain(
        pack::allow_idna, "Whether trackers and web seeds may have internationalised host names."),
    number(
        pack::max_web_seed_connections,
        {0, 100},
        "Web seeds in use at a time for each torrent; 0 is 100."),
    number(
        pack::urlseed_timeout,
        measure::seconds,
        {1, day_seconds},
        "Silence after which a web seed is disconnected."),
    number(pack::urlseed_pipeline_size, {1, 1000}, "Requests to one web seed under way at a time."),
    number(
        pack::urlseed_max_request_bytes,
        measure::bytes,
        {0, most_int},
        "Most that one request asks of a web seed; at least one piece and 1 MiB, or 4 MiB of a "
        "server that closes after each answer."),
    number(
        pack::urlseed_wait_retry,
        measure::seconds,
        {1, 30 * day_seconds},
        "Time before a web seed that failed is asked again, unless it says itself."),
    number(
        pack::web_seed_name_lookup_retry,
        measure::seconds,
        {1, 30 * day_seconds},
        "Time before a web seed whose host name was not found is tried again."),
    plain(pack::ban_web_seeds, "Whether a web seed that sends wrong data is not used again."),
    plain(
        pack::always_send_user_agent,
        "Whether each request to a web seed names our user agent, instead of the first alone."),
};

}  // namespace

std::span<setting_row const> tracker_rows() noexcept
{
    return table;
}

}  // namespace bt::session
