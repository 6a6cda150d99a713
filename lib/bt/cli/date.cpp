#include "date.hpp"

#include <bt/base/clock.hpp>
#include <bt/base/text.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <chrono>
#include <limits>

namespace bt::cli {
namespace {

/// Takes digits from the front of `text`, and the sign that must follow them, if any.
std::optional<int>
take(std::string_view& text, std::size_t digits, std::string_view follows, int most)
{
    auto const number = bt::parse_integer(text.substr(0, digits), 0, most);
    if (!number || text.size() < digits || text.substr(0, digits).find('-') == 0)
        return std::nullopt;
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
    auto const hours = take(text, 2, ":", 23);
    if (!hours) return std::nullopt;
    auto const minutes = take(text, 2, "", 59);
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

std::optional<std::int64_t> parse_rfc3339(std::string_view text)
{
    namespace chr = std::chrono;
    auto const year = take(text, 4, "-", 9999);
    if (!year) return std::nullopt;
    auto const month = take(text, 2, "-", 12);
    if (!month) return std::nullopt;
    auto const day = take(text, 2, "", 31);
    if (!day) return std::nullopt;
    chr::year_month_day const date{
        chr::year{*year},
        chr::month{static_cast<unsigned>(*month)},
        chr::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    std::int64_t const midnight = chr::sys_days{date}.time_since_epoch().count() * 86400LL;
    if (text.empty()) return midnight;
    if (text.front() != 'T' && text.front() != 't' && text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
    auto const hour = take(text, 2, ":", 23);
    if (!hour) return std::nullopt;
    auto const minute = take(text, 2, ":", 59);
    if (!minute) return std::nullopt;
    auto const second = take(text, 2, "", 60);
    if (!second) return std::nullopt;
    skip_fraction(text);
    auto const zone = take_zone(text);
    if (!zone) return std::nullopt;
    return midnight + *hour * 3600 + *minute * 60 + *second - *zone;
}

}  // namespace

std::optional<date_choice> parse_date(std::string_view text)
{
    if (text == "none") return date_choice{};
    if (text == "now") return date_choice{.now = true, .unix_seconds = {}};
    std::optional<std::int64_t> at;
    if (text.starts_with('@'))
        at = bt::parse_integer(text.substr(1), 0, std::numeric_limits<std::int64_t>::max());
    else
        at = parse_rfc3339(text);
    if (!at || *at < 0) return std::nullopt;
    return date_choice{.now = false, .unix_seconds = at};
}

std::optional<std::int64_t> date_choice::seconds() const
{
    if (!now) return unix_seconds;
    return std::chrono::duration_cast<std::chrono::seconds>(
               system_clock{}.wall().time_since_epoch())
        .count();
}

CLI::Option* add_date(CLI::App& app, std::optional<date_choice>& into, std::string doc)
{
    return app
        .add_option_function<std::string>(
            "-D,--date",
            [&into](std::string const& text) { into = parse_date(text); },
            std::move(doc))
        ->type_name("date")
        ->check([](std::string const& text) {
            if (parse_date(text)) return std::string{};
            return fmt::format("'{}' is not none, now, @SECONDS or a date of RFC 3339", text);
        });
}

}  // namespace bt::cli
