#pragma once

#include <bt/base/load_limits.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/document.hpp>

#include <string>
#include <vector>

namespace bt_add {

struct older_torrent {
    std::string key;
    std::string name;
};
using older_torrents = std::vector<older_torrent>;

/// A torrent, and those whose place it takes, the one that was given first.
struct newest_torrent {
    bt::torrent::document what;
    older_torrents instead_of;
};

/// Asks the update URL of a torrent, and of each that takes its place (BEP 39), until one is the
/// newest, and tells each answer. What cannot be asked, or is no update, is warned of, and the
/// newest so far is taken; where they lead in a circle or do not come to an end, the one that was
/// given. Throws error(interrupted).
[[nodiscard]] newest_torrent find_newest(
    bt::torrent::document given,
    std::string const& input,
    bt::load_limits const& limits,
    bt::cli::teller& tell);

}  // namespace bt_add
