#pragma once

#include <bt/base/load_limits.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace bt::torrent {

/// The magnet link that a client kept in a .torrent file until it has the metadata: a file that is
/// a link, libtorrent's key magnet-uri, or Transmission's magnet-info. Nothing where there is an
/// info dictionary, or no such thing.
[[nodiscard]] std::optional<std::string>
link_in_file(std::string_view bytes, load_limits const& limits);

}  // namespace bt::torrent
