#pragma once

#include <bt/base/export.hpp>

#include <string_view>
#include <vector>

namespace bt {

/// Whether it is a URL with one of these schemes and a host, without spaces and control
/// characters.
[[nodiscard]] BT_API bool
is_url(std::string_view text, std::vector<std::string_view> const& schemes);

}  // namespace bt
