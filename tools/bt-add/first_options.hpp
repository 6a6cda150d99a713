#pragma once

#include <array>
#include <string_view>

namespace bt_add {

/// What --help shows.
inline constexpr std::array<std::string_view, 15> first_options{
    "--dir",
    "--file",
    "--list",
    "--metadata-only",
    "--output",
    "--cat",
    "--tar",
    "--input",
    "--deadline",
    "--ratio",
    "--exec",
    "--session",
    "--down",
    "--json",
    "--quiet"};

}  // namespace bt_add
