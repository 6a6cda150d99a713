#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Links as feeds have them.
namespace bt::feed {

/// An http, https or magnet link without blanks and control characters, made whole by `base`;
/// nothing for any other: a path of this machine is none. So a line of links has as many lines as
/// there are links.
[[nodiscard]] BT_API std::optional<std::string>
clean_link(std::string_view text, std::string const& base);

[[nodiscard]] BT_API bool is_magnet(std::string_view link);
/// Whether the path of an http or https link ends in .torrent.
[[nodiscard]] BT_API bool names_torrent(std::string_view link);

/// Of 40 or 64 hex or 32 base32 digits, in lower-case hex.
[[nodiscard]] BT_API std::optional<std::string> info_hash_of(std::string_view text);

/// What a magnet link says (BEP 9, 52).
struct magnet_facts {
    std::optional<std::string> info_hash;  ///< lower-case hex; v1 where there is one, else v2
    std::optional<std::int64_t> size;      ///< xl
    std::string name;                      ///< dn
};
[[nodiscard]] BT_API magnet_facts facts_of_magnet(std::string_view link);

/// The least magnet link of an info-hash.
[[nodiscard]] BT_API std::string
magnet_of_hash(std::string const& info_hash, std::string_view title);

}  // namespace bt::feed
