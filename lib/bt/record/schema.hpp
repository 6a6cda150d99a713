#pragma once

#include <bt/base/export.hpp>

#include <string>

namespace bt::record {

/// JSON Schema (2020-12) of every line of every kind, pretty-printed, ending in a newline.
[[nodiscard]] BT_API std::string schema();

}  // namespace bt::record
