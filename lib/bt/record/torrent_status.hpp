#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// How a torrent of a running session is doing: libtorrent's torrent_status in its own words.
/// Counters are of this run unless their name says otherwise.
struct torrent_status {
    std::string torrent;
    std::optional<std::string> name;
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;
    std::string state;
    std::int64_t state_code = 0;
    bool is_queued = false;
    bool is_paused = false;
    bool is_finished = false;
    bool is_seeding = false;
    bool has_metadata = false;
    bool has_incoming = false;
    bool moving_storage = false;
    bool need_save_resume = false;
    double progress = 0;
    std::int64_t progress_ppm = 0;
    std::int64_t download_rate = 0;
    std::int64_t upload_rate = 0;
    std::int64_t download_payload_rate = 0;
    std::int64_t upload_payload_rate = 0;
    std::optional<std::int64_t> eta;
    std::optional<std::int64_t> total_size;
    std::optional<std::int64_t> total_size_with_padding;
    std::int64_t total_wanted = 0;
    std::int64_t total_wanted_done = 0;
    std::int64_t total_done = 0;
    std::int64_t total_download = 0;
    std::int64_t total_upload = 0;
    std::int64_t total_payload_download = 0;
    std::int64_t total_payload_upload = 0;
    std::int64_t total_failed_bytes = 0;
    std::int64_t total_redundant_bytes = 0;
    std::int64_t all_time_download = 0;
    std::int64_t all_time_upload = 0;
    std::int64_t num_peers = 0;
    std::int64_t num_seeds = 0;
    std::int64_t num_connections = 0;
    std::int64_t num_uploads = 0;
    std::int64_t list_peers = 0;
    std::int64_t list_seeds = 0;
    std::int64_t connect_candidates = 0;
    std::optional<std::int64_t> num_complete;
    std::optional<std::int64_t> num_incomplete;
    std::optional<std::int64_t> connections_limit;
    std::optional<std::int64_t> uploads_limit;
    std::optional<std::int64_t> num_pieces;
    std::int64_t num_pieces_have = 0;
    std::optional<std::int64_t> piece_length;
    std::int64_t block_size = 0;
    std::optional<std::int64_t> num_files;
    std::optional<std::string> save_path;
    std::optional<std::int64_t> queue_position;
    std::optional<std::string> current_tracker;
    std::optional<std::int64_t> next_announce;
    bool announcing_to_trackers = false;
    bool announcing_to_lsd = false;
    bool announcing_to_dht = false;
    std::optional<double> distributed_copies;
    std::optional<std::int64_t> distributed_full_copies;
    std::optional<std::int64_t> distributed_fraction;
    std::int64_t up_bandwidth_queue = 0;
    std::int64_t down_bandwidth_queue = 0;
    std::int64_t seed_rank = 0;
    std::int64_t active_duration = 0;
    std::int64_t finished_duration = 0;
    std::int64_t seeding_duration = 0;
    std::int64_t added_time = 0;
    std::optional<std::int64_t> completed_time;
    std::optional<std::int64_t> last_seen_complete;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;
    std::optional<std::int64_t> error_file;
    std::vector<named<bool>> flags;
    std::string storage_mode;
    std::int64_t total = 0;
    std::optional<std::int64_t> download_limit;
    std::optional<std::int64_t> upload_limit;
    std::optional<std::int64_t> last_upload;
    std::optional<std::int64_t> last_download;
    std::optional<std::string> session;
    std::optional<std::string> category;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::string> origin;
    std::optional<std::string> source_feed_url;
    std::optional<blob> pieces_base64;
    std::optional<blob> verified_pieces_base64;

    static constexpr std::string_view kind = "torrent_status";
    static constexpr auto fields();
};

