#pragma once

#include <bt/base/export.hpp>
#include <bt/record/lint_finding.hpp>
#include <bt/torrent/document/document.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace bt::torrent {

/// How much a finding matters: an error breaks the torrent for some client or loses a file, a
/// warning may surprise, a notice is worth knowing.
enum class severity { notice, warning, error };

[[nodiscard]] BT_API std::string_view name_of(severity level);
[[nodiscard]] BT_API std::optional<severity> parse_severity(std::string_view name);

/// A row of the table of rules; the manual is made of it.
struct lint_rule {
    std::string_view name;
    severity level;
    int bep;               ///< 0: none says so
    std::string_view doc;  ///< a sentence without a full stop
};

[[nodiscard]] BT_API std::span<lint_rule const> lint_rules();

/// Tells each rule that the torrent breaks, once, in the order of the table. `now` is the time in
/// Unix seconds, for dates in the future.
BT_API void lint(
    document const& what,
    std::int64_t now,
    std::function<void(record::lint_finding const&, severity)> const& tell);

}  // namespace bt::torrent
