#pragma once

#include <bt/base/export.hpp>
#include <bt/record/piece.hpp>
#include <bt/torrent/document/document.hpp>

#include <functional>

namespace bt::torrent {

/// Each piece with the hashes that the torrent has for it; one record lives at a time.
BT_API void
for_each_piece(document const& of, std::function<void(record::piece const&)> const& visit);

}  // namespace bt::torrent