constexpr auto torrent_status::fields()
{
    using self = torrent_status;
    return std::tuple{
        field{
            "torrent",
            &self::torrent,
            "Key of the torrent: v1 info-hash where there is one, else v2, in hex.",
            column::yes},
        field{"name", &self::name, "Name, once known.", column::yes},
        field{"info_hash_v1", &self::info_hash_v1, "SHA-1 info-hash, hex."},
        field{"info_hash_v2", &self::info_hash_v2, "SHA-256 info-hash, hex."},
        field{
            "state",
            &self::state,
            "What it is doing: checking_files, downloading_metadata, downloading, finished, "
            "seeding, checking_resume_data.",
            column::yes},
        field{"state_code", &self::state_code, "libtorrent's number of the state."},
        field{"is_queued", &self::is_queued, "Waits for its turn: paused and auto-managed."},
        field{"is_paused", &self::is_paused, "Paused."},
        field{"is_finished", &self::is_finished, "Has every wanted piece."},
        field{"is_seeding", &self::is_seeding, "Has every piece."},
        field{"has_metadata", &self::has_metadata, "The info dictionary is known."},
        field{"has_incoming", &self::has_incoming, "A peer has connected to us."},
        field{"moving_storage", &self::moving_storage, "Its files are being moved."},
        field{
            "need_save_resume",
            &self::need_save_resume,
            "Has changed since its resume data was saved."},
        field{
            "progress",
            &self::progress,
            "Share of the current task that is done.",
            unit::ratio,
            column::yes},
        field{"progress_ppm", &self::progress_ppm, "The same in parts per million."},
        field{
            "download_rate",
            &self::download_rate,
            "Received each second, protocol included.",
            unit::bytes_per_second},
        field{
            "upload_rate",
            &self::upload_rate,
            "Sent each second, protocol included.",
            unit::bytes_per_second},
        field{
            "download_payload_rate",
            &self::download_payload_rate,
            "Content received each second.",
            unit::bytes_per_second,
            column::yes},
        field{
            "upload_payload_rate",
            &self::upload_payload_rate,
            "Content sent each second.",
            unit::bytes_per_second,
            column::yes},
        field{
            "eta",
            &self::eta,
            "Time left at the present rate; absent when nobody can tell.",
            unit::seconds,
            column::yes},
        field{
            "total_size",
            &self::total_size,
            "Sum of the file sizes, without padding.",
            unit::bytes},
        field{
            "total_size_with_padding",
            &self::total_size_with_padding,
            "Size of the piece space, pad files included.",
            unit::bytes},
        field{
            "total_wanted",
            &self::total_wanted,
            "Size of the wanted files.",
            unit::bytes,
            column::yes},
        field{
            "total_wanted_done",
            &self::total_wanted_done,
            "Wanted content that is here.",
            unit::bytes,
            column::yes},
        field{"total_done", &self::total_done, "Content that is here.", unit::bytes},
        field{
            "total_download",
            &self::total_download,
            "Received in this run, protocol included.",
            unit::bytes},
        field{
            "total_upload",
            &self::total_upload,
            "Sent in this run, protocol included.",
            unit::bytes},
        field{
            "total_payload_download",
            &self::total_payload_download,
            "Content received in this run.",
            unit::bytes},
        field{
            "total_payload_upload",
            &self::total_payload_upload,
            "Content sent in this run.",
            unit::bytes,
            column::yes},
        field{
            "total_failed_bytes",
            &self::total_failed_bytes,
            "Content received that did not match its hash.",
            unit::bytes},
        field{
            "total_redundant_bytes",
            &self::total_redundant_bytes,
            "Content received twice.",
            unit::bytes},
        field{
            "all_time_download",
            &self::all_time_download,
            "Content received in all runs.",
            unit::bytes},
        field{"all_time_upload", &self::all_time_upload, "Content sent in all runs.", unit::bytes},
        field{"num_peers", &self::num_peers, "Connected peers.", column::yes},
        field{"num_seeds", &self::num_seeds, "Connected peers that have everything.", column::yes},
        field{"num_connections", &self::num_connections, "Connections, half-open ones included."},
        field{"num_uploads", &self::num_uploads, "Unchoked peers."},
        field{"list_peers", &self::list_peers, "Known peers."},
        field{"list_seeds", &self::list_seeds, "Known peers that have everything."},
        field{"connect_candidates", &self::connect_candidates, "Known peers that could be tried."},
        field{"num_complete", &self::num_complete, "Seeds in the swarm by the tracker's count."},
        field{
            "num_incomplete",
            &self::num_incomplete,
            "Downloaders in the swarm by the tracker's count."},
        field{
            "connections_limit",
            &self::connections_limit,
            "Cap on connections; absent when there is none."},
        field{
            "uploads_limit",
            &self::uploads_limit,
            "Cap on unchoked peers; absent when there is none."},
        field{"num_pieces", &self::num_pieces, "Pieces in the torrent."},
        field{
            "num_pieces_have",
            &self::num_pieces_have,
            "Pieces that are here and match their hash."},
        field{"piece_length", &self::piece_length, "Size of one piece.", unit::bytes},
        field{"block_size", &self::block_size, "Size of one request.", unit::bytes},
        field{"num_files", &self::num_files, "Files, without pad files."},
        field{"save_path", &self::save_path, "Folder its files are below."},
        field{
            "queue_position",
            &self::queue_position,
            "Place in the queue; absent when it is not queued."},
        field{"current_tracker", &self::current_tracker, "Tracker that answered last."},
        field{
            "next_announce", &self::next_announce, "Time until the next announce.", unit::seconds},
        field{"announcing_to_trackers", &self::announcing_to_trackers, "Announces to trackers."},
        field{
            "announcing_to_lsd",
            &self::announcing_to_lsd,
            "Announces to the local network (BEP 14)."},
        field{"announcing_to_dht", &self::announcing_to_dht, "Announces to the DHT."},
        field{
            "distributed_copies",
            &self::distributed_copies,
            "Copies of the torrent among the connected peers."},
        field{
            "distributed_full_copies",
            &self::distributed_full_copies,
            "Whole part of distributed_copies."},
        field{
            "distributed_fraction",
            &self::distributed_fraction,
            "Pieces beyond the whole copies, in thousandths."},
        field{
            "up_bandwidth_queue",
            &self::up_bandwidth_queue,
            "Peers waiting to send; libtorrent 2.0.8 always says 0."},
        field{
            "down_bandwidth_queue",
            &self::down_bandwidth_queue,
            "Peers waiting to receive; libtorrent 2.0.8 always says 0."},
        field{"seed_rank", &self::seed_rank, "How much the swarm needs us as a seed."},
        field{
            "active_duration", &self::active_duration, "Time it has been running.", unit::seconds},
        field{
            "finished_duration",
            &self::finished_duration,
            "Time it has had every wanted piece.",
            unit::seconds},
        field{
            "seeding_duration",
            &self::seeding_duration,
            "Time it has had every piece.",
            unit::seconds},
        field{"added_time", &self::added_time, "When it was added.", unit::unix_time},
        field{"completed_time", &self::completed_time, "When it was completed.", unit::unix_time},
        field{
            "last_seen_complete",
            &self::last_seen_complete,
            "When a whole copy was last seen in the swarm.",
            unit::unix_time},
        field{
            "error_code",
            &self::error_code,
            "Number of the error that stopped it; absent when all is well."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
        field{
            "error_file",
            &self::error_file,
            "Index of the file with the error; below 0 for what is no file of the torrent."},
        field{
            "flags",
            &self::flags,
            "Torrent flags by their libtorrent names: seed_mode, upload_mode, share_mode, "
            "apply_ip_filter, paused, auto_managed, super_seeding, sequential_download, "
            "stop_when_ready, disable_dht, disable_lsd, disable_pex."},
        field{"storage_mode", &self::storage_mode, "sparse or allocate."},
        field{
            "total",
            &self::total,
            "Size of what is to be requested; libtorrent 2.0.8 says 0 of seeds.",
            unit::bytes},
        field{
            "download_limit",
            &self::download_limit,
            "Most that it receives each second; absent when there is no limit, and where limits "
            "were not asked for.",
            unit::bytes_per_second},
        field{
            "upload_limit",
            &self::upload_limit,
            "Most that it sends each second; absent like download_limit.",
            unit::bytes_per_second},
        field{"last_upload", &self::last_upload, "When content was last sent.", unit::unix_time},
        field{
            "last_download",
            &self::last_download,
            "When content was last received.",
            unit::unix_time},
        field{"session", &self::session, "Name of the session it is in."},
        field{"category", &self::category, "Its category, in a named session."},
        field{"tags", &self::tags, "Its tags, in a named session."},
        field{
            "origin",
            &self::origin,
            "The path, link or URL that it was added by; of what bt-ctl(1) asks for."},
        field{
            "source_feed_url",
            &self::source_feed_url,
            "The feed that it is from, where a session followed that; of what bt-ctl(1) asks for."},
        field{
            "pieces_base64",
            &self::pieces_base64,
            "The pieces that are here: a bit each, the first the highest of its byte; on request."},
        field{
            "verified_pieces_base64",
            &self::verified_pieces_base64,
            "In seed mode, the pieces that were checked, in the same way; on request."},
    };
}

extern template struct BT_API rendering<torrent_status>;

}  // namespace bt::record
