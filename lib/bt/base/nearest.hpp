#pragma once

#include <bt/base/export.hpp>

#include <span>
#include <string>
#include <string_view>

namespace bt {

/// The word that was probably meant: the one that the fewest letters put in, left out, changed or
/// swapped make of what was typed, at most one for three letters of it; else the only one that
/// begins so. Empty when there is none, as for less than three letters.
[[nodiscard]] BT_API std::string_view
nearest(std::string_view typed, std::span<std::string_view const> words);

/// The same as a hint, "did you mean list?"; empty when there is none.
[[nodiscard]] BT_API std::string
did_you_mean(std::string_view typed, std::span<std::string_view const> words);

}  // namespace bt
