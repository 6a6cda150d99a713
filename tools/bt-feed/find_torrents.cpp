#include "find_torrents.hpp"

#include <bt/base/error.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace bt_feed {
namespace {

namespace fs = std::filesystem;

bool is_torrent_name(fs::path const& path)
{
    return path.extension() == ".torrent" && !path.filename().native().starts_with('.');
}

void look_into(
    fs::path const& folder, fs::path const& below, bool recursive, std::vector<found_torrent>& out)
{
    std::error_code reason;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at{folder, reason}; !reason && at != fs::directory_iterator{};
         at.increment(reason))
        entries.push_back(*at);
    if (reason) bt::fail(bt::exit_code::bad_input, "read folder", folder.native(), reason);
    std::ranges::sort(entries, {}, [](auto const& each) { return each.path().filename(); });
    for (auto const& each : entries) {
        auto const name = each.path().filename();
        std::error_code ignored;
        bool const is_folder = each.is_directory(ignored) && !each.is_symlink(ignored);
        if (is_folder && recursive && !name.native().starts_with('.'))
            look_into(each.path(), below / name, recursive, out);
        else if (each.is_regular_file(ignored) && is_torrent_name(name))
            out.push_back({.path = each.path(), .below = below / name});
    }
}

}  // namespace

std::vector<found_torrent> find_torrents(std::vector<std::string> const& inputs, bool recursive)
{
    std::vector<found_torrent> out;
    for (auto const& each : inputs) {
        std::error_code ignored;
        if (fs::is_directory(each, ignored))
            look_into(each, {}, recursive, out);
        else
            out.push_back({.path = each, .below = fs::path{each}.filename()});
    }
    return out;
}

}  // namespace bt_feed
