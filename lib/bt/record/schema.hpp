#pragma once

#include <bt/base/export.hpp>

#include <string>

namespace bt::record {

/// JSON Schema (2020-12) of every line of every kind, pretty-printed, ending in a newline.
[[nodiscard]] BT_API std::string schema();

/// The same for each kind by itself, with the parts that it has inside: one document after another,
/// each ending in a newline, with its file's name as "$id".
[[nodiscard]] BT_API std::string schemas_of_kinds();

}  // namespace bt::record
