#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>

namespace bt::record {

/// uTP sockets, by state.
struct utp_stats {
    std::int64_t num_utp_idle = 0;
    std::int64_t num_utp_syn_sent = 0;
    std::int64_t num_utp_connected = 0;
    std::int64_t num_utp_fin_sent = 0;
    std::int64_t num_utp_close_wait = 0;

    static constexpr std::string_view kind = "utp_stats";
    static constexpr auto fields();
};

constexpr auto utp_stats::fields()
{
    using self = utp_stats;
    return std::tuple{
        field{"num_utp_idle", &self::num_utp_idle, "Not connected."},
        field{"num_utp_syn_sent", &self::num_utp_syn_sent, "Being connected."},
        field{"num_utp_connected", &self::num_utp_connected, "Connected."},
        field{"num_utp_fin_sent", &self::num_utp_fin_sent, "Being closed by us."},
        field{"num_utp_close_wait", &self::num_utp_close_wait, "Being closed by the other side."},
    };
}

/// The disk back end, in the numbers that it keeps.
struct disk_stats {
    std::int64_t disk_blocks_in_use = 0;
    std::int64_t queued_write_bytes = 0;
    std::int64_t queued_disk_jobs = 0;
    std::int64_t num_running_disk_jobs = 0;
    std::int64_t num_jobs = 0;
    std::int64_t num_read_jobs = 0;
    std::int64_t num_write_jobs = 0;
    std::int64_t blocked_disk_jobs = 0;
    std::int64_t num_writing_threads = 0;
    std::int64_t num_read_back = 0;
    double disk_read_time = 0;
    double disk_write_time = 0;
    double disk_hash_time = 0;
    double disk_job_time = 0;
    std::optional<double> average_read_time;
    std::optional<double> average_write_time;
    std::optional<double> average_hash_time;
    std::optional<double> average_job_time;
    std::int64_t peak_queued = 0;
    std::int64_t num_fenced_read = 0;
    std::int64_t num_fenced_write = 0;
    std::int64_t num_fenced_hash = 0;
    std::int64_t num_fenced_move_storage = 0;
    std::int64_t num_fenced_release_files = 0;
    std::int64_t num_fenced_delete_files = 0;
    std::int64_t num_fenced_check_fastresume = 0;
    std::int64_t num_fenced_save_resume_data = 0;
    std::int64_t num_fenced_rename_file = 0;
    std::int64_t num_fenced_stop_torrent = 0;
    std::int64_t num_fenced_flush_piece = 0;
    std::int64_t num_fenced_flush_hashed = 0;
    std::int64_t num_fenced_flush_storage = 0;
    std::int64_t num_fenced_file_priority = 0;
    std::int64_t num_fenced_load_torrent = 0;
    std::int64_t num_fenced_clear_piece = 0;
    std::int64_t num_fenced_tick_storage = 0;

