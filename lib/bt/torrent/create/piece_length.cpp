#include "piece_length.hpp"

#include <bt/base/text.hpp>

#include <bit>
#include <limits>

namespace bt::torrent {
namespace {

std::int64_t smallest(std::int64_t total, std::int64_t count, std::int64_t most)
{
    auto length = least_piece_length;
    while (length < most && (total - 1) / length + 1 > count)
        length *= 2;
    return length;
}

}  // namespace

std::int64_t automatic_piece_length(std::int64_t total_bytes)
{
    return smallest(total_bytes, 2048, 16 * 1024 * 1024);
}

std::int64_t piece_length_for_count(std::int64_t total_bytes, std::int64_t count)
{
    return smallest(total_bytes, count, most_piece_length);
}

std::int64_t piece_length_choice::of(std::int64_t total_bytes) const
{
    if (length) return *length;
    if (count) return piece_length_for_count(total_bytes, *count);
    return automatic_piece_length(total_bytes);
}

std::optional<piece_length_choice> parse_piece_length(std::string_view text)
{
    if (text == "auto") return piece_length_choice{};
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (text.starts_with("count:")) {
        auto const count = parse_integer(text.substr(6), 1, most);
        if (!count) return std::nullopt;
        return piece_length_choice{.length = {}, .count = count};
    }
    auto const power = text.starts_with("2^") ? text.substr(2) : text;
    // Below 64 nobody means bytes.
    if (auto const exponent = parse_integer(power, 14, 27))
        return piece_length_choice{.length = std::int64_t{1} << *exponent, .count = {}};
    auto const length = parse_size(text);
    if (!length || *length < least_piece_length || *length > most_piece_length) return std::nullopt;
    if (!std::has_single_bit(static_cast<std::uint64_t>(*length))) return std::nullopt;
    return piece_length_choice{.length = length, .count = {}};
}

}  // namespace bt::torrent
