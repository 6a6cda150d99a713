#include "file_rules.hpp"

#include <bt/base/glob.hpp>
#include <bt/base/text.hpp>

#include <algorithm>

namespace bt::torrent {

void file_rules::include(std::string glob)
{
    rules_.push_back({std::move(glob), true});
}

void file_rules::exclude(std::string glob)
{
    rules_.push_back({std::move(glob), false});
}

file_rules::state file_rules::enter(std::string_view path, state above) const
{
    for (auto i = static_cast<std::ptrdiff_t>(rules_.size()) - 1; i > above.rule; --i) {
        auto const& each = rules_[static_cast<std::size_t>(i)];
        std::string_view glob{each.glob};
        // "build/" is what people write for a folder.
        if (glob.size() > 1 && glob.ends_with('/')) glob.remove_suffix(1);
        if (glob_matches_path(glob, path)) return {i, each.takes};
    }
    return {above.rule, false};
}

bool file_rules::takes(state at) const
{
    if (at.rule >= 0) return rules_[static_cast<std::size_t>(at.rule)].takes;
    return rules_.empty() || !rules_.front().takes;
}

bool file_rules::may_take_below(state at) const
{
    return takes(at)
        || std::any_of(rules_.begin() + at.rule + 1, rules_.end(), [](rule const& each) {
               return each.takes;
           });
}

std::vector<std::string> globs_of(std::string_view text)
{
    std::vector<std::string> globs;
    for (auto line : split(text, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty() && !line.starts_with('#')) globs.emplace_back(line);
    }
    return globs;
}

}  // namespace bt::torrent
