#include "link_between.hpp"

#include <vector>

namespace bt {
namespace {

/// The names of a path; none for one that is empty, absolute or leads up.
std::vector<std::string_view> names_of(std::string_view path)
{
    std::vector<std::string_view> names;
    while (!path.empty()) {
        auto const slash = path.find('/');
        auto const name = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
        if (name.empty() || name == "." || name == "..") return {};
        names.push_back(name);
    }
    return names;
}

}  // namespace

std::optional<std::string> link_between(std::string_view link, std::string_view target)
{
    auto const from = names_of(link);
    auto const to = names_of(target);
    if (from.size() < 2 || to.size() < 2 || from.front() != to.front()) return std::nullopt;
    std::size_t common = 0;
    while (common + 1 < from.size() && common + 1 < to.size() && from[common] == to[common])
        ++common;
    std::string out;
    for (auto left = from.size() - 1; left > common; --left)
        out += "../";
    for (auto at = common; at < to.size(); ++at) {
        out += to[at];
        if (at + 1 < to.size()) out += '/';
    }
    return out;
}

}  // namespace bt
