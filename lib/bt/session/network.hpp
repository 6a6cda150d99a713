#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>

#include <libtorrent/settings_pack.hpp>

#include <cstdint>

namespace bt::session {

/// The settings of a session for these options: the base profile, the preset, the options, and
/// last what --set asks for. Throws error(usage) for a setting that is unknown or out of range.
[[nodiscard]] BT_API lt::settings_pack network_settings(network_options const& options);

/// libtorrent's listen_interfaces for these options: "0.0.0.0:6881,[::]:6881".
[[nodiscard]] BT_API std::string listen_interfaces(network_options const& options);

/// A rate as libtorrent takes it, of sessions and of torrents; 0 is no limit.
[[nodiscard]] int limit_of(std::int64_t bytes_per_second);

}  // namespace bt::session
