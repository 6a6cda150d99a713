#include "text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <ctime>
#include <limits>

namespace bt {
namespace {

struct unit_row {
    std::string_view suffix;
    std::int64_t factor;
};

constexpr std::int64_t kibi = 1024;
constexpr std::array size_units{
    unit_row{"", 1},
    unit_row{"B", 1},
    unit_row{"K", kibi},
    unit_row{"KiB", kibi},
    unit_row{"kB", 1000},
    unit_row{"M", kibi* kibi},
    unit_row{"MiB", kibi* kibi},
    unit_row{"MB", 1000 * 1000},
    unit_row{"G", kibi* kibi* kibi},
    unit_row{"GiB", kibi* kibi* kibi},
    unit_row{"GB", 1000 * 1000 * 1000},
    unit_row{"T", kibi* kibi* kibi* kibi},
    unit_row{"TiB", kibi* kibi* kibi* kibi},
    unit_row{"TB", std::int64_t{1000} * 1000 * 1000 * 1000},
};

// In milliseconds; a bare number is seconds.
constexpr std::array time_units{
    unit_row{"", 1000},
    unit_row{"ms", 1},
    unit_row{"s", 1000},
    unit_row{"m", 60 * 1000},
    unit_row{"h", 60 * 60 * 1000},
    unit_row{"d", 24 * 60 * 60 * 1000},
};

std::optional<std::int64_t> take_number(std::string_view& text)
{
    std::int64_t number = 0;
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

std::optional<std::int64_t> times(std::int64_t number, std::int64_t factor)
{
    if (number > std::numeric_limits<std::int64_t>::max() / factor) return std::nullopt;
    return number * factor;
}

constexpr bool turns_text(char32_t c)
{
    return c == 0x200e || c == 0x200f || c == 0x061c || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
}

constexpr bool must_escape(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || turns_text(c);
}

template <class Keep>
std::string escaped(std::string_view bytes, Keep keep)
{
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        auto const step = next_utf8(bytes);
        auto const taken = bytes.substr(0, step.length);
        bytes.remove_prefix(step.length);
        if (!step.valid)
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(taken.front()));
        else if (keep(out, step.code_point))
            continue;
        else if (!must_escape(step.code_point))
            out += taken;
        else if (step.code_point < 0x80)
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(step.code_point));
        else
            out += fmt::format("\\u{{{:04x}}}", static_cast<unsigned>(step.code_point));
    }
    return out;
}

// Ranges of Unicode's East Asian Width W and F that names really use; zero-width marks apart.
constexpr bool is_wide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
        || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
}

constexpr bool is_combining(char32_t c)
{
    return (c >= 0x0300 && c <= 0x036f) || (c >= 0x200b && c <= 0x200d)
        || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x20d0 && c <= 0x20ff);
}

}  // namespace

std::optional<std::int64_t> parse_size(std::string_view text)
{
    auto const number = take_number(text);
    if (!number) return std::nullopt;
    auto const unit = std::ranges::find(size_units, text, &unit_row::suffix);
    if (unit == size_units.end()) return std::nullopt;
    return times(*number, unit->factor);
}

std::optional<std::int64_t> parse_rate(std::string_view text)
{
    if (text.ends_with("/s")) text.remove_suffix(2);
    return parse_size(text);
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text)
{
    std::int64_t total = 0;
    bool const bare = text.find_first_not_of("0123456789") == std::string_view::npos;
    do {
        auto const number = take_number(text);
        if (!number) return std::nullopt;
        auto const end = std::min(text.find_first_of("0123456789"), text.size());
        auto const unit = std::ranges::find(time_units, text.substr(0, end), &unit_row::suffix);
        if (unit == time_units.end() || (unit->suffix.empty() && !bare)) return std::nullopt;
        auto const part = times(*number, unit->factor);
        if (!part || *part > std::numeric_limits<std::int64_t>::max() - total) return std::nullopt;
        total += *part;
        text.remove_prefix(end);
    } while (!text.empty());
    // Longer than a lifetime is a slip of the finger, and would overflow clocks that count finer.
    if (total > std::int64_t{100} * 366 * 24 * 60 * 60 * 1000) return std::nullopt;
    return std::chrono::milliseconds{total};
}

