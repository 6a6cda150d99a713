#include "walker.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace bt::torrent {
namespace {

constexpr std::string_view doing = "create torrent from";

struct folder_closer {
    void operator()(DIR* open) const { ::closedir(open); }
};
using open_folder = std::unique_ptr<DIR, folder_closer>;

std::vector<std::string> names_in(DIR* open, std::string const& path)
{
    std::vector<std::string> names;
    for (;;) {
        errno = 0;
        auto const* entry = ::readdir(open);
        if (entry == nullptr) break;
        std::string_view const name{entry->d_name};
        if (name != "." && name != "..") names.emplace_back(name);
    }
    if (errno != 0) fail_errno(exit_code::bad_input, doing, path);
    std::ranges::sort(names);
    return names;
}

/// The components of a path with the dots taken out; false if it leads above its start.
bool normalise(std::string_view path, std::vector<std::string_view>& components)
{
    while (!path.empty()) {
        auto const end = std::min(path.find('/'), path.size());
        auto const part = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            components.push_back(part);
        } else {
            if (components.empty()) return false;
            components.pop_back();
        }
    }
    return true;
}

std::string joined(std::vector<std::string_view> const& components)
{
    std::string path;
    for (auto const& each : components) {
        if (!path.empty()) path += '/';
        path += each;
    }
    return path;
}

}  // namespace

std::string link_target(std::string_view link, std::string_view says)
{
    if (says.empty() || says.front() == '/') return {};
    std::vector<std::string_view> components;
    auto const folder_end = link.find_last_of('/');
    if (folder_end != std::string_view::npos && !normalise(link.substr(0, folder_end), components))
        return {};
    if (!normalise(says, components)) return {};
    return joined(components);
}

walker::walker(scan_request const& request, layout& into)
    : request_{&request}
    , into_{&into}
{
}

std::string_view walker::inside() const
{
    return inside_at_ < path_.size() ? std::string_view{path_}.substr(inside_at_)
                                     : std::string_view{};
}

void walker::walk(std::string const& path)
{
    path_ = path;
    inside_at_ = path.size() + (path.ends_with('/') ? 0 : 1);
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) fail_errno(exit_code::bad_input, doing, path);
    if (S_ISDIR(facts.st_mode)) {
        enter({AT_FDCWD, path_.c_str()}, facts, {});
    } else {
        inside_at_ = path.size();
        take(facts, {});
    }
}

void walker::walk_entry(std::string const& path, std::string const& name)
{
    path_ = path;
    while (path_.size() > 1 && path_.ends_with('/'))
        path_.pop_back();
    inside_at_ = path_.size() - name.size();
    struct stat facts {};
    if (::stat(path_.c_str(), &facts) != 0) fail_errno(exit_code::bad_input, doing, path);
    auto const state = request_->rules.enter(name, {});
    if (S_ISDIR(facts.st_mode))
        enter({AT_FDCWD, path_.c_str()}, facts, state);
    else
        take(facts, {});
}

void walker::walk_listed(std::string const& folder, std::string const& entry)
{
    std::vector<std::string_view> components;
    if (entry.starts_with('/') || !normalise(entry, components))
        fail(exit_code::bad_input, doing, entry, "it is outside the folder");
    // In the current folder there is no prefix to tell apart.
    path_ = folder == "." ? std::string{} : folder;
    if (!path_.empty() && !path_.ends_with('/')) path_ += '/';
    inside_at_ = path_.size();
    file_rules::state state;
    if (components.empty()) {
        path_ = folder;
        inside_at_ = folder == "." ? 2 : inside_at_;
        struct stat facts {};
        if (::stat(path_.c_str(), &facts) != 0) fail_errno(exit_code::bad_input, doing, path_);
        enter({AT_FDCWD, path_.c_str()}, facts, state);
        return;
    }
    for (std::size_t i = 0; i < components.size(); ++i) {
        if (i > 0) path_ += '/';
        path_ += components[i];
        if (i + 1 < components.size()) state = request_->rules.enter(inside(), state);
    }
    visit({AT_FDCWD, path_.c_str()}, state, true);
}

/// `is_named`: a list says so, which is enough for a name with a dot in front.
void walker::visit(place at, file_rules::state above, bool is_named)
{
    auto const state = request_->rules.enter(inside(), above);
    auto const name = inside().substr(inside().find_last_of('/') + 1);
    if (!request_->hidden && name.starts_with('.') && !is_named && !state.is_named) {
        ++into_->hidden;
        return;
    }
    struct stat facts {};
    bool const follows = request_->links == link_policy::follow;
    if (::fstatat(at.folder, at.name, &facts, follows ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
        fail_errno(exit_code::bad_input, doing, path_);
    bool const is_folder = S_ISDIR(facts.st_mode);
    if (is_folder ? !request_->rules.may_take_below(state) : !request_->rules.takes(state))
        ++into_->excluded;
    else if (is_folder)
        enter(at, facts, state);
    else if (S_ISLNK(facts.st_mode))
        visit_link(at, facts);
    else
        take(facts, {});
}

void walker::visit_link(place at, struct stat const& facts)
{
    if (request_->links == link_policy::skip) {
        ++into_->links;
        return;
    }
    std::array<char, PATH_MAX> says{};
    auto const length = ::readlinkat(at.folder, at.name, says.data(), says.size());
    if (length < 0) fail_errno(exit_code::bad_input, doing, path_);
    auto target = link_target(inside(), {says.data(), static_cast<std::size_t>(length)});
    if (target.empty())
        fail(exit_code::bad_input, doing, path_, "the symbolic link leads out of the folder");
    take(facts, std::move(target));
}

void walker::take(struct stat const& facts, std::string target)
{
    if (!S_ISREG(facts.st_mode) && target.empty())
        fail(exit_code::bad_input, doing, path_, "neither a file nor a folder");
    auto& file = into_->files.emplace_back(source_file{
        .path = path_,
        .inside_at = static_cast<std::uint32_t>(inside_at_),
        .is_executable = target.empty() && (facts.st_mode & S_IXUSR) != 0,
        .stamp = stamp_from(facts),
        .target = std::move(target)});
    into_->total_size += file.size();
}

void walker::enter(place at, struct stat const& facts, file_rules::state state)
{
    auto const self = std::pair{facts.st_dev, facts.st_ino};
    if (std::ranges::find(above_, self) != above_.end())
        fail(exit_code::bad_input, doing, path_, "a symbolic link leads back to a folder above");
    unique_fd fd{::openat(at.folder, at.name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!fd) fail_errno(exit_code::bad_input, doing, path_);
    open_folder const open{::fdopendir(fd.get())};
    if (!open) fail_errno(exit_code::bad_input, doing, path_);
    auto const folder = fd.release();
    above_.push_back(self);
    auto const length = path_.size();
    for (auto const& name : names_in(open.get(), path_)) {
        if (!path_.ends_with('/')) path_ += '/';
        path_ += name;
        visit({folder, name.c_str()}, state, false);
        path_.resize(length);
    }
    above_.pop_back();
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

file_stamp stamp_of(std::string const& path, bool of_link)
{
    struct stat facts {};
    if ((of_link ? ::lstat : ::stat)(path.c_str(), &facts) != 0)
        fail_errno(exit_code::io, "look at", path);
    return stamp_from(facts);
}

}  // namespace bt::torrent
