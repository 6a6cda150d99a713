#pragma once

#include <bt/base/export.hpp>

#include <string>
#include <string_view>

namespace bt {

/// The same for all names that differ in case or in Unicode form (NFC, NFD) alone. Names that are
/// not UTF-8 are alike in the case of ASCII letters.
[[nodiscard]] BT_API std::string fold_name(std::string_view name);

}  // namespace bt
