#include "status.hpp"

#include <bt/session/alerts/words.hpp>

#include <libtorrent/torrent_flags.hpp>
#include <libtorrent/torrent_info.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

namespace bt::session {
namespace {

using lt_status = lt::torrent_status;
using record::named;

struct flag_row {
    std::string_view name;
    lt::torrent_flags_t flag;
};

constexpr std::array flag_table{
    flag_row{"seed_mode", lt::torrent_flags::seed_mode},
    flag_row{"upload_mode", lt::torrent_flags::upload_mode},
    flag_row{"share_mode", lt::torrent_flags::share_mode},
    flag_row{"apply_ip_filter", lt::torrent_flags::apply_ip_filter},
    flag_row{"paused", lt::torrent_flags::paused},
    flag_row{"auto_managed", lt::torrent_flags::auto_managed},
    flag_row{"super_seeding", lt::torrent_flags::super_seeding},
    flag_row{"sequential_download", lt::torrent_flags::sequential_download},
    flag_row{"stop_when_ready", lt::torrent_flags::stop_when_ready},
    flag_row{"disable_dht", lt::torrent_flags::disable_dht},
    flag_row{"disable_lsd", lt::torrent_flags::disable_lsd},
    flag_row{"disable_pex", lt::torrent_flags::disable_pex},
};

struct state_row {
    lt_status::state_t state;
    std::string_view name;
};

constexpr std::array state_table{
    state_row{lt_status::checking_files, "checking_files"},
    state_row{lt_status::downloading_metadata, "downloading_metadata"},
    state_row{lt_status::downloading, "downloading"},
    state_row{lt_status::finished, "finished"},
    state_row{lt_status::seeding, "seeding"},
    state_row{lt_status::checking_resume_data, "checking_resume_data"},
};

std::optional<std::int64_t> if_known(std::int64_t number)
{
    return number < 0 ? std::nullopt : std::optional{number};
}

std::optional<std::int64_t> if_set(std::time_t at)
{
    return at <= 0 ? std::nullopt : std::optional<std::int64_t>{at};
}

// libtorrent's clock happens to be the system's; counting back from now holds for any clock.
std::optional<std::int64_t> if_ever(lt::time_point at)
{
    if (at.time_since_epoch() <= lt::seconds{0}) return std::nullopt;
    auto const age =
        std::chrono::duration_cast<std::chrono::system_clock::duration>(lt::clock_type::now() - at);
    return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() - age);
}

// 2.0.8 says 16777215 for no limit in one place and -1 in others.
std::optional<std::int64_t> if_limited(int limit)
{
    constexpr int unlimited = (1 << 24) - 1;
    return limit < 0 || limit >= unlimited ? std::nullopt : std::optional<std::int64_t>{limit};
}

void add_identity(record::torrent_status& out, lt_status const& from)
{
    out.torrent = key_of(from.info_hashes);
    out.name = if_any(from.name);
    if (from.info_hashes.has_v1()) out.info_hash_v1 = hex_of(from.info_hashes.v1);
    if (from.info_hashes.has_v2()) out.info_hash_v2 = hex_of(from.info_hashes.v2);
    out.save_path = if_any(from.save_path);
}

void add_state(record::torrent_status& out, lt_status const& from)
{
    bool const paused = bool{from.flags & lt::torrent_flags::paused};
    out.state = name_of(from.state);
    out.state_code = from.state;
    out.is_queued = paused && bool{from.flags & lt::torrent_flags::auto_managed};
    out.is_paused = paused;
    out.is_finished = from.is_finished;
    out.is_seeding = from.is_seeding;
    out.has_metadata = from.has_metadata;
    out.has_incoming = from.has_incoming;
    out.moving_storage = from.moving_storage;
    out.need_save_resume = from.need_save_resume;
    out.progress = from.progress_ppm / 1e6;
    out.progress_ppm = from.progress_ppm;
    out.queue_position = if_known(static_cast<int>(from.queue_position));
    out.storage_mode = from.storage_mode == lt::storage_mode_allocate ? "allocate" : "sparse";
    for (auto const& row : flag_table)
        out.flags.push_back({std::string{row.name}, bool{from.flags & row.flag}});
    if (!from.errc) return;
    out.error_code = from.errc.value();
    out.error_category = from.errc.category().name();
    out.error_message = from.errc.message();
    if (from.error_file != lt_status::error_file_none)
        out.error_file = static_cast<int>(from.error_file);
}

void add_sizes(record::torrent_status& out, lt_status const& from)
{
    out.total_wanted = from.total_wanted;
    out.total_wanted_done = from.total_wanted_done;
    out.total_done = from.total_done;
    out.total = from.total;
    out.num_pieces_have = from.num_pieces;
    out.block_size = from.block_size;
    auto const info = from.torrent_file.lock();
    if (!info) return;
    auto const& files = info->files();
    std::int64_t size = 0;
    std::int64_t count = 0;
    for (auto const index : files.file_range()) {
        if (files.pad_file_at(index)) continue;
        size += files.file_size(index);
        ++count;
    }
    out.total_size = size;
    out.total_size_with_padding = info->total_size();
    out.num_files = count;
    out.num_pieces = info->num_pieces();
    out.piece_length = info->piece_length();
}

void add_transfer(record::torrent_status& out, lt_status const& from)
{
    out.download_rate = from.download_rate;
    out.upload_rate = from.upload_rate;
    out.download_payload_rate = from.download_payload_rate;
    out.upload_payload_rate = from.upload_payload_rate;
    auto const left = from.total_wanted - from.total_wanted_done;
    if (left > 0 && from.download_payload_rate > 0) out.eta = left / from.download_payload_rate;
    out.total_download = from.total_download;
    out.total_upload = from.total_upload;
    out.total_payload_download = from.total_payload_download;
    out.total_payload_upload = from.total_payload_upload;
    out.total_failed_bytes = from.total_failed_bytes;
    out.total_redundant_bytes = from.total_redundant_bytes;
    out.all_time_download = from.all_time_download;
    out.all_time_upload = from.all_time_upload;
    out.up_bandwidth_queue = from.up_bandwidth_queue;
    out.down_bandwidth_queue = from.down_bandwidth_queue;
}

void add_swarm(record::torrent_status& out, lt_status const& from)
{
    out.num_peers = from.num_peers;
    out.num_seeds = from.num_seeds;
    out.num_connections = from.num_connections;
    out.num_uploads = from.num_uploads;
    out.list_peers = from.list_peers;
    out.list_seeds = from.list_seeds;
    out.connect_candidates = from.connect_candidates;
    out.num_complete = if_known(from.num_complete);
    out.num_incomplete = if_known(from.num_incomplete);
    out.connections_limit = if_limited(from.connections_limit);
    out.uploads_limit = if_limited(from.uploads_limit);
    out.current_tracker = if_any(from.current_tracker);
    auto const next = lt::total_seconds(from.next_announce);
    if (next > 0) out.next_announce = next;
    out.announcing_to_trackers = from.announcing_to_trackers;
    out.announcing_to_lsd = from.announcing_to_lsd;
    out.announcing_to_dht = from.announcing_to_dht;
    out.seed_rank = from.seed_rank;
    if (from.distributed_full_copies < 0) return;
    out.distributed_copies = from.distributed_copies;
    out.distributed_full_copies = from.distributed_full_copies;
    out.distributed_fraction = from.distributed_fraction;
}

void add_times(record::torrent_status& out, lt_status const& from)
{
    out.active_duration = from.active_duration.count();
    out.finished_duration = from.finished_duration.count();
    out.seeding_duration = from.seeding_duration.count();
    out.added_time = from.added_time;
    out.completed_time = if_set(from.completed_time);
    out.last_seen_complete = if_set(from.last_seen_complete);
    out.last_upload = if_ever(from.last_upload);
    out.last_download = if_ever(from.last_download);
}

}  // namespace

std::string_view name_of(lt_status::state_t state)
{
    auto const row = std::ranges::find(state_table, state, &state_row::state);
    return row == state_table.end() ? "unknown" : row->name;
}

std::optional<lt::torrent_flags_t> flag_named(std::string_view name)
{
    auto const row = std::ranges::find(flag_table, name, &flag_row::name);
    return row == flag_table.end() ? std::nullopt : std::optional{row->flag};
}

std::string flag_names()
{
    std::string out;
    for (auto const& row : flag_table)
        out.append(out.empty() ? "" : ", ").append(row.name);
    return out;
}

std::string key_of(lt::info_hash_t const& hashes)
{
    return hashes.has_v1() ? hex_of(hashes.v1) : hex_of(hashes.v2);
}

record::torrent_status describe(lt::torrent_status const& status)
{
    record::torrent_status out;
    add_identity(out, status);
    add_state(out, status);
    add_sizes(out, status);
    add_transfer(out, status);
    add_swarm(out, status);
    add_times(out, status);
    return out;
}

}  // namespace bt::session
