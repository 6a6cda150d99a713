#pragma once

#include <bt/base/export.hpp>

#include <libtorrent/settings_pack.hpp>

#include <string_view>

namespace bt::session {

/// What the session of every tool starts from: libtorrent's defaults but for what 2.0.8 needs.
[[nodiscard]] BT_API lt::settings_pack base_settings();

/// What suits lib/bt/disk, before presets and what the user says.
BT_API void set_up_own_disk(lt::settings_pack& settings);

/// Puts the values of a preset over it: default, seedbox or low-memory. Throws error(usage) for
/// another name.
BT_API void apply_preset(std::string_view name, lt::settings_pack& into);

}  // namespace bt::session
