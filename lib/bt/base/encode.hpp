#pragma once

#include <bt/base/export.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Bytes as letters and back (RFC 4648). Decoders take the whole text or give nothing.
namespace bt {

/// Lower-case hex.
[[nodiscard]] BT_API std::string to_hex(std::string_view bytes);
/// Takes both cases; an odd number of digits is refused.
[[nodiscard]] BT_API std::optional<std::string> from_hex(std::string_view text);

/// With padding.
[[nodiscard]] BT_API std::string to_base64(std::string_view bytes);
/// The standard alphabet, with padding or without.
[[nodiscard]] BT_API std::optional<std::string> from_base64(std::string_view text);

/// Both cases, without padding, as magnet links write info-hashes.
[[nodiscard]] BT_API std::optional<std::string> from_base32(std::string_view text);

}  // namespace bt
