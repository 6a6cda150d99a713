#pragma once

#include <libtorrent/bdecode.hpp>
#include <libtorrent/torrent_info.hpp>

#include <string>

namespace bt::torrent {

/// What is wrong with the `piece layers` of a loaded torrent (BEP 52), as the end of a sentence;
/// empty if nothing is, or if it has no v2 part. libtorrent checks this from 2.0.9 on.
[[nodiscard]] std::string
check_piece_layers(lt::bdecode_node const& torrent, lt::torrent_info const& info);

}  // namespace bt::torrent
