#pragma once

#include <bt/torrent/contents.hpp>

#include <bt-add/options.hpp>
#include <cstdint>
#include <utility>
#include <vector>

/// What a stream consists of, and which pieces that takes.
namespace bt_add {

/// Bytes [from, to) of a file, by its index.
struct stream_part {
    std::int64_t file = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// The parts in their order: the files of --cat, or every file that is fetched for --tar. Throws
/// error(not_found) where --cat takes no file, error(usage) where --range is not of one file or
/// not within it.
[[nodiscard]] std::vector<stream_part> plan_stream(
    bt::torrent::contents const& what, std::vector<int> const& levels, options const& given);

/// With --range, the pieces of its file that are not needed, with level 0.
[[nodiscard]] std::vector<std::pair<int, int>>
unneeded_pieces(bt::torrent::contents const& what, std::vector<stream_part> const& parts);

/// Where in the piece space a byte of a file is.
struct place_in_pieces {
    int piece = 0;
    std::int64_t offset = 0;
};
[[nodiscard]] place_in_pieces
place_of(bt::torrent::contents const& what, std::int64_t file, std::int64_t at);

}  // namespace bt_add
