#pragma once

#include <bt/bencode/splice.hpp>
#include <bt/torrent/edit/edit.hpp>

#include <vector>

namespace bt::torrent {

/// What two splices changed, the keys of the info dictionary among those beside it. Where a
/// dictionary became another dictionary, what changed in it is told, however deep.
[[nodiscard]] std::vector<key_change>
changes_of(bencode::splice const& top, bencode::splice const& info);

}  // namespace bt::torrent
