#pragma once

#include <bt/base/export.hpp>
#include <bt/base/file.hpp>
#include <bt/digest/digest.hpp>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

/// The engine that reads files once and hashes them both ways. Whoever makes a torrent and whoever
/// checks data against one both stand at its two ends.
namespace bt::torrent {

/// Where files lie in the space that pieces divide (BEP 3; with BEP 52 every file starts a
/// piece). What no file covers is zeros, which is what pad files hold (BEP 47).
struct piece_space {
    std::int64_t piece_length = 0;
    std::vector<std::int64_t> offsets;  ///< where each file starts, ascending; the first is 0
    std::vector<std::int64_t> sizes;
    std::int64_t end = 0;  ///< not before the end of the last file

    [[nodiscard]] std::int64_t pieces() const { return (end + piece_length - 1) / piece_length; }
    /// The file that covers the first byte of a piece, or the last one before it.
    [[nodiscard]] BT_API std::size_t file_at(std::int64_t piece) const;
};

/// What the engine reads from and reports to. Every member is called on hashing threads, several
/// at a time, but never twice for one piece. What they throw ends the run.
class BT_API hash_client {
public:
    hash_client() = default;
    virtual ~hash_client();
    hash_client(hash_client const&) = delete;
    hash_client& operator=(hash_client const&) = delete;
    hash_client(hash_client&&) = delete;
    hash_client& operator=(hash_client&&) = delete;

    /// False: the piece is neither read nor hashed.
    [[nodiscard]] virtual bool wants(std::int64_t piece);
    /// The file, to be read. Empty when it cannot be: pieces with a part of it have no hash then.
    [[nodiscard]] virtual unique_fd open(std::size_t file) = 0;
    /// The file cannot be read at `offset`: an errno, or 0 where it ends too soon. Unless this
    /// throws, the piece has no hash and the run goes on.
    virtual void unreadable(std::size_t file, std::int64_t offset, int reason) = 0;
    virtual void hashed_v1(std::int64_t piece, digest::sha1_digest const& hash) = 0;
    /// The root over one piece of a file, counted from the file's start; for a file of one piece
    /// or less that is its root (BEP 52).
    virtual void
    hashed_v2(std::size_t file, std::int64_t piece, digest::sha256_digest const& hash) = 0;
};

struct hash_options {
    bool v1 = true;
    bool v2 = true;
    unsigned threads = 0;  ///< 0: as many as the process may use cores
};

struct hash_progress {
    std::int64_t done_bytes = 0;
    std::int64_t total_bytes = 0;
};

/// Reads every wanted piece once, on several threads, with pread into about 1 MiB for each
/// thread; never maps a file. Calls `progress` on the calling thread a few times a second, with
/// the bytes of files read. Throws error(interrupted) when asked to stop.
BT_API void hash_pieces(
    piece_space const& space,
    hash_options const& how,
    hash_client& client,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop);

/// How many cores this process may use.
[[nodiscard]] BT_API unsigned usable_cores();

/// What a number of threads means where 0 is one for each usable core.
[[nodiscard]] BT_API unsigned thread_count(unsigned asked);

/// Calls part(from, to) for shares of `count` things, on threads if there are many. What a part
/// throws passes on.
BT_API void in_shares(
    std::size_t count, unsigned threads, std::function<void(std::size_t, std::size_t)> const& part);

}  // namespace bt::torrent
