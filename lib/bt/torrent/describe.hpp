#pragma once

#include <bt/base/export.hpp>
#include <bt/record/file.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/torrent/metainfo.hpp>

#include <functional>

namespace bt::torrent {

/// The record of a torrent; of a magnet link what it says.
[[nodiscard]] BT_API record::torrent_info describe(metainfo const& what);

/// Each file in torrent order, pad files included; nothing for a magnet link. One record lives
/// at a time, so a million files need no more memory than one.
BT_API void
for_each_file(metainfo const& what, std::function<void(record::file const&)> const& visit);

/// The magnet link: hashes, name, trackers by tier, web seeds, peers, selection (BEP 9, 53).
[[nodiscard]] BT_API std::string magnet_of(metainfo const& what);

}  // namespace bt::torrent
