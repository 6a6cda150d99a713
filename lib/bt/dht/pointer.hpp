#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/key.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Torrents that a key points at (BEP 46).
namespace bt::dht {

/// The info-hashes of a torrent, raw: 20 bytes of v1, 32 of v2; one of them or both.
struct pointer {
    std::string v1;
    std::string v2;
};

/// The bencoded value: a dictionary with `ih`, 20 bytes. BEP 46 knows no v2; a torrent of that
/// kind has its whole hash in `ih2` beside it, and what the DHT and trackers call it, the first 20
/// bytes, in `ih` unless it has a v1 hash, too.
[[nodiscard]] BT_API std::string value_of(pointer const& to);
/// Nothing for a value that is no pointer.
[[nodiscard]] BT_API std::optional<pointer> parse_pointer(std::string_view value);
/// The magnet link to the torrent itself.
[[nodiscard]] BT_API std::string magnet_of(pointer const& to);

/// What "magnet:?xs=urn:btpk:KEY&s=SALT" says.
struct pointer_link {
    public_key key{};
    std::string salt;  ///< raw
};
[[nodiscard]] BT_API std::string link_of(pointer_link const& to);
/// Nothing for another kind of link, or a key that is none.
[[nodiscard]] BT_API std::optional<pointer_link> parse_pointer_link(std::string_view link);

}  // namespace bt::dht
