#pragma once

#include <string>
#include <vector>

namespace bt_feed {

/// A torrent file that is to be in a feed.
struct found_torrent {
    std::string path;
    std::string below;  ///< its path below the folder that was named; its name for a file
};

/// The .torrent files in these folders, in the order of their names, and these files. Hidden ones
/// are not meant, links to folders are not followed. Throws error(bad_input) for a folder that
/// cannot be read.
[[nodiscard]] std::vector<found_torrent>
find_torrents(std::vector<std::string> const& inputs, bool recursive);

}  // namespace bt_feed
