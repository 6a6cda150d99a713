#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/metainfo.hpp>

#include <string>

namespace bt::torrent {

/// The .torrent file of what has metadata: its info dictionary byte for byte, trackers, web seeds
/// and the piece layers that are known (BEP 52). Throws error(failed) if libtorrent will not.
[[nodiscard]] BT_API std::string torrent_bytes(metainfo const& what);

}  // namespace bt::torrent
