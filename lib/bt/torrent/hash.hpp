#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/layout.hpp>
#include <bt/torrent/merkle.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

/// The engine that reads files once and hashes them both ways. Its inside may change; what it
/// promises here does not.
namespace bt::torrent {

struct hash_request {
    std::span<source_file const> files;
    std::int64_t piece_length = 0;  ///< a power of two of at least 16 KiB
    bool v1 = true;
    bool v2 = true;
    /// Fill the last piece with zeros too, as the pad file at the end of a hybrid torrent says.
    bool pads_tail = false;
    unsigned threads = 0;  ///< 0: as many as the process may use cores
};

/// The v2 hashes of one file; both are empty for an empty file.
struct file_hashes {
    sha256_digest root{};
    std::vector<sha256_digest> layer;  ///< one for each piece; only if there is more than one
};

struct hash_result {
    std::string pieces;              ///< 20 bytes for each v1 piece
    std::vector<file_hashes> files;  ///< as in the request; empty without v2
};

struct hash_progress {
    std::int64_t done_bytes = 0;
    std::int64_t total_bytes = 0;
};

/// Where each file starts in the piece space, and last where that ends: one after the other for
/// v1 alone; with v2 every file starts a piece, and pad files fill the gaps (BEP 47, 52).
[[nodiscard]] BT_API std::vector<std::int64_t> piece_space_offsets(hash_request const& request);

/// Reads and hashes on several threads; memory is 1 MiB for each and 52 bytes for each piece.
/// Calls `progress` on the calling thread a few times a second. Throws error(bad_input) for a
/// file that cannot be opened, error(io) for one that cannot be read or that changed, shrank,
/// grew or vanished since it was scanned, and error(interrupted) when asked to stop.
[[nodiscard]] BT_API hash_result hash_files(
    hash_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop);

/// How many cores this process may use.
[[nodiscard]] BT_API unsigned usable_cores();

}  // namespace bt::torrent
