#pragma once

#include <bt/record/field.hpp>
#include <bt/record/stats_parts.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// What a running session has done, and how fast: libtorrent's counters, and rates between two
/// looks at them.
struct session_stats {
    std::optional<std::string> session;
    double interval = 0;
    bool has_incoming_connections = false;
    std::int64_t upload_rate = 0;
    std::int64_t download_rate = 0;
    std::int64_t payload_upload_rate = 0;
    std::int64_t payload_download_rate = 0;
    std::int64_t ip_overhead_upload_rate = 0;
    std::int64_t ip_overhead_download_rate = 0;
    std::int64_t dht_upload_rate = 0;
    std::int64_t dht_download_rate = 0;
    std::int64_t tracker_upload_rate = 0;
    std::int64_t tracker_download_rate = 0;
    std::int64_t total_upload = 0;
    std::int64_t total_download = 0;
    std::int64_t total_payload_upload = 0;
    std::int64_t total_payload_download = 0;
    std::int64_t total_ip_overhead_upload = 0;
    std::int64_t total_ip_overhead_download = 0;
    std::int64_t total_dht_upload = 0;
    std::int64_t total_dht_download = 0;
    std::int64_t total_tracker_upload = 0;
    std::int64_t total_tracker_download = 0;
    std::int64_t total_redundant_bytes = 0;
    std::int64_t total_failed_bytes = 0;
    std::int64_t num_peers = 0;
    std::int64_t num_unchoked = 0;
    std::int64_t allowed_upload_slots = 0;
    std::int64_t up_bandwidth_queue = 0;
    std::int64_t down_bandwidth_queue = 0;
    std::int64_t up_bandwidth_bytes_queue = 0;
    std::int64_t down_bandwidth_bytes_queue = 0;
    std::int64_t disk_write_queue = 0;
    std::int64_t disk_read_queue = 0;
    std::int64_t dht_nodes = 0;
    std::int64_t dht_node_cache = 0;
    std::int64_t dht_torrents = 0;
    std::optional<std::int64_t> dht_global_nodes;
    std::int64_t dht_total_allocations = 0;
    std::int64_t peerlist_size = 0;
    std::int64_t num_torrents = 0;
    std::int64_t num_paused_torrents = 0;
    utp_stats utp;
    disk_stats disk;
    std::optional<std::vector<named<std::int64_t>>> metrics;

    static constexpr std::string_view kind = "session_stats";
    static constexpr auto fields();
};

