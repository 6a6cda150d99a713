#pragma once

#include <bt/base/export.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Bencoding (BEP 3), read where it lies: no tree is built, so what a value costs to read is one
/// look at each byte, and a bomb costs no memory.
namespace bt::bencode {

/// What a value from a stranger may cost; more is refused.
struct limits {
    int depth = 100;                  ///< lists and dictionaries in one another
    std::int64_t items = 10'000'000;  ///< integers, strings, lists, dictionaries; keys count
};

/// Why bytes are not bencoding, and at which byte that shows.
struct fault {
    std::size_t offset = 0;
    std::string why;
};

/// What check() found. Offsets of what BEP 3 forbids and a lenient reader can still take are
/// those of the first of its kind.
struct checked {
    std::size_t size = 0;  ///< bytes of the one value; what follows it is not looked at
    std::optional<fault> wrong;
    std::optional<std::size_t> unsorted_key;
    std::optional<std::size_t> repeated_key;
    std::optional<std::size_t> leading_zero;  ///< of a number or of a string's length, or -0
};

/// Whether the text begins with one whole value within the limits. Integers are those of 64 bits
/// with a sign. A cursor may walk only what this found nothing wrong with.
[[nodiscard]] BT_API checked check(std::string_view text, limits const& within = {});

/// Where a key of this checked dictionary, not of those in it, stands that an earlier one is equal
/// to.
[[nodiscard]] BT_API std::optional<std::size_t> repeated_key(std::string_view checked);

}  // namespace bt::bencode
