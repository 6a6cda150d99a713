#pragma once

#include <array>
#include <string_view>

namespace bt_seed {

/// What --help shows.
inline constexpr std::array<std::string_view, 15> first_options{
    "--dir",
    "--create",
    "--trust",
    "--ratio",
    "--until-seeds",
    "--idle",
    "--max-time",
    "--publish",
    "--session",
    "--watch",
    "--port",
    "--up",
    "--input",
    "--json",
    "--quiet"};

}  // namespace bt_seed
