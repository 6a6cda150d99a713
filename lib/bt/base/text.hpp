#pragma once

#include <bt/base/export.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Numbers as people write them, and strangers' bytes as people may see them.
namespace bt {

/// "16384", "16K", "4MiB" (powers of 1024), "16kB", "4MB" (powers of 1000).
/// Nothing for a sign, a fraction, an unknown unit, or more than fits.
[[nodiscard]] BT_API std::optional<std::int64_t> parse_size(std::string_view text);

/// "90s", "15m", "2h", "7d", "250ms", and sums such as "1h30m"; a bare number is seconds.
[[nodiscard]] BT_API std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// A size for each second, with or without "/s".
[[nodiscard]] BT_API std::optional<std::int64_t> parse_rate(std::string_view text);

/// A whole decimal number in the given range.
[[nodiscard]] BT_API std::optional<std::int64_t>
parse_integer(std::string_view text, std::int64_t least, std::int64_t most);

/// "1.5 MiB", for terminals only.
[[nodiscard]] BT_API std::string format_size(std::int64_t bytes);
/// "1h02m", "3m20s", "12s", "0.4s".
[[nodiscard]] BT_API std::string format_duration(std::chrono::milliseconds length);
/// "2026-11-21 04:28:44 UTC".
[[nodiscard]] BT_API std::string format_time(std::int64_t unix_seconds);

/// What lies between separators, without what is empty; views of `text`.
[[nodiscard]] BT_API std::vector<std::string_view> split(std::string_view text, char separator);

[[nodiscard]] BT_API bool is_utf8(std::string_view bytes) noexcept;
/// Every byte that is not part of a well-formed UTF-8 sequence becomes U+FFFD.
[[nodiscard]] BT_API std::string to_utf8(std::string_view bytes);
/// Safe for a terminal: control characters (C0, DEL, C1), marks that turn the direction of
/// text, and bytes that are not UTF-8 become \xNN or \u{NNNN}.
[[nodiscard]] BT_API std::string printable(std::string_view bytes);
/// One value of a tab-separated line: printable, and \t \n \r \\ for what would break the line.
[[nodiscard]] BT_API std::string tsv_value(std::string_view bytes);

/// How many columns a terminal needs for printable text; East Asian wide characters take two.
[[nodiscard]] BT_API std::size_t columns_of(std::string_view utf8) noexcept;

struct utf8_step {
    char32_t code_point = 0;
    std::size_t length = 0;  ///< bytes taken; at least 1
    bool valid = false;
};
/// Reads the sequence at the front of `bytes`, which is not empty (RFC 3629: no surrogates, no
/// overlong forms).
[[nodiscard]] BT_API utf8_step next_utf8(std::string_view bytes) noexcept;

}  // namespace bt
