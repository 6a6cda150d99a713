#include "stream_range.hpp"

#include <bt/base/text.hpp>

#include <algorithm>
#include <limits>

namespace bt_add {
namespace {

std::optional<std::int64_t> parse_offset(std::string const& text)
{
    return bt::parse_integer(text, 0, std::numeric_limits<std::int64_t>::max() - 1);
}

}  // namespace

std::optional<byte_range> parse_range(std::string const& text)
{
    auto const dash = text.find('-');
    if (dash == std::string::npos) return std::nullopt;
    auto const before = text.substr(0, dash);
    auto const after = text.substr(dash + 1);
    if (before.empty()) {
        auto const count = parse_offset(after);
        if (!count || *count == 0) return std::nullopt;
        return byte_range{.first = {}, .last = {}, .count = *count};
    }
    byte_range out;
    out.first = parse_offset(before);
    if (!out.first) return std::nullopt;
    if (after.empty()) return out;
    out.last = parse_offset(after);
    if (!out.last || *out.last < *out.first) return std::nullopt;
    return out;
}

std::optional<span_of_file> within(byte_range const& range, std::int64_t size)
{
    if (!range.first) return span_of_file{std::max<std::int64_t>(size - range.count, 0), size};
    if (*range.first >= size) return std::nullopt;
    return span_of_file{*range.first, range.last ? std::min(*range.last + 1, size) : size};
}

}  // namespace bt_add
