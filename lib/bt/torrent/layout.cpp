#include "layout.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <fmt/format.h>

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace bt::torrent {
namespace {

constexpr std::string_view doing = "create torrent from";

struct stat look_at(std::string const& path)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) fail_errno(exit_code::bad_input, doing, path);
    return facts;
}

file_stamp stamp_from(struct stat const& facts)
{
    constexpr std::int64_t billion = 1'000'000'000;
    return {
        .device = facts.st_dev,
        .inode = facts.st_ino,
        .size = facts.st_size,
        .mtime_ns = facts.st_mtim.tv_sec * billion + facts.st_mtim.tv_nsec,
        .ctime_ns = facts.st_ctim.tv_sec * billion + facts.st_ctim.tv_nsec};
}

std::vector<std::string> names_in(std::string const& folder)
{
    struct closer {
        void operator()(DIR* open) const { ::closedir(open); }
    };
    std::unique_ptr<DIR, closer> const open{::opendir(folder.c_str())};
    if (!open) fail_errno(exit_code::bad_input, doing, folder);
    std::vector<std::string> names;
    for (;;) {
        errno = 0;
        auto const* entry = ::readdir(open.get());
        if (entry == nullptr) break;
        std::string_view const name{entry->d_name};
        if (name != "." && name != "..") names.emplace_back(name);
    }
    if (errno != 0) fail_errno(exit_code::bad_input, doing, folder);
    std::ranges::sort(names);
    return names;
}

/// Collects files depth first; names of one folder in byte order make the whole list so.
class walker {
public:
    explicit walker(layout& into)
        : into_{&into}
    {
    }

    void visit(std::string const& path, struct stat const& facts)
    {
        if (S_ISDIR(facts.st_mode)) {
            enter(path, facts);
        } else if (S_ISREG(facts.st_mode)) {
            auto const stamp = stamp_from(facts);
            into_->files.push_back({path, components_, stamp, (facts.st_mode & S_IXUSR) != 0});
            into_->total_size += stamp.size;
        } else {
            fail(exit_code::bad_input, doing, path, "neither a file nor a folder");
        }
    }

private:
    void enter(std::string const& path, struct stat const& facts)
    {
        auto const self = std::pair{facts.st_dev, facts.st_ino};
        if (std::ranges::find(above_, self) != above_.end())
            fail(exit_code::bad_input, doing, path, "a symbolic link leads back to a folder above");
        above_.push_back(self);
        for (auto const& name : names_in(path)) {
            components_.push_back(name);
            auto const below = join_path(path, name);
            visit(below, look_at(below));
            components_.pop_back();
        }
        above_.pop_back();
    }

    layout* into_;
    std::vector<std::string> components_;
    std::vector<std::pair<dev_t, ino_t>> above_;
};

/// "." and "a/.." have no name of their own; what they lead to has.
std::string name_of(std::string const& path)
{
    std::unique_ptr<char, decltype(&std::free)> const real{
        ::realpath(path.c_str(), nullptr), &std::free};
    if (!real) fail_errno(exit_code::bad_input, doing, path);
    std::string_view const whole{real.get()};
    std::string_view typed{path};
    while (typed.size() > 1 && typed.ends_with('/'))
        typed.remove_suffix(1);
    auto const last = typed.substr(typed.find_last_of('/') + 1);
    // The name that was typed, when it is one: a link's own name, not its target's.
    if (!last.empty() && last != "." && last != "..") return std::string{last};
    return std::string{whole.substr(whole.find_last_of('/') + 1)};
}

}  // namespace

file_stamp stamp_of(std::string const& path)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) fail_errno(exit_code::io, "look at", path);
    return stamp_from(facts);
}

layout scan(std::string const& path)
{
    layout found;
    auto const facts = look_at(path);
    found.is_single_file = !S_ISDIR(facts.st_mode);
    found.name = name_of(path);
    if (found.name.empty()) fail(exit_code::bad_input, doing, path, "it has no name");
    walker{found}.visit(path, facts);
    if (found.files.empty()) fail(exit_code::bad_input, doing, path, "there are no files in it");
    if (found.total_size == 0)
        fail(exit_code::bad_input, doing, path, "there is no content, only empty files");
    return found;
}

}  // namespace bt::torrent
