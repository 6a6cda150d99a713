#pragma once

#include <bt/base/export.hpp>
#include <bt/record/file.hpp>
#include <bt/torrent/metainfo.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace bt::torrent {

/// What a session would make of a torrent.
struct contents {
    std::string name;
    std::int64_t piece_length = 0;
    std::int64_t num_pieces = 0;
    /// By index, padding included; path, size, place, attributes and link are filled in.
    std::vector<record::file> files;
};

/// Of a torrent with metadata.
[[nodiscard]] BT_API contents contents_of(metainfo const& what);

}  // namespace bt::torrent
