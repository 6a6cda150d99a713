#pragma once

#include <array>
#include <string_view>

namespace bt_ctl {

/// What --help shows beside the verbs.
inline constexpr std::array<std::string_view, 6> first_options{
    "--session", "--socket", "--state-dir", "--timeout", "--json", "--quiet"};

}  // namespace bt_ctl
