#pragma once

#include <bt/base/export.hpp>

#include <span>
#include <string_view>

namespace bt::session {

/// One setting of a preset, as --set would be given it.
struct preset_row {
    std::string_view preset;
    std::string_view name;
    std::string_view value;
    std::string_view doc;  ///< why
};

/// The rows of all presets, those of one together. The preset "default" has none.
[[nodiscard]] BT_API std::span<preset_row const> presets() noexcept;

}  // namespace bt::session
