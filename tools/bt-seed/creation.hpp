#pragma once

#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/metainfo.hpp>

#include <bt-seed/options.hpp>
#include <string>

namespace bt_seed {

/// A torrent that was made of content, and where that lies.
struct made_torrent {
    bt::torrent::metainfo what;
    std::string save_path;
};

/// --create: the torrent that bt-create would make of this file or folder, in memory, and as a
/// file where --output says. Throws what that would say.
[[nodiscard]] made_torrent make_torrent(
    std::string const& path,
    options const& given,
    bt::cli::teller& tell,
    bt::cli::interrupt& interrupt);

}  // namespace bt_seed
