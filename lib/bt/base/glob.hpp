#pragma once

#include <bt/base/export.hpp>

#include <string_view>

namespace bt {

/// Whether the whole of `path` matches: `*` and `?` stay within a folder, `**` crosses folders,
/// [a-z] and [!a-z] are one character, a backslash takes the next one as it is. Bytes and UTF-8
/// characters alone decide, never the locale. Takes at most length times length steps.
[[nodiscard]] BT_API bool glob_matches(std::string_view pattern, std::string_view path) noexcept;

/// The same with a pattern as people write it: without a slash it is matched against the last
/// component alone, with one against the whole path; a slash in front changes only that.
[[nodiscard]] BT_API bool
glob_matches_path(std::string_view pattern, std::string_view path) noexcept;

/// Whether all of `text` matches a pattern in which `*` is any bytes and everything else itself,
/// as suits URLs, where ? and [ are common. Takes at most length times length steps.
[[nodiscard]] BT_API bool
wildcard_matches(std::string_view pattern, std::string_view text) noexcept;

}  // namespace bt
