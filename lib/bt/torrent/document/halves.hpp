#pragma once

#include <bt/torrent/document/file_walk.hpp>

namespace bt::torrent {

/// BEP 52: both halves of a hybrid have the same files at the same places. Up to 2.0.7 libtorrent
/// put no padding after the last of them; then `of.unpadded` becomes that one. Throws refusal.
void match_halves(file_source& of);

}  // namespace bt::torrent
