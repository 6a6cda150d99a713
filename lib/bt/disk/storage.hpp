#pragma once

#include <bt/disk/file_watch.hpp>
#include <bt/disk/folder.hpp>
#include <bt/disk/open_files.hpp>
#include <bt/disk/part_file.hpp>
#include <bt/disk/piece_memory.hpp>
#include <bt/disk/transfer.hpp>

#include <libtorrent/disk_interface.hpp>
#include <libtorrent/download_priority.hpp>
#include <libtorrent/error_code.hpp>
#include <libtorrent/file_storage.hpp>
#include <libtorrent/span.hpp>
#include <libtorrent/storage_defs.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace libtorrent {
struct add_torrent_params;
}

namespace bt::disk {

/// A run of bytes within a piece.
struct span_of_piece {
    lt::piece_index_t piece;
    int offset = 0;
};

/// The files of one torrent. read, write and the questions may run side by side on any threads;
/// everything else runs alone. An error names the file and the operation and is set once.
class storage {
public:
    using priorities = lt::aux::vector<lt::download_priority_t, lt::file_index_t>;

    /// `owner` keeps what `params` refers to alive.
    storage(
        lt::storage_params const& params,
        std::shared_ptr<void> owner,
        open_files& pool,
        std::uint64_t id);
    ~storage();
    storage(storage const&) = delete;
    storage& operator=(storage const&) = delete;
    storage(storage&&) = delete;
    storage& operator=(storage&&) = delete;

    /// With the names that files have on disk.
    [[nodiscard]] lt::file_storage const& files() const;
    [[nodiscard]] std::uint64_t id() const { return id_; }
    [[nodiscard]] lt::sha1_hash const& info_hash() const { return info_hash_; }

    /// For others: only bytes of a piece that hashes to what it did, whoever changed the file.
    void read(span_of_piece from, strip const& into, lt::storage_error& error);
    /// To be hashed: what there is.
    void read_as_is(span_of_piece from, strip const& into, lt::storage_error& error);
    /// How often somebody else changed the files of a piece.
    [[nodiscard]] std::uint32_t changes(lt::piece_index_t piece) const;
    /// What a piece was hashed to, and its changes() before it was read.
    void remember(
        lt::piece_index_t piece,
        bool is_v1,
        lt::sha1_hash const& v1,
        lt::span<lt::sha256_hash const> v2,
        std::uint32_t changes_before);
    /// The same where it is one file's, which is open, and needs no disk and no doubt; false for
    /// all else.
    [[nodiscard]] bool read_at_once(span_of_piece from, char* into, std::size_t size);
    /// How much was written before an error, if there was one.
    std::size_t write(span_of_piece to, strip const& from, lt::storage_error& error);
    /// After a write failed, for a second: no more are tried, and the rest of what a full disk
    /// was sent is given up without a word.
    [[nodiscard]] bool is_halted() const;

    /// Names, empty files and hard links, and what of the resume data can be true.
    lt::status_t check(
        lt::add_torrent_params const* resume,
        lt::aux::vector<std::string, lt::file_index_t> const& links,
        lt::storage_error& error);
    std::pair<lt::status_t, std::string>
    move(std::string const& to, lt::move_flags_t how, lt::storage_error& error);
    void rename(lt::file_index_t file, std::string const& name, lt::storage_error& error);
    void remove(lt::remove_flags_t what, lt::storage_error& error);
    /// Gives the priorities in force, which are the old ones after an error.
    priorities set_priorities(priorities wanted, lt::storage_error& error);
    void release();
    /// Modes and links of BEP 47, once everything wanted is there.
    void finish(lt::storage_error& error);
    /// Everything written so far is on the medium afterwards; then what the files look like.
    std::vector<file_stamp> sync(lt::storage_error& error);

private:
    enum class access { read, write };
    struct segment {
        lt::file_index_t file;
        std::int64_t from = 0;
        std::size_t size = 0;
        std::size_t done = 0;  ///< of the whole run, before this one
    };

