#pragma once

#include <array>
#include <string_view>

namespace bt_edit {

/// What --help shows.
inline constexpr std::array<std::string_view, 14> first_options{
    "--announce",
    "--replace-announce",
    "--remove-announce",
    "--web-seed",
    "--comment",
    "--name",
    "--private",
    "--source",
    "--allow-new-infohash",
    "--dry-run",
    "--output",
    "--input",
    "--force",
    "--json"};

}  // namespace bt_edit
