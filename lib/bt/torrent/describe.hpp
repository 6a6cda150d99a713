#pragma once

#include <bt/base/export.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/torrent/document/document.hpp>
#include <bt/torrent/metainfo.hpp>

#include <string>

namespace bt::torrent {

/// The record of a torrent, its magnet link included.
[[nodiscard]] BT_API record::torrent_info describe(document const& what);

/// What a magnet link says: hashes, name, trackers, web seeds, nodes, peers, selection. Of a
/// torrent in a session it is those alone; its files are not looked at.
[[nodiscard]] BT_API record::torrent_info describe(metainfo const& what);

/// The magnet link: hashes, name, trackers by tier, web seeds, peers, selection (BEP 9, 53).
[[nodiscard]] BT_API std::string magnet_of(record::torrent_info const& info);
[[nodiscard]] BT_API std::string magnet_of(metainfo const& what);

}  // namespace bt::torrent
