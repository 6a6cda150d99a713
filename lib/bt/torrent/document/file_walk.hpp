#pragma once

#include <bt/torrent/document/file_entry.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// The files of a torrent, read where they stand: one at a time, in the order and with the padding
/// that a session gives them.
namespace bt::torrent {

/// What to walk: views into a checked torrent whose first byte is `begin`.
struct file_source {
    char const* begin = nullptr;
    std::string_view info;
    std::string_view list;  ///< key files (BEP 3), or empty
    std::string_view tree;  ///< key file tree (BEP 52), or empty
    std::string folder;     ///< the torrent's folder on disk
    std::int64_t piece_length = 0;
    /// Index of the one file of the tree after which the v1 half of a hybrid has no padding.
    std::int64_t unpadded = -1;
};

using file_visitor = std::function<void(found_file&)>;

/// The files of the v1 half: of the list, or the single one. Throws refusal.
void walk_v1(file_source const& from, file_visitor const& visit);
/// The files of the v2 half, with the padding that it implies. Throws refusal.
void walk_v2(file_source const& from, file_visitor const& visit);

}  // namespace bt::torrent
