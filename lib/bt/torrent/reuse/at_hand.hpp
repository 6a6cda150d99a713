#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/metainfo.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace bt::torrent {

/// A file of a torrent that was here under another path.
struct file_at_hand {
    std::string path;  ///< below the save path, as the torrent has it
    std::string from;
    std::int64_t size = 0;
};

struct at_hand_request {
    metainfo const* what = nullptr;  ///< with metadata
    std::string save_path;           ///< must be there
    /// By index, 0 for what is not wanted; empty: all is.
    std::span<int const> levels;
    /// Where to look: files, or folders with all below them; links are not followed.
    std::span<std::string const> places;
};

/// Copies what the torrent lacks from files of the same content: an extent of the file system is
/// shared where that is possible. With v2 the content is known by its root (BEP 52) before it is
/// copied; with v1 a file of the same size whose path ends alike is taken, and whoever checks the
/// pieces later finds out. What is there stays as it is, and what cannot be copied is left to the
/// download. Throws error(interrupted) when asked to stop, and error(bad_input) for a place that
/// cannot be looked at.
BT_API void copy_what_is_at_hand(
    at_hand_request const& request,
    std::function<void(file_at_hand const&)> const& copied,
    std::stop_token stop);

}  // namespace bt::torrent
