#include "session_lists.hpp"

#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/base/version.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>

#include <libtorrent/session_stats.hpp>
#include <libtorrent/version.hpp>

#include <unistd.h>

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace bt::session {
namespace {

/// libtorrent's counters by name, and how fast they grew.
class looks {
public:
    explicit looks(recent const& from)
        : now_{&from.now.values}
        , before_{&from.before.values}
    {
        if (before_->empty()) return;
        seconds_ = std::chrono::duration<double>{from.now.at - from.before.at}.count();
    }

    [[nodiscard]] std::int64_t operator()(std::string_view name) const
    {
        return at(*now_, index(name));
    }
    [[nodiscard]] std::int64_t sum(std::initializer_list<std::string_view> names) const
    {
        std::int64_t out = 0;
        for (auto const name : names)
            out += (*this)(name);
        return out;
    }
    [[nodiscard]] std::int64_t rate(std::initializer_list<std::string_view> names) const
    {
        if (seconds_ <= 0) return 0;
        std::int64_t grown = 0;
        for (auto const name : names)
            grown += at(*now_, index(name)) - at(*before_, index(name));
        return static_cast<std::int64_t>(static_cast<double>(grown) / seconds_);
    }
    [[nodiscard]] double seconds() const { return seconds_; }

private:
    [[nodiscard]] static std::size_t index(std::string_view name)
    {
        return static_cast<std::size_t>(
            lt::find_metric_idx(lt::string_view{name.data(), name.size()}));
    }
    [[nodiscard]] static std::int64_t at(std::vector<std::int64_t> const& values, std::size_t index)
    {
        return index < values.size() ? values[index] : 0;
    }

    std::vector<std::int64_t> const* now_;
    std::vector<std::int64_t> const* before_;
    double seconds_ = 0;
};

void add_rates(record::session_stats& out, looks const& of)
{
    out.upload_rate = of.rate({"net.sent_bytes", "net.sent_ip_overhead_bytes"});
    out.download_rate = of.rate({"net.recv_bytes", "net.recv_ip_overhead_bytes"});
    out.payload_upload_rate = of.rate({"net.sent_payload_bytes"});
    out.payload_download_rate = of.rate({"net.recv_payload_bytes"});
    out.ip_overhead_upload_rate = of.rate({"net.sent_ip_overhead_bytes"});
    out.ip_overhead_download_rate = of.rate({"net.recv_ip_overhead_bytes"});
    out.dht_upload_rate = of.rate({"dht.dht_bytes_out"});
    out.dht_download_rate = of.rate({"dht.dht_bytes_in"});
    out.tracker_upload_rate = of.rate({"net.sent_tracker_bytes"});
    out.tracker_download_rate = of.rate({"net.recv_tracker_bytes"});
}

void add_totals(record::session_stats& out, looks const& of)
{
    out.total_upload = of.sum({"net.sent_bytes", "net.sent_ip_overhead_bytes"});
    out.total_download = of.sum({"net.recv_bytes", "net.recv_ip_overhead_bytes"});
    out.total_payload_upload = of("net.sent_payload_bytes");
    out.total_payload_download = of("net.recv_payload_bytes");
    out.total_ip_overhead_upload = of("net.sent_ip_overhead_bytes");
    out.total_ip_overhead_download = of("net.recv_ip_overhead_bytes");
    out.total_dht_upload = of("dht.dht_bytes_out");
    out.total_dht_download = of("dht.dht_bytes_in");
    out.total_tracker_upload = of("net.sent_tracker_bytes");
    out.total_tracker_download = of("net.recv_tracker_bytes");
    out.total_redundant_bytes = of("net.recv_redundant_bytes");
    out.total_failed_bytes = of("net.recv_failed_bytes");
}

void add_counts(record::session_stats& out, looks const& of)
{
    out.has_incoming_connections = of("net.has_incoming_connections") != 0;
    out.num_peers = of("peer.num_peers_connected");
    out.num_unchoked = of("peer.num_peers_up_unchoked_all");
    out.allowed_upload_slots = of("ses.num_unchoke_slots");
    out.up_bandwidth_queue = of("net.limiter_up_queue");
    out.down_bandwidth_queue = of("net.limiter_down_queue");
    out.up_bandwidth_bytes_queue = of("net.limiter_up_bytes");
    out.down_bandwidth_bytes_queue = of("net.limiter_down_bytes");
    out.disk_write_queue = of("peer.num_peers_down_disk");
    out.disk_read_queue = of("peer.num_peers_up_disk");
    out.dht_nodes = of("dht.dht_nodes");
    out.dht_node_cache = of("dht.dht_node_cache");
    out.dht_torrents = of("dht.dht_torrents");
    out.dht_total_allocations = of("dht.dht_allocated_observers");
    out.utp.num_utp_idle = of("utp.num_utp_idle");
    out.utp.num_utp_syn_sent = of("utp.num_utp_syn_sent");
    out.utp.num_utp_connected = of("utp.num_utp_connected");
    out.utp.num_utp_fin_sent = of("utp.num_utp_fin_sent");
    out.utp.num_utp_close_wait = of("utp.num_utp_close_wait");
}

void add_disk(record::disk_stats& out, looks const& of)
{
    constexpr double microseconds = 1e6;
    auto const seconds = [&](std::string_view name) {
        return static_cast<double>(of(name)) / microseconds;
    };
    out.disk_blocks_in_use = of("disk.disk_blocks_in_use");
    out.queued_write_bytes = of("disk.queued_write_bytes");
    out.queued_disk_jobs = of("disk.queued_disk_jobs");
    out.num_running_disk_jobs = of("disk.num_running_disk_jobs");
    out.num_jobs = of("disk.num_jobs");
    out.num_read_jobs = of("disk.num_read_jobs");
    out.num_write_jobs = of("disk.num_write_jobs");
    out.blocked_disk_jobs = of("disk.blocked_disk_jobs");
    out.num_writing_threads = of("disk.num_writing_threads");
    out.num_read_back = of("disk.num_read_back");
    out.disk_read_time = seconds("disk.disk_read_time");
    out.disk_write_time = seconds("disk.disk_write_time");
    out.disk_hash_time = seconds("disk.disk_hash_time");
    out.disk_job_time = seconds("disk.disk_job_time");
    if (auto const reads = of("disk.num_read_ops"); reads > 0)
        out.average_read_time = out.disk_read_time / static_cast<double>(reads);
    if (auto const writes = of("disk.num_write_ops"); writes > 0)
        out.average_write_time = out.disk_write_time / static_cast<double>(writes);
    if (auto const blocks = of("disk.num_blocks_hashed"); blocks > 0)
        out.average_hash_time = out.disk_hash_time / static_cast<double>(blocks);
    if (auto const ops = of.sum({"disk.num_read_ops", "disk.num_write_ops"}); ops > 0)
        out.average_job_time = out.disk_job_time / static_cast<double>(ops);
    out.num_fenced_read = of("disk.num_fenced_read");
    out.num_fenced_write = of("disk.num_fenced_write");
    out.num_fenced_hash = of("disk.num_fenced_hash");
    out.num_fenced_move_storage = of("disk.num_fenced_move_storage");
    out.num_fenced_release_files = of("disk.num_fenced_release_files");
    out.num_fenced_delete_files = of("disk.num_fenced_delete_files");
    out.num_fenced_check_fastresume = of("disk.num_fenced_check_fastresume");
    out.num_fenced_save_resume_data = of("disk.num_fenced_save_resume_data");
    out.num_fenced_rename_file = of("disk.num_fenced_rename_file");
    out.num_fenced_stop_torrent = of("disk.num_fenced_stop_torrent");
    out.num_fenced_flush_piece = of("disk.num_fenced_flush_piece");
    out.num_fenced_flush_hashed = of("disk.num_fenced_flush_hashed");
    out.num_fenced_flush_storage = of("disk.num_fenced_flush_storage");
    out.num_fenced_file_priority = of("disk.num_fenced_file_priority");
    out.num_fenced_load_torrent = of("disk.num_fenced_load_torrent");
    out.num_fenced_clear_piece = of("disk.num_fenced_clear_piece");
    out.num_fenced_tick_storage = of("disk.num_fenced_tick_storage");
}

/// As libtorrent estimates it: each full bucket halves what is left.
std::int64_t global_nodes(record::dht_node_state const& of)
{
    constexpr std::int64_t bucket_size = 8;
    constexpr int deepest = 60;
    int depth = 0;
    std::int64_t last = 0;
    for (auto const& each : of.routing_table) {
        last = each.num_nodes;
        if (last < bucket_size || depth == deepest) break;
        ++depth;
    }
    if (depth == 0) return 1 + last;
    return last < bucket_size / 2 ? (std::int64_t{1} << depth) * bucket_size
                                  : (std::int64_t{2} << depth) * last;
}

std::optional<std::int64_t> global_nodes(std::vector<record::dht_node_state> const& of)
{
    std::optional<std::int64_t> out;
    for (auto const& each : of)
        if (std::ranges::any_of(
                each.routing_table, [](auto const& bucket) { return bucket.num_nodes > 0; }))
            out = std::max(out.value_or(0), global_nodes(each));
    return out;
}

std::vector<record::named<std::int64_t>>
metrics_of(recent const& from, std::span<std::string const> globs)
{
    std::vector<bool> met(globs.size());
    std::vector<record::named<std::int64_t>> out;
    for (auto const& each : stats_metrics()) {
        bool wanted = false;
        for (std::size_t i = 0; i < globs.size(); ++i) {
            if (!glob_matches(globs[i], each.name)) continue;
            met[i] = true;
            wanted = true;
        }
        auto const at = static_cast<std::size_t>(each.value_index);
        if (wanted)
            out.push_back(
                {each.name, at < from.now.values.size() ? from.now.values[at] : std::int64_t{0}});
    }
    for (std::size_t i = 0; i < globs.size(); ++i)
        if (!met[i]) fail(exit_code::usage, "ask for metric", globs[i], "there is none like that");
    return out;
}

}  // namespace

record::session_info info_of(session& of)
{
    auto& own = of.get();
    auto const settings = own.engine.get_settings();
    record::session_info out;
    out.pid = ::getpid();
    out.version = version();
    out.libtorrent_version = lt::version();
    out.paused = own.engine.is_paused();
    out.listening = own.engine.is_listening();
    out.listen_port = own.engine.listen_port();
    out.ssl_listen_port = own.engine.ssl_listen_port();
    out.listen_endpoints = own.endpoints;
    out.dht_running = own.engine.is_dht_running();
    out.peer_fingerprint = settings.get_str(lt::settings_pack::peer_fingerprint);
    out.user_agent = settings.get_str(lt::settings_pack::user_agent);
    out.num_torrents = static_cast<std::int64_t>(own.torrents.size());
    out.external_address = own.lately->external_address;
    return out;
}

record::session_stats stats_of(session& of, std::span<std::string const> metrics)
{
    auto& own = of.get();
    looks const counters{*own.lately};
    record::session_stats out;
    if (!metrics.empty()) out.metrics = metrics_of(*own.lately, metrics);
    out.interval = counters.seconds();
    add_rates(out, counters);
    add_totals(out, counters);
    add_counts(out, counters);
    add_disk(out.disk, counters);
    out.disk.peak_queued = own.lately->peak_queued;
    out.dht_global_nodes = global_nodes(own.lately->dht_nodes);
    out.num_torrents = static_cast<std::int64_t>(own.torrents.size());
    for (auto const& each :
         own.engine.get_torrent_status([](lt::torrent_status const&) { return true; })) {
        out.peerlist_size += each.list_peers;
        if (each.flags & lt::torrent_flags::paused) ++out.num_paused_torrents;
    }
    return out;
}

std::vector<record::stats_metric> stats_metrics()
{
    std::vector<record::stats_metric> out;
    for (auto const& each : lt::session_stats_metrics())
        out.push_back(
            {.name = each.name,
             .value_index = each.value_index,
             .type = each.type == lt::metric_type_t::counter ? "counter" : "gauge"});
    return out;
}

void ask_dht_state(session& of, std::function<void(record::dht_state const&)> then)
{
    auto& own = of.get();
    own.lately->dht_waiting.push_back(std::move(then));
    own.engine.post_dht_stats();
    own.engine.post_session_stats();
}

record::dht_state dht_state_of(session& of)
{
    return dht_state_of(of.get());
}

record::dht_state dht_state_of(session::state& own)
{
    looks const counters{*own.lately};
    record::dht_state out;
    out.running = own.engine.is_dht_running();
    out.nodes = counters("dht.dht_nodes");
    out.node_cache = counters("dht.dht_node_cache");
    out.global_nodes = global_nodes(own.lately->dht_nodes);
    out.torrents = counters("dht.dht_torrents");
    out.peers = counters("dht.dht_peers");
    out.immutable_items = counters("dht.dht_immutable_data");
    out.mutable_items = counters("dht.dht_mutable_data");
    out.total_allocations = counters("dht.dht_allocated_observers");
    out.upload_rate = counters.rate({"dht.dht_bytes_out"});
    out.download_rate = counters.rate({"dht.dht_bytes_in"});
    out.total_upload = counters("dht.dht_bytes_out");
    out.total_download = counters("dht.dht_bytes_in");
    out.messages_in = counters("dht.dht_messages_in");
    out.messages_out = counters("dht.dht_messages_out");
    out.messages_in_dropped = counters("dht.dht_messages_in_dropped");
    out.messages_out_dropped = counters("dht.dht_messages_out_dropped");
    out.dht_nodes = own.lately->dht_nodes;
    return out;
}

}  // namespace bt::session