std::optional<std::int64_t>
parse_integer(std::string_view text, std::int64_t least, std::int64_t most)
{
    std::int64_t number = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (number < least || number > most) return std::nullopt;
    return number;
}

std::string format_size(std::int64_t bytes)
{
    if (bytes < kibi) return fmt::format("{} B", bytes);
    constexpr std::array names{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    auto size = static_cast<double>(bytes) / kibi;
    std::size_t name = 0;
    // 1023.95 would print as 1024.0
    while (size >= 1023.95 && name + 1 < names.size()) {
        size /= kibi;
        ++name;
    }
    return fmt::format("{:.1f} {}", size, names[name]);
}

std::string format_duration(std::chrono::milliseconds length)
{
    auto const ms = std::max<std::int64_t>(length.count(), 0);
    auto const s = ms / 1000;
    if (s < 10) return fmt::format("{}.{}s", s, ms % 1000 / 100);
    if (s < 60) return fmt::format("{}s", s);
    if (s < 3600) return fmt::format("{}m{:02}s", s / 60, s % 60);
    if (s < 48 * 3600) return fmt::format("{}h{:02}m", s / 3600, s / 60 % 60);
    return fmt::format("{}d{:02}h", s / 86400, s / 3600 % 24);
}

std::string format_time(std::int64_t unix_seconds)
{
    // Years beyond 9999 come from torrents that lie; gmtime and fmt would both throw or wrap.
    if (unix_seconds < 0 || unix_seconds > 253402300799) return fmt::format("@{}", unix_seconds);
    std::time_t const at = unix_seconds;
    return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(at));
}

utf8_step next_utf8(std::string_view bytes) noexcept
{
    auto const at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    auto const lead = at(0);
    if (lead < 0x80) return {lead, 1, true};
    std::size_t const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || bytes.size() < length) return {0, 1, false};
    char32_t code_point = lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xc0) != 0x80) return {0, 1, false};
        code_point = (code_point << 6) | (at(i) & 0x3fU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    bool const surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
    if (code_point < least[length] || code_point > 0x10ffff || surrogate) return {0, 1, false};
    return {code_point, length, true};
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        auto const end = std::min(text.find(separator), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

namespace {

/// Bytes at the front, in eights, that are ASCII; most text is nothing else.
std::size_t ascii_run(std::string_view bytes) noexcept
{
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::size_t run = 0;
    for (; bytes.size() - run >= sizeof(std::uint64_t); run += sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + run, sizeof eight);
        if ((eight & high_bits) != 0) return run;
    }
    while (run < bytes.size() && static_cast<unsigned char>(bytes[run]) < 0x80)
        ++run;
    return run;
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept
{
    while (!bytes.empty()) {
        bytes.remove_prefix(ascii_run(bytes));
        if (bytes.empty()) break;
        auto const step = next_utf8(bytes);
        if (!step.valid) return false;
        bytes.remove_prefix(step.length);
    }
    return true;
}

std::string to_utf8(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        auto const step = next_utf8(bytes);
        out += step.valid ? bytes.substr(0, step.length) : "\xef\xbf\xbd";
        bytes.remove_prefix(step.length);
    }
    return out;
}

std::string printable(std::string_view bytes)
{
    return escaped(bytes, [](std::string&, char32_t) { return false; });
}

std::string tsv_value(std::string_view bytes)
{
    return escaped(bytes, [](std::string& out, char32_t c) {
        switch (c) {
        case U'\t':
            out += "\\t";
            return true;
        case U'\n':
            out += "\\n";
            return true;
        case U'\r':
            out += "\\r";
            return true;
        case U'\\':
            out += "\\\\";
            return true;
        default:
            return false;
        }
    });
}

std::size_t columns_of(std::string_view utf8) noexcept
{
    std::size_t columns = 0;
    while (!utf8.empty()) {
        auto const step = next_utf8(utf8);
        if (!is_combining(step.code_point)) columns += is_wide(step.code_point) ? 2U : 1U;
        utf8.remove_prefix(step.length);
    }
    return columns;
}

}  // namespace bt
