#include "date.hpp"

#include <bt/base/clock.hpp>
#include <bt/base/date.hpp>
#include <bt/base/text.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <chrono>
#include <limits>

namespace bt::cli {

std::optional<date_choice> parse_date(std::string_view text)
{
    if (text == "none") return date_choice{};
    if (text == "now") return date_choice{.now = true, .unix_seconds = {}};
    std::optional<std::int64_t> at;
    if (text.starts_with('@'))
        at = bt::parse_integer(text.substr(1), 0, std::numeric_limits<std::int64_t>::max());
    else
        at = bt::parse_rfc3339(text);
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
