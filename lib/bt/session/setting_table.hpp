#pragma once

#include <bt/base/export.hpp>

#include <libtorrent/settings_pack.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace bt::session {

struct setting_value {
    int setting = 0;  ///< libtorrent's index
    std::variant<std::string, int, bool> value;
};

/// A checked "NAME=VALUE" of --set. Truth values are true, false, yes, no, on, off, 1 or 0.
/// Whole numbers are in the setting's own unit; bytes may be sizes (16K, 4M), times durations
/// (90s, 2h), and enumerated values libtorrent's words. Throws error(usage): unknown name, wrong
/// type, out of range, or one that the session must choose itself.
[[nodiscard]] BT_API setting_value parse_setting(std::string_view name_equals_value);

BT_API void apply(setting_value const& what, lt::settings_pack& into);

}  // namespace bt::session
