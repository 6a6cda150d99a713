#include "ip_filter.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace bt::session {
namespace {

constexpr std::size_t cap_bytes = 256 * 1024 * 1024;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    auto const from = text.find_first_not_of(blank);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

/// DAT lists write 001.002.004.000, which elsewhere would be octal.
std::string without_leading_zeros(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const starts = i == 0 || text[i - 1] == '.';
        if (starts)
            while (text[i] == '0' && i + 1 < text.size() && text[i + 1] >= '0'
                   && text[i + 1] <= '9')
                ++i;
        out.push_back(text[i]);
    }
    return out;
}

std::optional<lt::address> parse_address(std::string_view text)
{
    auto plain = std::string{trimmed(text)};
    if (plain.find(':') == std::string::npos) plain = without_leading_zeros(plain);
    lt::error_code reason;
    auto const address = lt::make_address(plain, reason);
    return reason ? std::nullopt : std::optional{address};
}

std::optional<address_range> parse_range(std::string_view text)
{
    auto const dash = text.find('-');
    auto const first = parse_address(text.substr(0, dash));
    auto const last = dash == std::string_view::npos ? first : parse_address(text.substr(dash + 1));
    if (!first || !last || first->is_v4() != last->is_v4() || *last < *first) return std::nullopt;
    return address_range{*first, *last};
}

/// Sets all bits of an address from bit `from` on to `value`.
template <class Bytes>
Bytes with_tail(Bytes bytes, int from, bool value)
{
    for (int bit = from; bit < static_cast<int>(bytes.size()) * 8; ++bit) {
        auto& byte = bytes[static_cast<std::size_t>(bit / 8)];
        auto const mask = static_cast<unsigned char>(0x80U >> static_cast<unsigned>(bit % 8));
        byte = static_cast<unsigned char>(value ? byte | mask : byte & ~mask);
    }
    return bytes;
}

std::optional<address_range> parse_cidr(std::string_view text)
{
    auto const slash = text.find('/');
    auto const base = parse_address(text.substr(0, slash));
    if (!base) return std::nullopt;
    auto const bits = parse_integer(trimmed(text.substr(slash + 1)), 0, base->is_v4() ? 32 : 128);
    if (!bits) return std::nullopt;
    auto const from = static_cast<int>(*bits);
    if (base->is_v4()) {
        auto const bytes = base->to_v4().to_bytes();
        return address_range{
            lt::address_v4{with_tail(bytes, from, false)},
            lt::address_v4{with_tail(bytes, from, true)}};
    }
    auto const bytes = base->to_v6().to_bytes();
    return address_range{
        lt::address_v6{with_tail(bytes, from, false)},
        lt::address_v6{with_tail(bytes, from, true)}};
}

std::optional<filter_line> parse_dat(std::string_view line)
{
    constexpr std::int64_t first_level_let_pass = 128;
    auto const comma = line.find(',');
    auto const range = parse_range(line.substr(0, comma));
    auto rest = line.substr(comma + 1);
    auto const level = parse_integer(trimmed(rest.substr(0, rest.find(','))), 0, 1000);
    if (!range || !level) return std::nullopt;
    if (*level >= first_level_let_pass) return filter_line{};
    return filter_line{range};
}

}  // namespace

std::optional<filter_line> parse_filter_line(std::string_view line)
{
    line = trimmed(line);
    if (line.empty() || line.starts_with('#') || line.starts_with(';')) return filter_line{};
    // A name may hold anything, so what is plain is tried first.
    if (auto const range = parse_range(line)) return filter_line{range};
    if (line.find('/') != std::string_view::npos)
        if (auto const range = parse_cidr(line)) return filter_line{range};
    if (line.find(',') != std::string_view::npos)
        if (auto const entry = parse_dat(line)) return entry;
    // P2P: after the last colon for IPv4; an IPv6 address has colons of its own.
    for (auto colon = line.find(':'); colon != std::string_view::npos;
         colon = line.find(':', colon + 1))
        if (auto const range = parse_range(line.substr(colon + 1))) return filter_line{range};
    return std::nullopt;
}

void read_ip_filter(std::string const& path, lt::ip_filter& into)
{
    auto const bytes = read_file(path, {.doing = "read IP filter", .cap_bytes = cap_bytes});
    std::size_t number = 0;
    std::string_view rest{bytes};
    while (!rest.empty()) {
        ++number;
        auto const end = std::min(rest.find('\n'), rest.size());
        auto const entry = parse_filter_line(rest.substr(0, end));
        if (!entry)
            fail(
                exit_code::config,
                "read IP filter",
                path,
                fmt::format("line {} is no address or range of them", number));
        if (entry->range)
            into.add_rule(entry->range->first, entry->range->last, lt::ip_filter::blocked);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

}  // namespace bt::session