    static constexpr std::string_view kind = "disk_stats";
    static constexpr auto fields();
};

constexpr auto disk_stats::fields()
{
    using self = disk_stats;
    return std::tuple{
        field{"disk_blocks_in_use", &self::disk_blocks_in_use, "Blocks of 16 KiB in memory."},
        field{"queued_write_bytes", &self::queued_write_bytes, "Waits to be written.", unit::bytes},
        field{"queued_disk_jobs", &self::queued_disk_jobs, "Jobs that wait."},
        field{"num_running_disk_jobs", &self::num_running_disk_jobs, "Jobs that run."},
        field{"num_jobs", &self::num_jobs, "Jobs there are."},
        field{"num_read_jobs", &self::num_read_jobs, "Jobs that read."},
        field{"num_write_jobs", &self::num_write_jobs, "Jobs that write."},
        field{
            "blocked_disk_jobs",
            &self::blocked_disk_jobs,
            "Jobs that wait for another one of their torrent."},
        field{"num_writing_threads", &self::num_writing_threads, "Threads that write."},
        field{"num_read_back", &self::num_read_back, "Blocks that were read again to hash them."},
        field{"disk_read_time", &self::disk_read_time, "Time spent reading.", unit::seconds},
        field{"disk_write_time", &self::disk_write_time, "Time spent writing.", unit::seconds},
        field{"disk_hash_time", &self::disk_hash_time, "Time spent hashing.", unit::seconds},
        field{"disk_job_time", &self::disk_job_time, "Time spent in all jobs.", unit::seconds},
        field{"average_read_time", &self::average_read_time, "Time one read takes.", unit::seconds},
        field{
            "average_write_time",
            &self::average_write_time,
            "Time one write takes.",
            unit::seconds},
        field{
            "average_hash_time",
            &self::average_hash_time,
            "Time it takes to hash a block; absent of libtorrent's own back ends.",
            unit::seconds},
        field{
            "average_job_time",
            &self::average_job_time,
            "Time spent in all jobs, for each read and write.",
            unit::seconds},
        field{"peak_queued", &self::peak_queued, "The most jobs that were seen to wait."},
        field{
            "num_fenced_read",
            &self::num_fenced_read,
            "Jobs of the kind read that have their torrent to themselves."},
        field{
            "num_fenced_write",
            &self::num_fenced_write,
            "Jobs of the kind write that have their torrent to themselves."},
        field{
            "num_fenced_hash",
            &self::num_fenced_hash,
            "Jobs of the kind hash that have their torrent to themselves."},
        field{
            "num_fenced_move_storage",
            &self::num_fenced_move_storage,
            "Jobs of the kind move_storage that have their torrent to themselves."},
        field{
            "num_fenced_release_files",
            &self::num_fenced_release_files,
            "Jobs of the kind release_files that have their torrent to themselves."},
        field{
            "num_fenced_delete_files",
            &self::num_fenced_delete_files,
            "Jobs of the kind delete_files that have their torrent to themselves."},
        field{
            "num_fenced_check_fastresume",
            &self::num_fenced_check_fastresume,
            "Jobs of the kind check_fastresume that have their torrent to themselves."},
        field{
            "num_fenced_save_resume_data",
            &self::num_fenced_save_resume_data,
            "Jobs of the kind save_resume_data that have their torrent to themselves."},
        field{
            "num_fenced_rename_file",
            &self::num_fenced_rename_file,
            "Jobs of the kind rename_file that have their torrent to themselves."},
        field{
            "num_fenced_stop_torrent",
            &self::num_fenced_stop_torrent,
            "Jobs of the kind stop_torrent that have their torrent to themselves."},
        field{
            "num_fenced_flush_piece",
            &self::num_fenced_flush_piece,
            "Jobs of the kind flush_piece that have their torrent to themselves."},
        field{
            "num_fenced_flush_hashed",
            &self::num_fenced_flush_hashed,
            "Jobs of the kind flush_hashed that have their torrent to themselves."},
        field{
            "num_fenced_flush_storage",
            &self::num_fenced_flush_storage,
            "Jobs of the kind flush_storage that have their torrent to themselves."},
        field{
            "num_fenced_file_priority",
            &self::num_fenced_file_priority,
            "Jobs of the kind file_priority that have their torrent to themselves."},
        field{
            "num_fenced_load_torrent",
            &self::num_fenced_load_torrent,
            "Jobs of the kind load_torrent that have their torrent to themselves."},
        field{
            "num_fenced_clear_piece",
            &self::num_fenced_clear_piece,
            "Jobs of the kind clear_piece that have their torrent to themselves."},
        field{
            "num_fenced_tick_storage",
            &self::num_fenced_tick_storage,
            "Jobs of the kind tick_storage that have their torrent to themselves."},
    };
}

extern template struct BT_API rendering<utp_stats>;
extern template struct BT_API rendering<disk_stats>;

}  // namespace bt::record