    template <class Op>
    bool each_segment(span_of_piece of, std::size_t size, Op op) const;
    [[nodiscard]] std::string path_of(lt::file_index_t file) const;
    [[nodiscard]] bool is_in_part_file(lt::file_index_t file) const;
    [[nodiscard]] bool is_wanted(lt::file_index_t file) const;
    [[nodiscard]] span_of_piece place_in_piece(segment const& of) const;
    [[nodiscard]] open_files::handle
    open(lt::file_index_t file, access how, lt::storage_error& error);
    [[nodiscard]] unique_fd open_new(lt::file_index_t file, access how, lt::storage_error& error);
    [[nodiscard]] bool begin_write(lt::file_index_t file, int fd, lt::storage_error& error);
    [[nodiscard]] bool allocate(int fd, lt::file_index_t file, lt::storage_error& error);
    bool read_segment(segment const& of, strip const& into, lt::storage_error& error);
    bool write_segment(
        segment const& of, strip const& from, std::size_t& done, lt::storage_error& error);
    [[nodiscard]] piece_memory::standing standing_of(lt::piece_index_t piece) const;
    [[nodiscard]] bool is_still_right(lt::piece_index_t piece, lt::storage_error& error);
    [[nodiscard]] piece_memory::fingerprint
    hash_again(lt::piece_index_t piece, lt::storage_error& error);
    bool read_part(segment const& of, strip const& into, lt::storage_error& error);
    bool
    write_part(segment const& of, strip const& from, std::size_t& done, lt::storage_error& error);
    [[nodiscard]] part_file& parts();
    [[nodiscard]] std::string part_name() const;
    /// False if it was halted already.
    bool halt();

    // storage_check.cpp
    [[nodiscard]] bool names_clash(lt::storage_error& error) const;
    void make_empty_file(lt::file_index_t file, lt::storage_error& error) const;
    void make_empty_files(lt::status_t& found, lt::storage_error& error);
    [[nodiscard]] bool make_links(
        lt::aux::vector<std::string, lt::file_index_t> const& links, lt::storage_error& error);
    [[nodiscard]] bool
    is_plausible(lt::add_torrent_params const& resume, lt::storage_error& error) const;
    [[nodiscard]] bool has_any_file(lt::storage_error& error) const;
    [[nodiscard]] std::int64_t size_on_disk(lt::file_index_t file, lt::error_code& reason) const;

    // storage_finish.cpp
    void make_executable(lt::file_index_t file, lt::storage_error& error);
    void cut_to_size(lt::file_index_t file, lt::storage_error& error);
    void make_symlink(lt::file_index_t file, lt::storage_error& error) const;

    // storage_files.cpp
    [[nodiscard]] lt::error_code
    why_not_called(lt::file_index_t file, std::string const& name) const;
    bool export_parts(lt::file_index_t file, lt::storage_error& error);

    lt::file_storage const& given_;
    std::unique_ptr<lt::file_storage> renamed_;
    std::shared_ptr<void> owner_;
    open_files& pool_;
    std::uint64_t id_;
    lt::sha1_hash info_hash_;
    lt::storage_mode_t mode_;
    folder where_;
    priorities priorities_;
    std::vector<bool> own_file_;  // unwanted, but its bytes are in a file of its own
    std::unique_ptr<part_file> parts_;
    std::mutex parts_mutex_;
    file_watch watch_;
    piece_memory memory_;
    std::atomic<bool> remembers_v1_{true};  // else the hashes of v2 blocks
    std::atomic<std::int64_t> halted_until_ms_{0};
    std::atomic<bool> reads_at_once_{true};  // until the file system says it cannot
};

/// Calls op(segment) for each file that holds a part of the run, until it says false.
template <class Op>
bool storage::each_segment(span_of_piece of, std::size_t size, Op op) const
{
    auto const& fs = files();
    auto const start =
        std::int64_t{fs.piece_length()} * static_cast<int>(of.piece) + std::int64_t{of.offset};
    segment now{.file = fs.file_index_at_offset(start)};
    while (now.done < size) {
        now.from = start + static_cast<std::int64_t>(now.done) - fs.file_offset(now.file);
        auto const left = fs.file_size(now.file) - now.from;
        if (left <= 0) {
            if (++now.file >= fs.end_file()) return false;
            continue;
        }
        now.size = std::min(static_cast<std::size_t>(left), size - now.done);
        if (!op(now)) return false;
        now.done += now.size;
    }
    return true;
}

}  // namespace bt::disk
