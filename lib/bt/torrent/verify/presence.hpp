#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/metainfo.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::torrent {

/// A file of a torrent that is not on disk as the torrent says.
struct absent_file {
    std::string path;                   ///< below the save path
    std::int64_t size = 0;              ///< what the torrent says
    std::optional<std::int64_t> found;  ///< size on disk; nothing there if absent
    std::string reason;                 ///< why it could not be looked at, else empty
};

/// The files of a torrent below `save_path` that are missing or shorter than they should be, in
/// torrent order, by their sizes alone. Pad files do not count. At most `most` are listed.
[[nodiscard]] BT_API std::vector<absent_file>
absent_files(metainfo const& what, std::string const& save_path, std::size_t most);

/// "sub/a.bin is missing", "sub/a.bin has 10 of 20 bytes".
[[nodiscard]] BT_API std::string sentence_of(absent_file const& file);

}  // namespace bt::torrent
