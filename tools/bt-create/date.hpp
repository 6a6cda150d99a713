#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bt_create {

/// What -D says: "none", "now", "@epoch", or RFC 3339 such as 2026-11-21T04:28:44Z.
struct date_choice {
    bool now = false;
    std::optional<std::int64_t> unix_seconds;
};

/// Nothing for what is none of these.
[[nodiscard]] std::optional<date_choice> parse_date(std::string_view text);

}  // namespace bt_create
