#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Points in time as texts have them: seconds since 1970 by UTC, which may be before it.
namespace bt {

/// RFC 3339: "2026-11-21T04:28:44.5+01:00", the day alone, or with a space for the T.
[[nodiscard]] BT_API std::optional<std::int64_t> parse_rfc3339(std::string_view text);

/// RFC 822 with what mail and feeds made of it: "Sat, 21 Nov 2026 04:28:44 +0100"; the day of the
/// week, the seconds and the zone may be missing, the year may have two digits, the zone a name.
[[nodiscard]] BT_API std::optional<std::int64_t> parse_rfc822(std::string_view text);

/// "2026-11-21T04:28:44Z". Years beyond 0 to 9999 become the nearest of these.
[[nodiscard]] BT_API std::string format_rfc3339(std::int64_t unix_seconds);
/// "Sat, 21 Nov 2026 04:28:44 +0000".
[[nodiscard]] BT_API std::string format_rfc822(std::int64_t unix_seconds);

}  // namespace bt
