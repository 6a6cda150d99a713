#pragma once

#include <bt/torrent/contents.hpp>
#include <bt/torrent/select_files.hpp>

#include <bt-add/options.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Which files are fetched, and which of them sooner.
namespace bt_add {

[[nodiscard]] bool is_pattern(std::string const& text);

/// "GLOB=N" or "INDEX=N" of --priority.
struct priority_rule {
    bt::torrent::file_pattern which;
    int level = 4;
};
[[nodiscard]] std::optional<priority_rule> parse_priority(std::string const& text);

/// Whether all files are fetched alike, so that the torrent need not be looked at.
[[nodiscard]] bool takes_all(options const& given, std::vector<std::int64_t> const& of_link);

/// The level of each file by index, 0 to 7; `of_link` are the indices that a magnet link selects
/// (BEP 53), unless the options say which. Throws error(not_found) for a pattern that matches none,
/// and where none is left to be fetched.
[[nodiscard]] std::vector<int> choose_files(
    bt::torrent::contents const& what,
    options const& given,
    std::vector<std::int64_t> const& of_link);

/// The pieces of --first-last with their level: the two ends of each file that is fetched.
[[nodiscard]] std::vector<std::pair<int, int>>
ends_of(bt::torrent::contents const& what, std::vector<int> const& levels);

}  // namespace bt_add
