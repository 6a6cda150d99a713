#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array read_words{
    word_row{"enable_os_cache", pack::enable_os_cache},
    word_row{"disable_os_cache", pack::disable_os_cache},
};

constexpr std::array write_words{
    word_row{"enable_os_cache", pack::enable_os_cache},
    word_row{"disable_os_cache", pack::disable_os_cache},
    word_row{"write_through", pack::write_through},
};

constexpr std::array map_words{
    word_row{"always_pwrite", pack::always_pwrite},
    word_row{"always_mmap_write", pack::always_mmap_write},
    word_row{"auto_mmap_write", pack::auto_mmap_write},
};

constexpr std::array table{
    number(
        pack::max_queued_disk_bytes,
        measure::bytes,
        {32 * 1024, most_int},
        "Received data that may wait to be written before peers are no longer read from. Too "
        "little slows every download."),
    number(
        pack::checking_mem_usage,
        measure::blocks,
        // 2.0.8 multiplies it by 16384 in an int.
        {1, 100 * 1000},
        "Data that is being hashed at a time while a torrent is checked. More is faster."),
    plain(
        pack::no_recheck_incomplete_resume,
        "Whether files that are there without resume data are taken as empty instead of being "
        "checked; what they hold is then downloaded again, over them."),
    number(
        pack::optimistic_disk_retry,
        measure::seconds,
        {1, 30 * day_seconds},
        "Time after a failed write, as on a full disk, until an auto-managed torrent tries to "
        "write again."),
    choice(
        pack::disk_io_write_mode,
        write_words,
        "What becomes of written data in the system's cache: enable_os_cache leaves it, "
        "disable_os_cache asks for it to be dropped, write_through writes each piece out once it "
        "is complete. Memory-mapped disk I/O only."),
    choice(
        pack::disk_io_read_mode,
        read_words,
        "What becomes of read data in the system's cache: enable_os_cache leaves it, "
        "disable_os_cache asks for it to be dropped. Memory-mapped disk I/O only."),
    number(
        pack::file_pool_size,
        {1, most_count},
        "Most files that are kept open, within a quarter of the descriptors that the process may "
        "have. Not with --disk posix."),
    number(
        pack::close_file_interval,
        measure::seconds,
        {0, 30 * day_seconds},
        "Time after which the file open the longest is closed, again and again; 0 is never. "
        "Memory-mapped disk I/O only."),
    number(
        pack::aio_threads, {0, 256}, "Threads that read and write files. Not with --disk posix."),
    number(
        pack::hashing_threads,
        {0, 256},
        "Threads that hash pieces; disks that seek like one. Not with --disk posix."),
    choice(
        pack::disk_write_mode,
        map_words,
        "How files are written: always_pwrite calls the system, always_mmap_write goes through "
        "memory, auto_mmap_write goes by the kind of disk. Memory-mapped disk I/O only."),
    number(
        pack::mmap_file_size_cutoff,
        measure::blocks,
        {0, most_int},
        "Files up to this size are read and written by system calls. Memory-mapped disk I/O "
        "only."),
    plain(
        pack::no_atime_storage,
        "Whether files are opened so that reading leaves their access time alone (O_NOATIME). "
        "Memory-mapped disk I/O only."),
    plain(
        pack::enable_set_file_valid_data,
        "Whether room for a file is made on Windows without clearing it. Without effect here."),
};

}  // namespace

std::span<setting_row const> disk_rows() noexcept
{
    return table;
}

}  // namespace bt::session
