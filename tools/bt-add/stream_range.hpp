#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace bt_add {

/// --range: bytes of one file.
struct byte_range {
    std::optional<std::int64_t> first;  ///< absent: the last `count`
    std::optional<std::int64_t> last;   ///< included; absent: to the end
    std::int64_t count = 0;
};

/// "0-999", "1000-", "-500".
[[nodiscard]] std::optional<byte_range> parse_range(std::string const& text);

/// Bytes [from, to) of a file.
struct span_of_file {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// What the range means for a file of this size; an end beyond the file's is the file's, as in
/// HTTP. Nothing if it begins there or after.
[[nodiscard]] std::optional<span_of_file> within(byte_range const& range, std::int64_t size);

}  // namespace bt_add
