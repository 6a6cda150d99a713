#include "date.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace bt {
namespace {

constexpr std::array<std::string_view, 12> month_names{
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> weekday_names{
    "sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct zone_row {
    std::string_view name;
    int hours;
};
/// Those of RFC 822; of its military letters all but Z mean nothing (RFC 2822).
constexpr std::array zones{
    zone_row{"ut", 0},
    zone_row{"utc", 0},
    zone_row{"gmt", 0},
    zone_row{"z", 0},
    zone_row{"est", -5},
    zone_row{"edt", -4},
    zone_row{"cst", -6},
    zone_row{"cdt", -5},
    zone_row{"mst", -7},
    zone_row{"mdt", -6},
    zone_row{"pst", -8},
    zone_row{"pdt", -7},
};

/// Takes digits from the front of `text`, and the sign that must follow them, if any.
std::optional<int>
take_digits(std::string_view& text, std::size_t digits, std::string_view follows, int most)
{
    auto const number = parse_integer(text.substr(0, digits), 0, most);
    if (!number || text.size() < digits || text.front() == '-') return std::nullopt;
    text.remove_prefix(digits);
    if (!text.starts_with(follows)) return std::nullopt;
    text.remove_prefix(follows.size());
    return static_cast<int>(*number);
}

/// "Z", "+02:00": seconds east of Greenwich.
std::optional<std::int64_t> take_zone(std::string_view text)
{
    if (text == "Z" || text == "z") return 0;
    if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    auto const sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    auto const hours = take_digits(text, 2, ":", 23);
    if (!hours) return std::nullopt;
    auto const minutes = take_digits(text, 2, "", 59);
    if (!minutes || !text.empty()) return std::nullopt;
    return sign * (*hours * 3600 + *minutes * 60);
}

void skip_fraction(std::string_view& text)
{
    if (!text.starts_with('.')) return;
    text.remove_prefix(1);
    while (!text.empty() && text.front() >= '0' && text.front() <= '9')
        text.remove_prefix(1);
}

struct day_parts {
    int year = 0;
    int month = 0;
    int day = 0;
};

std::optional<std::int64_t> midnight_of(day_parts const& of)
{
    std::chrono::year_month_day const date{
        std::chrono::year{of.year},
        std::chrono::month{static_cast<unsigned>(of.month)},
        std::chrono::day{static_cast<unsigned>(of.day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date}.time_since_epoch().count() * std::int64_t{86400};
}

/// By its first three letters, as some write it out.
template <std::size_t Count>
std::optional<int> place_of(std::string_view word, std::array<std::string_view, Count> const& names)
{
    if (word.size() < 3) return std::nullopt;
    auto const found = std::ranges::find(names, lowered(word.substr(0, 3)));
    if (found == names.end()) return std::nullopt;
    return static_cast<int>(found - names.begin());
}

/// "2026", "26" (RFC 2822: from 1950 to 2049), "126" (years since 1900, a slip of old programs).
std::optional<int> year_of(std::string_view word)
{
    auto const year = parse_integer(word, 0, 9999);
    if (!year || word.size() < 2) return std::nullopt;
    if (word.size() == 2) return static_cast<int>(*year < 50 ? *year + 2000 : *year + 1900);
    if (word.size() == 3) return static_cast<int>(*year + 1900);
    return static_cast<int>(*year);
}

/// "04:28:44", "4:28": seconds since midnight.
std::optional<std::int64_t> clock_of(std::string_view word)
{
    auto const parts = split(word, ':');
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    auto const hour = parse_integer(parts[0], 0, 24);
    auto const minute = parse_integer(parts[1], 0, 59);
    auto const second =
        parts.size() == 3 ? parse_integer(parts[2], 0, 60) : std::optional<std::int64_t>{0};
    if (!hour || !minute || !second) return std::nullopt;
    return *hour * 3600 + *minute * 60 + *second;
}

/// "+0100", "+01:00", "EST", nothing: seconds east of Greenwich.
std::optional<std::int64_t> zone_of(std::string_view word)
{
    if (word.empty()) return 0;
    if (word.front() == '+' || word.front() == '-') {
        std::string digits{word.substr(1)};
        std::erase(digits, ':');
        auto const number = parse_integer(digits, 0, 9999);
        if (!number || digits.size() != 4) return std::nullopt;
        auto const length = *number / 100 * 3600 + *number % 100 * 60;
        return word.front() == '-' ? -length : length;
    }
    auto const* const found = std::ranges::find(zones, lowered(word), &zone_row::name);
    return found == zones.end() ? 0 : found->hours * std::int64_t{3600};
}

/// Without comments (in brackets) and with commas and dashes as blanks, for "21-Nov-2026" too.
std::vector<std::string> words_of(std::string_view text)
{
    std::string plain;
    int depth = 0;
    for (char const c : text.substr(0, 200)) {
        if (c == '(') ++depth;
        bool const blank = depth > 0 || c == ',' || c == '\t' || c == '\n' || c == '\r';
        if (c == ')' && depth > 0) --depth;
        plain.push_back(blank ? ' ' : c);
    }
    std::vector<std::string> words;
    for (auto const word : split(plain, ' '))
        words.emplace_back(word);
    return words;
}

struct calendar_parts {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<std::chrono::seconds> time;
    unsigned weekday = 0;
};

calendar_parts calendar_of(std::int64_t unix_seconds)
{
    // 0000-01-01 and the end of 9999.
    constexpr std::int64_t least = -62167219200;
    constexpr std::int64_t most = 253402300799;
    std::chrono::sys_seconds const at{std::chrono::seconds{std::clamp(unix_seconds, least, most)}};
    auto const day = std::chrono::floor<std::chrono::days>(at);
    return {
        .date = std::chrono::year_month_day{day},
        .time = std::chrono::hh_mm_ss{at - day},
        .weekday = std::chrono::weekday{day}.c_encoding()};
}

std::string capitalised(std::string_view word)
{
    std::string out{word};
    out.front() = static_cast<char>(out.front() - ('a' - 'A'));
    return out;
}

}  // namespace

std::optional<std::int64_t> parse_rfc3339(std::string_view text)
{
    auto const year = take_digits(text, 4, "-", 9999);
    if (!year) return std::nullopt;
    auto const month = take_digits(text, 2, "-", 12);
    if (!month) return std::nullopt;
    auto const day = take_digits(text, 2, "", 31);
    if (!day) return std::nullopt;
    auto const midnight = midnight_of({.year = *year, .month = *month, .day = *day});
    if (!midnight || text.empty()) return midnight;
    if (text.front() != 'T' && text.front() != 't' && text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
    auto const hour = take_digits(text, 2, ":", 23);
    if (!hour) return std::nullopt;
    auto const minute = take_digits(text, 2, ":", 59);
    if (!minute) return std::nullopt;
    auto const second = take_digits(text, 2, "", 60);
    if (!second) return std::nullopt;
    skip_fraction(text);
    auto const zone = take_zone(text);
    if (!zone) return std::nullopt;
    return *midnight + *hour * 3600 + *minute * 60 + *second - *zone;
}

std::optional<std::int64_t> parse_rfc822(std::string_view text)
{
    auto words = words_of(text);
    if (!words.empty() && place_of(words.front(), weekday_names)) words.erase(words.begin());
    // "21-Nov-2026" is one word.
    if (!words.empty() && std::ranges::count(words.front(), '-') == 2) {
        auto const date = words.front();
        words.erase(words.begin());
        auto const parts = split(date, '-');
        words.insert(words.begin(), parts.begin(), parts.end());
    }
    if (words.size() < 3) return std::nullopt;
    auto const day = parse_integer(words[0], 1, 31);
    auto const month = place_of(words[1], month_names);
    auto const year = year_of(words[2]);
    if (!day || !month || !year) return std::nullopt;
    auto const midnight =
        midnight_of({.year = *year, .month = *month + 1, .day = static_cast<int>(*day)});
    if (!midnight || words.size() == 3) return midnight;
    auto const clock = clock_of(words[3]);
    auto const zone = zone_of(words.size() > 4 ? words[4] : "");
    if (!clock || !zone) return std::nullopt;
    return *midnight + *clock - *zone;
}

std::string format_rfc3339(std::int64_t unix_seconds)
{
    auto const at = calendar_of(unix_seconds);
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        static_cast<int>(at.date.year()),
        static_cast<unsigned>(at.date.month()),
        static_cast<unsigned>(at.date.day()),
        at.time.hours().count(),
        at.time.minutes().count(),
        at.time.seconds().count());
}

std::string format_rfc822(std::int64_t unix_seconds)
{
    auto const at = calendar_of(unix_seconds);
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
        capitalised(weekday_names[at.weekday]),
        static_cast<unsigned>(at.date.day()),
        capitalised(month_names[static_cast<unsigned>(at.date.month()) - 1]),
        static_cast<int>(at.date.year()),
        at.time.hours().count(),
        at.time.minutes().count(),
        at.time.seconds().count());
}

}  // namespace bt
