#pragma once

#include <bt/control/value.hpp>

#include <string>

namespace bt_ctl {

/// An event as a line for people: when, what, which torrent, and what else it says.
[[nodiscard]] std::string line_of(bt::control::value const& event);
/// The same as tab-separated values: time, kind, torrent, name, and the rest as JSON.
[[nodiscard]] std::string values_of(bt::control::value const& event);

}  // namespace bt_ctl
