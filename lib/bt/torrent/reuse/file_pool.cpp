#include "file_pool.hpp"

#include <algorithm>

namespace bt::torrent {
namespace {

std::string_view name_in(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

/// Components that two paths have in common, from the last one up.
std::size_t common_end(std::string_view one, std::string_view other)
{
    for (std::size_t count = 0;; ++count) {
        if (name_in(one) != name_in(other)) return count;
        auto const a = one.rfind('/');
        auto const b = other.rfind('/');
        if (a == std::string_view::npos || b == std::string_view::npos) return count + 1;
        one = one.substr(0, a);
        other = other.substr(0, b);
    }
}

}  // namespace

void file_pool::add(std::string path, file_stamp const& stamp)
{
    auto& named = by_size_[stamp.size].unhashed[std::string{name_in(path)}];
    named.insert({.path = std::move(path), .is = {stamp.device, stamp.inode}});
}

file_pool::candidates::const_iterator
file_pool::most_alike(candidates const& among, std::string_view path)
{
    return std::ranges::max_element(
        among, {}, [path](candidate const& each) { return common_end(each.path, path); });
}

std::optional<std::string> file_pool::called_like(std::int64_t size, std::string_view path) const
{
    auto const of_size = by_size_.find(size);
    if (of_size == by_size_.end()) return std::nullopt;
    auto const named = of_size->second.unhashed.find(name_in(path));
    if (named == of_size->second.unhashed.end()) return std::nullopt;
    return most_alike(named->second, path)->path;
}

std::optional<file_pool::candidate> file_pool::take_next(files_of_size& from, std::string_view path)
{
    if (from.unhashed.empty()) return std::nullopt;
    auto named = from.unhashed.find(name_in(path));
    bool const is_called_so = named != from.unhashed.end();
    if (!is_called_so) named = from.unhashed.begin();
    auto const chosen = is_called_so ? most_alike(named->second, path) : named->second.cbegin();
    auto taken = *chosen;
    named->second.erase(chosen);
    if (named->second.empty()) from.unhashed.erase(named);
    return taken;
}

std::optional<std::string>
file_pool::with_root(std::int64_t size, std::string_view path, sha256_digest const& root)
{
    // Many files of one size are seldom the same one.
    constexpr int most_tries = 8;
    auto const found = by_size_.find(size);
    if (found == by_size_.end()) return std::nullopt;
    auto& files = found->second;
    for (int tries = 0; tries < most_tries && !files.by_root.contains(root);) {
        auto const next = take_next(files, path);
        if (!next) break;
        if (!files.hashed.insert(next->is).second) continue;
        ++tries;
        if (auto const is = root_of_(next->path)) files.by_root.emplace(*is, next->path);
    }
    auto const same = files.by_root.find(root);
    return same == files.by_root.end() ? std::nullopt : std::optional{same->second};
}

}  // namespace bt::torrent
