#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/hash/hash.hpp>
#include <bt/torrent/hash/merkle.hpp>
#include <bt/torrent/layout/layout.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

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

/// Hashes that need not be computed again.
struct known_hashes {
    std::vector<bool> v1;  ///< for each v1 piece whether it is known; empty: none is
    std::string pieces;    ///< 20 bytes for each v1 piece
    std::vector<std::optional<file_hashes>> files;  ///< v2, as in the request; or empty
};

/// Files one after the other for v1 alone; with v2 every file starts a piece, and pad files fill
/// the gaps (BEP 47, 52).
[[nodiscard]] BT_API piece_space piece_space_of(hash_request const& request);

/// Hashes of files that must not change meanwhile. Throws error(bad_input) for a file that cannot
/// be opened, error(io) for one that cannot be read or that changed, shrank, grew or vanished
/// since it was scanned, and error(interrupted) when asked to stop. Memory beside the engine's is
/// 20 bytes for each v1 piece and 32 for each v2 piece.
[[nodiscard]] BT_API hash_result hash_files(
    hash_request const& request,
    known_hashes const& known,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop);

}  // namespace bt::torrent
