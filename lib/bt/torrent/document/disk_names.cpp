#include "disk_names.hpp"

#include <bt/torrent/document/clean_name.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

namespace bt::torrent {
namespace {

std::uint64_t hash_of(std::string_view text)
{
    return std::hash<std::string_view>{}(text);
}

std::string_view parent_of(std::string_view path)
{
    auto const slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string joined(std::string_view folder, std::string_view rest)
{
    if (folder.empty()) return std::string{rest};
    return fmt::format("{}/{}", folder, rest);
}

/// "a/b.txt" and 2 make "a/b.2.txt".
std::string numbered(std::string_view path, int number)
{
    auto const name = parent_of(path).size();
    auto const dot = path.rfind('.');
    auto const end = dot != std::string_view::npos && dot > name + 1 ? dot : path.size();
    return fmt::format("{}.{}{}", path.substr(0, end), number, path.substr(end));
}

}  // namespace

void clash_detector::add(found_file const& file)
{
    if (file.is_pad) return;
    files_.push_back(hash_of(file.path));
    auto folder = parent_of(file.path);
    if (folder == last_folder_) return;
    last_folder_ = folder;
    for (; !folder.empty(); folder = parent_of(folder))
        folders_.push_back(hash_of(folder));
}

bool clash_detector::found()
{
    std::ranges::sort(files_);
    if (std::ranges::adjacent_find(files_) != files_.end()) return true;
    return std::ranges::any_of(
        folders_, [&](auto each) { return std::ranges::binary_search(files_, each); });
}

std::map<std::int64_t, std::string> settle_clashes(every_file const& files)
{
    std::unordered_set<std::string> taken;
    files([&](found_file const& file) {
        if (file.is_pad) return;
        auto folder = parent_of(file.path);
        while (!folder.empty() && taken.emplace(folder).second)
            folder = parent_of(folder);
    });
    std::map<std::int64_t, std::string> renamed;
    int tries = 0;
    files([&](found_file const& file) {
        if (file.is_pad || taken.insert(file.path).second) return;
        for (int number = 1;; ++number) {
            if (++tries > 100) throw refusal{"too many files have the same name"};
            auto path = numbered(file.path, number);
            if (!taken.insert(path).second) continue;
            renamed.emplace(file.index, std::move(path));
            return;
        }
    });
    return renamed;
}

link_targets::link_targets(every_file const& files, std::string folder)
    : folder_{std::move(folder)}
{
    files([&](found_file const& file) {
        if (file.is_pad) return;
        paths_.insert(file.path);
        auto above = parent_of(file.path);
        while (!above.empty() && paths_.emplace(above).second)
            above = parent_of(above);
    });
    files([&](found_file const& file) {
        if (!file.is_link) return;
        std::string target;
        for (auto const element : file.link)
            if (element != "." && element != "..") append_clean_name(target, element);
        // BEP 47 counts from the torrent's folder; some count from the link's.
        auto from_top = joined(folder_, target);
        auto from_link = joined(parent_of(file.path), target);
        bool const beside = !paths_.contains(from_top) && paths_.contains(from_link);
        links_.emplace(file.path, beside ? std::move(from_link) : std::move(from_top));
    });
}

bool link_targets::leads_somewhere(std::string path) const
{
    std::set<std::string> passed;
    for (std::size_t end = 0; end != std::string::npos;) {
        end = path.find('/', end == 0 ? 0 : end + 1);
        auto part = path.substr(0, end);
        auto const link = links_.find(part);
        if (link == links_.end()) {
            if (!paths_.contains(part)) return false;
            continue;
        }
        if (end == std::string::npos) break;
        // Each link once, so that a ring ends; and no more of them than Linux follows.
        if (passed.size() == 40 || !passed.insert(std::move(part)).second) return false;
        path = link->second + path.substr(end);
        end = 0;
    }
    return paths_.contains(path);
}

std::string link_targets::of(found_file const& link) const
{
    auto const& target = links_.at(link.path);
    return leads_somewhere(target) ? target : link.path;
}

}  // namespace bt::torrent
