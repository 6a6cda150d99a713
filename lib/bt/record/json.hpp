#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// JSON as text, written straight into a line: no tree is built, so a record of a million files
/// costs no more memory than its line.
namespace bt::record::json {

/// A quoted string. Bytes that are not UTF-8 become U+FFFD.
BT_API void append_string(std::string& out, std::string_view bytes);
BT_API void append_integer(std::string& out, std::int64_t value);
/// The shortest form that reads back equal; null for what JSON cannot say (NaN, infinity).
BT_API void append_number(std::string& out, double value);
/// Seconds since 1970 with exactly three decimals.
BT_API void append_time(std::string& out, double unix_seconds);

}  // namespace bt::record::json
