#include "select_files.hpp"

#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/base/text.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <fmt/format.h>
#include <libtorrent/file_storage.hpp>

#include <algorithm>
#include <limits>
#include <string_view>

namespace bt::torrent {
namespace {

std::optional<std::int64_t> parse_index(std::string_view text)
{
    if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return parse_integer(text, 0, std::numeric_limits<std::int32_t>::max());
}

/// A glob that matches a folder stands for all that is in it.
bool matches_below(std::string_view glob, std::string_view path)
{
    for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1))
        if (glob_matches_path(glob, path.substr(0, end))) return true;
    return glob_matches_path(glob, path);
}

/// By the path below the torrent's folder, or with that folder in front.
bool matches(std::string_view glob, std::string_view path)
{
    if (glob.size() > 1 && glob.ends_with('/')) glob.remove_suffix(1);
    auto const slash = path.find('/');
    auto const below = slash == std::string_view::npos ? path : path.substr(slash + 1);
    // Names that are meant as they are may hold what a glob would take for its own.
    if (path == glob || below == glob) return true;
    return matches_below(glob, below)
        || (slash != std::string_view::npos && glob_matches(glob, path));
}

}  // namespace

std::optional<file_pattern> parse_file_pattern(std::string text)
{
    if (text.empty()) return std::nullopt;
    file_pattern pattern{.text = text, .first = parse_index(text)};
    if (pattern.first) {
        pattern.last = *pattern.first;
        return pattern;
    }
    auto const dash = text.find('-');
    if (dash == std::string::npos) return pattern;
    auto const from = parse_index(std::string_view{text}.substr(0, dash));
    auto const to = parse_index(std::string_view{text}.substr(dash + 1));
    if (!from || !to) return pattern;
    if (*to < *from) return std::nullopt;
    pattern.first = from;
    pattern.last = *to;
    return pattern;
}

file_selector::file_selector(std::vector<file_pattern> const& patterns)
    : patterns_{&patterns}
    , used_(patterns.size())
{
}

bool file_selector::take(std::int64_t index, std::string_view path)
{
    bool taken = patterns_->empty();
    for (std::size_t i = 0; i < patterns_->size(); ++i) {
        auto const& pattern = (*patterns_)[i];
        bool const hit = pattern.first ? index >= *pattern.first && index <= pattern.last
                                       : matches(pattern.text, path);
        if (!hit) continue;
        taken = true;
        used_[i] = true;
    }
    return taken;
}

void file_selector::require_all(std::string_view name) const
{
    auto const idle = std::ranges::find(used_, false);
    if (idle == used_.end()) return;
    auto const& pattern = (*patterns_)[static_cast<std::size_t>(idle - used_.begin())];
    fail(
        exit_code::not_found,
        "select files of",
        name,
        pattern.first ? fmt::format("no file has the index {}", pattern.text)
                      : fmt::format("no path matches {}", pattern.text));
}

std::vector<bool> select_files(metainfo const& what, std::vector<file_pattern> const& patterns)
{
    auto const& files = what.get().params.ti->files();
    std::vector<bool> selected(static_cast<std::size_t>(files.num_files()), patterns.empty());
    file_selector selector{patterns};
    for (auto const index : files.file_range()) {
        auto const at = static_cast<std::size_t>(static_cast<int>(index));
        selected[at] = !files.pad_file_at(index)
            && (patterns.empty()
                || selector.take(static_cast<std::int64_t>(at), files.file_path(index)));
    }
    selector.require_all(what.name());
    return selected;
}

}  // namespace bt::torrent
