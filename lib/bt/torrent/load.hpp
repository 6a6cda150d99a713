#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/metainfo.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace bt::torrent {

/// What a torrent from a stranger may cost; more is refused.
struct load_limits {
    std::size_t file_bytes = 64 * 1024 * 1024;
    int depth = 100;         ///< nesting of bencoded lists and dictionaries
    int items = 10'000'000;  ///< bencoded items
    int pieces = 4 * 1024 * 1024;

    /// For bytes that this process made itself.
    [[nodiscard]] BT_API static load_limits own();
};

/// A .torrent path, "-" for one on standard input, a magnet link, or an info-hash of 40 or 64 hex
/// or 32 base32 digits (a file of that name comes first). Throws error(bad_input).
[[nodiscard]] BT_API metainfo load(std::string const& input, load_limits const& limits = {});

/// The bytes of a .torrent file; `name` is for the sentence. Stricter than libtorrent 2.0.8: the
/// piece layers of BEP 52 must be there and lead to the files' roots.
[[nodiscard]] BT_API metainfo
parse_torrent(std::string_view bytes, std::string_view name, load_limits const& limits = {});

/// A magnet link (BEP 9, 53).
[[nodiscard]] BT_API metainfo parse_magnet(std::string const& link);

}  // namespace bt::torrent
