#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bt::cli {

/// What -D says: "none", "now", "@epoch", or RFC 3339 such as 2026-11-21T04:28:44Z.
struct date_choice {
    bool now = false;
    std::optional<std::int64_t> unix_seconds;

    /// Seconds since 1970 by now; nothing for "none".
    [[nodiscard]] std::optional<std::int64_t> seconds() const;
};

/// Nothing for what is none of these.
[[nodiscard]] std::optional<date_choice> parse_date(std::string_view text);

/// -D/--date of the tools that write torrents.
CLI::Option* add_date(CLI::App& app, std::optional<date_choice>& into, std::string doc);

}  // namespace bt::cli
