#pragma once

#include <bt/base/export.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace bt {

/// What a symbolic link at `link` must say to lead to `target` (BEP 47); both are paths below one
/// folder, and begin with the torrent's own. Nothing for a target outside that.
[[nodiscard]] BT_API std::optional<std::string>
link_between(std::string_view link, std::string_view target);

}  // namespace bt
