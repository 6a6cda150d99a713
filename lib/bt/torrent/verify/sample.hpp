#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/hash/hash.hpp>
#include <bt/torrent/metainfo.hpp>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

/// Some pieces of a torrent against data on disk: a quick look, where bt-verify is the thorough one.
namespace bt::torrent {

/// A file of a torrent as the engine needs it; pad files are gaps.
struct content_file {
    std::string path;  ///< below the torrent's folder; its name for a torrent of a single file
    int index = 0;     ///< in the torrent, pad files counted
    std::int64_t size = 0;
    std::int64_t offset = 0;  ///< in the piece space
    std::int64_t mtime = 0;   ///< seconds since 1970; 0 if the torrent does not say
    bool is_link = false;
};

struct content_map {
    std::vector<content_file> files;
    piece_space space;  ///< files in the same order
};

[[nodiscard]] BT_API content_map content_map_of(metainfo const& what);

/// The hashes over the pieces of a file (BEP 52), its root alone if it has one piece; empty without
/// v2 or for an empty file.
[[nodiscard]] BT_API std::vector<digest::sha256_digest>
piece_layer_of(metainfo const& what, int file);

struct sample_request {
    metainfo const* what = nullptr;
    content_map const* content = nullptr;
    /// Where the file of that index is; empty: it is not there.
    std::function<std::string(std::size_t file)> path_of;
    std::vector<std::int64_t> pieces;  ///< ascending
};

/// Those of the pieces whose data is there and agrees with every hash that the torrent has of it,
/// ascending. Throws error(interrupted).
[[nodiscard]] BT_API std::vector<std::int64_t>
agreeing_pieces(sample_request const& request, std::stop_token stop);

}  // namespace bt::torrent
