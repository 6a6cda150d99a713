#pragma once

#include <array>
#include <string_view>

namespace bt_verify {

/// What --help shows.
inline constexpr std::array<std::string_view, 10> first_options{
    "--dir",
    "--content",
    "--file",
    "--quick",
    "--fail-fast",
    "--pieces",
    "--threads",
    "--input",
    "--json",
    "--quiet"};

}  // namespace bt_verify
