#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// How long pieces are. The table is frozen: the same content gets the same pieces from every
/// version of the tools.
namespace bt::torrent {

inline constexpr std::int64_t least_piece_length = 16 * 1024;
inline constexpr std::int64_t most_piece_length = 128 * 1024 * 1024;

/// The smallest power of two, from 16 KiB to 16 MiB, that gives at most 2048 pieces.
[[nodiscard]] BT_API std::int64_t automatic_piece_length(std::int64_t total_bytes);

/// The smallest power of two, from 16 KiB to 128 MiB, that gives at most `count` pieces.
[[nodiscard]] BT_API std::int64_t
piece_length_for_count(std::int64_t total_bytes, std::int64_t count);

/// What -l says: "auto", a size (256K), an exponent (18 or 2^18), or "count:N".
struct piece_length_choice {
    std::optional<std::int64_t> length;
    std::optional<std::int64_t> count;

    [[nodiscard]] BT_API std::int64_t of(std::int64_t total_bytes) const;
};

/// Nothing for what is none of these, or no power of two from 16 KiB to 128 MiB.
[[nodiscard]] BT_API std::optional<piece_length_choice> parse_piece_length(std::string_view text);

}  // namespace bt::torrent
