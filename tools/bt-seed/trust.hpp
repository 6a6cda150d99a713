#pragma once

#include <bt/torrent/metainfo.hpp>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace bt_seed {

/// When the torrent was made as far as its input tells, in nanoseconds since 1970: the time of the
/// .torrent file, else the date inside. Nothing if neither is known.
[[nodiscard]] std::optional<std::int64_t>
time_of(std::string const& input, bt::torrent::metainfo const& what);

/// Whether the data below `save_path` looks as if it were what the torrent was made of: every file
/// has its size, none was changed after `made_ns`, and the first piece is right. Reads no more.
[[nodiscard]] bool looks_whole(
    bt::torrent::metainfo const& what,
    std::string const& save_path,
    std::int64_t made_ns,
    std::stop_token stop);

}  // namespace bt_seed
