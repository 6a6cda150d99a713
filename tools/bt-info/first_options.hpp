#pragma once

#include <array>
#include <string_view>

namespace bt_info {

/// What --help shows.
inline constexpr std::array<std::string_view, 14> first_options{
    "--files",
    "--tree",
    "--trackers",
    "--magnet",
    "--field",
    "--file",
    "--sort",
    "--raw",
    "--lint",
    "--diff",
    "--scrape",
    "--check-web-seeds",
    "--input",
    "--json"};

}  // namespace bt_info
