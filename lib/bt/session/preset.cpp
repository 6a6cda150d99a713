#include "preset.hpp"

#include <array>

namespace bt::session {
namespace {

constexpr std::string_view seedbox = "seedbox";
constexpr std::string_view low_memory = "low-memory";

constexpr std::array table{
    preset_row{
        seedbox,
        "connections_limit",
        "8000",
        "Peers of thousands of torrents; the session keeps within the open files it is allowed."},
    preset_row{
        seedbox,
        "connection_speed",
        "200",
        "After a start thousands of torrents look for peers at once."},
    preset_row{
        seedbox,
        "listen_queue_size",
        "3000",
        "After a start peers come back faster than they can be taken."},
    preset_row{
        seedbox,
        "allow_multiple_connections_per_ip",
        "true",
        "Several peers behind one provider's NAT share its address."},
    preset_row{
        seedbox,
        "unchoke_slots_limit",
        "500",
        "A fast line is filled by many peers, not by eight."},
    preset_row{
        seedbox,
        "send_buffer_low_watermark",
        "256K",
        "A peer is sent to at speed from its first request on, at up to 125 MiB for 500 of them."},
    preset_row{
        seedbox,
        "send_buffer_watermark",
        "3M",
        "A second and a half at 2 MiB/s is read ahead for a fast peer."},
    preset_row{
        seedbox,
        "send_buffer_watermark_factor",
        "150",
        "A slow read from disk does not leave a fast peer waiting."},
    preset_row{
        seedbox,
        "send_not_sent_low_watermark",
        "512K",
        "The kernel has more to send while our one network thread is busy."},
    preset_row{
        seedbox,
        "max_out_request_queue",
        "1500",
        "24 MiB on the way from one peer keep 1 Gbit/s busy over 190 ms."},
    preset_row{
        seedbox, "max_peer_recv_buffer_size", "5M", "Fewer and larger reads from a fast peer."},
    preset_row{seedbox, "max_queued_disk_bytes", "64M", "A busy disk stops the peers later."},
    preset_row{
        seedbox,
        "checking_mem_usage",
        "2048",
        "32 MiB of reads under way let a disk of many torrents work in its own order."},
    preset_row{
        seedbox,
        "mixed_mode_algorithm",
        "prefer_tcp",
        "There is line enough; TCP need not wait for uTP."},
    preset_row{
        seedbox,
        "max_concurrent_http_announces",
        "200",
        "One slow tracker does not hold up the others of thousands of torrents."},
    preset_row{
        seedbox,
        "dht_upload_rate_limit",
        "100K",
        "The default of 8000 bytes a second drops answers once many torrents are announced."},
    preset_row{
        low_memory,
        "connections_limit",
        "40",
        "Each connection has buffers, here and in the kernel."},
    preset_row{
        low_memory,
        "max_peerlist_size",
        "500",
        "A popular torrent would remember 3000 peers and meet forty."},
    preset_row{
        low_memory,
        "max_paused_peerlist_size",
        "50",
        "A paused torrent needs enough peers to begin with."},
    preset_row{
        low_memory,
        "max_queued_disk_bytes",
        "256K",
        "Received blocks are written sooner, at some cost in speed."},
    preset_row{
        low_memory,
        "max_peer_recv_buffer_size",
        "512K",
        "Still room for a bit for each of two million pieces."},
    preset_row{
        low_memory, "send_buffer_watermark", "64K", "Four blocks ahead for each peer we send to."},
    preset_row{
        low_memory,
        "max_out_request_queue",
        "100",
        "1.6 MiB on the way from one peer, and a list of them."},
    preset_row{
        low_memory,
        "max_allowed_in_request_queue",
        "100",
        "A peer's list of requests is memory that a stranger fills."},
    preset_row{
        low_memory, "checking_mem_usage", "32", "512 KiB at a time while a torrent is checked."},
    preset_row{
        low_memory,
        "alert_queue_size",
        "2000",
        "Events that nobody takes do not grow beyond a few hundred kilobytes."},
    preset_row{low_memory, "dht_max_torrents", "200", "The DHT node remembers less for others."},
    preset_row{low_memory, "dht_max_peers", "100", "The DHT node remembers less for others."},
    preset_row{
        low_memory,
        "dht_max_dht_items",
        "100",
        "The DHT node stores less for others, a kilobyte each at most."},
};

}  // namespace

std::span<preset_row const> presets() noexcept
{
    return table;
}

}  // namespace bt::session
