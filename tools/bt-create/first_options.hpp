#pragma once

#include <array>
#include <string_view>

namespace bt_create {

/// What --help shows.
inline constexpr std::array<std::string_view, 14> first_options{
    "--output",
    "--announce",
    "--web-seed",
    "--private",
    "--meta",
    "--piece-length",
    "--name",
    "--comment",
    "--source",
    "--exclude",
    "--magnet",
    "--dry-run",
    "--force",
    "--json"};

}  // namespace bt_create
