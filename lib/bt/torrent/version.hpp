#pragma once

#include <bt/base/export.hpp>

#include <string_view>

namespace bt::torrent {

/// The version of the libtorrent that is loaded, which need not be the one compiled against.
[[nodiscard]] BT_API std::string_view libtorrent_version() noexcept;

}  // namespace bt::torrent