constexpr auto session_stats::fields()
{
    using self = session_stats;
    return std::tuple{
        field{"session", &self::session, "Its name."},
        field{
            "interval",
            &self::interval,
            "Time between the looks that rates are of; 0 before the second.",
            unit::seconds},
        field{
            "has_incoming_connections",
            &self::has_incoming_connections,
            "A peer has connected to us."},
        field{
            "upload_rate",
            &self::upload_rate,
            "Sent each second, protocol included.",
            unit::bytes_per_second},
        field{
            "download_rate",
            &self::download_rate,
            "Received each second, protocol included.",
            unit::bytes_per_second},
        field{
            "payload_upload_rate",
            &self::payload_upload_rate,
            "Content sent each second.",
            unit::bytes_per_second,
            column::yes},
        field{
            "payload_download_rate",
            &self::payload_download_rate,
            "Content received each second.",
            unit::bytes_per_second,
            column::yes},
        field{
            "ip_overhead_upload_rate",
            &self::ip_overhead_upload_rate,
            "Headers of IP sent each second.",
            unit::bytes_per_second},
        field{
            "ip_overhead_download_rate",
            &self::ip_overhead_download_rate,
            "Headers of IP received each second.",
            unit::bytes_per_second},
        field{
            "dht_upload_rate",
            &self::dht_upload_rate,
            "By the DHT sent each second.",
            unit::bytes_per_second},
        field{
            "dht_download_rate",
            &self::dht_download_rate,
            "By the DHT received each second.",
            unit::bytes_per_second},
        field{
            "tracker_upload_rate",
            &self::tracker_upload_rate,
            "With trackers sent each second.",
            unit::bytes_per_second},
        field{
            "tracker_download_rate",
            &self::tracker_download_rate,
            "With trackers received each second.",
            unit::bytes_per_second},
        field{"total_upload", &self::total_upload, "Sent, protocol included.", unit::bytes},
        field{"total_download", &self::total_download, "Received, protocol included.", unit::bytes},
        field{
            "total_payload_upload",
            &self::total_payload_upload,
            "Content sent.",
            unit::bytes,
            column::yes},
        field{
            "total_payload_download",
            &self::total_payload_download,
            "Content received.",
            unit::bytes,
            column::yes},
        field{
            "total_ip_overhead_upload",
            &self::total_ip_overhead_upload,
            "Headers of IP sent.",
            unit::bytes},
        field{
            "total_ip_overhead_download",
            &self::total_ip_overhead_download,
            "Headers of IP received.",
            unit::bytes},
        field{"total_dht_upload", &self::total_dht_upload, "By the DHT sent.", unit::bytes},
        field{"total_dht_download", &self::total_dht_download, "By the DHT received.", unit::bytes},
        field{
            "total_tracker_upload",
            &self::total_tracker_upload,
            "With trackers sent.",
            unit::bytes},
        field{
            "total_tracker_download",
            &self::total_tracker_download,
            "With trackers received.",
            unit::bytes},
        field{
            "total_redundant_bytes",
            &self::total_redundant_bytes,
            "Content received twice.",
            unit::bytes},
        field{
            "total_failed_bytes",
            &self::total_failed_bytes,
            "Content received that did not match its hash.",
            unit::bytes},
        field{"num_peers", &self::num_peers, "Connected peers.", column::yes},
        field{"num_unchoked", &self::num_unchoked, "Unchoked peers.", column::yes},
        field{"allowed_upload_slots", &self::allowed_upload_slots, "Peers that may be unchoked."},
        field{
            "up_bandwidth_queue",
            &self::up_bandwidth_queue,
            "Peers that wait for a share of a limit to send."},
        field{
            "down_bandwidth_queue",
            &self::down_bandwidth_queue,
            "Peers that wait for a share of a limit to receive."},
        field{
            "up_bandwidth_bytes_queue",
            &self::up_bandwidth_bytes_queue,
            "What they wait to send.",
            unit::bytes},
        field{
            "down_bandwidth_bytes_queue",
            &self::down_bandwidth_bytes_queue,
            "What they wait to receive.",
            unit::bytes},
        field{
            "disk_write_queue",
            &self::disk_write_queue,
            "Peers that wait for the disk to take what they sent."},
        field{
            "disk_read_queue",
            &self::disk_read_queue,
            "Peers that wait for what is read for them."},
        field{
            "dht_nodes", &self::dht_nodes, "Nodes in the routing tables of the DHT.", column::yes},
        field{"dht_node_cache", &self::dht_node_cache, "Nodes that could take their places."},
        field{"dht_torrents", &self::dht_torrents, "Torrents that peers are kept of for others."},
        field{
            "dht_global_nodes",
            &self::dht_global_nodes,
            "Nodes in the whole DHT; absent until the state of the DHT was asked for."},
        field{
            "dht_total_allocations",
            &self::dht_total_allocations,
            "Requests of the DHT that are kept track of."},
        field{"peerlist_size", &self::peerlist_size, "Peers that its torrents know."},
        field{"num_torrents", &self::num_torrents, "Torrents.", column::yes},
        field{
            "num_paused_torrents",
            &self::num_paused_torrents,
            "Torrents that are paused or wait.",
            column::yes},
        field{"utp", &self::utp, "uTP sockets, by state."},
        field{"disk", &self::disk, "The disk back end."},
        field{"metrics", &self::metrics, "Counters of libtorrent by their names; on request."},
    };
}

/// A counter of libtorrent.
struct stats_metric {
    std::string name;
    std::int64_t value_index = 0;
    std::string type;

    static constexpr std::string_view kind = "stats_metric";
    static constexpr auto fields();
};

constexpr auto stats_metric::fields()
{
    using self = stats_metric;
    return std::tuple{
        field{"name", &self::name, "Its name.", column::yes},
        field{"value_index", &self::value_index, "Its place among them.", column::yes},
        field{
            "type",
            &self::type,
            "counter: it only grows; gauge: it is how much there is.",
            column::yes},
    };
}

extern template struct BT_API rendering<session_stats>;
extern template struct BT_API rendering<stats_metric>;

}  // namespace bt::record
