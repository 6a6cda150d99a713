#include "folder.hpp"

#include <bt/base/beneath.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <utility>

namespace bt::disk {
namespace {

constexpr int to_enter = O_PATH | O_DIRECTORY | O_CLOEXEC;

struct split_path {
    std::string folders;  ///< empty: the save path itself
    std::string name;
};

split_path split(std::string const& file)
{
    auto const slash = file.rfind('/');
    if (slash == std::string::npos) return {{}, file};
    return {file.substr(0, slash), file.substr(slash + 1)};
}

bool is_absolute(std::string const& file)
{
    return file.starts_with('/');
}

bool is_plain_name(std::string_view name)
{
    return !name.empty() && name != "." && name != "..";
}

/// Enters one folder after the other, and makes those that are not there.
unique_fd make_beneath(unique_fd from, std::string_view folders)
{
    while (!folders.empty()) {
        auto const slash = folders.find('/');
        std::string const name{folders.substr(0, slash)};
        folders = slash == std::string_view::npos ? std::string_view{} : folders.substr(slash + 1);
        if (!is_plain_name(name)) {
            errno = EXDEV;
            return {};
        }
        if (::mkdirat(from.get(), name.c_str(), 0777) != 0 && errno != EEXIST) return {};
        unique_fd next{::openat(from.get(), name.c_str(), to_enter | O_NOFOLLOW)};
        // With O_DIRECTORY a link is no folder before it is a link.
        struct stat facts {};
        if (!next && errno == ENOTDIR
            && ::fstatat(from.get(), name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0)
            errno = S_ISLNK(facts.st_mode) ? ELOOP : ENOTDIR;
        if (!next) return {};
        from = std::move(next);
    }
    return from;
}

/// No name of it leads up.
bool leads_down(std::string_view path)
{
    while (!path.empty()) {
        auto const slash = path.find('/');
        if (path.substr(0, slash) == "..") {
            errno = EXDEV;
            return false;
        }
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return true;
}

}  // namespace

folder::folder(std::string path)
    : path_{std::move(path)}
{
}

unique_fd folder::root() const
{
    return unique_fd{::open(path_.empty() ? "." : path_.c_str(), to_enter)};
}

folder::place folder::find(std::string const& file) const
{
    auto [folders, name] = split(file);
    if (!is_plain_name(name)) {
        errno = EXDEV;
        return {};
    }
    if (is_absolute(file))
        return {unique_fd{::open((folders + "/").c_str(), to_enter)}, std::move(name)};
    auto above = root();
    if (above && !folders.empty())
        above = open_beneath(above.get(), folders, to_enter, links::refused);
    return {std::move(above), std::move(name)};
}

folder::place folder::make(std::string const& file) const
{
    if (auto there = find(file); there || errno != ENOENT) return there;
    auto [folders, name] = split(file);
    std::error_code reason;
    std::filesystem::create_directories(is_absolute(file) ? folders : path_, reason);
    if (reason) {
        errno = reason.value();
        return {};
    }
    if (is_absolute(file)) return find(file);
    auto above = root();
    if (above) above = make_beneath(std::move(above), folders);
    return {std::move(above), std::move(name)};
}

unique_fd folder::open(std::string const& file, int flags) const
{
    // A pipe must not hold the thread up; whether it is a file is seen afterwards.
    auto const how = flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    if (!is_absolute(file) && (flags & O_CREAT) == 0) {
        auto const from = root();
        return from ? open_beneath(from.get(), file, how, links::refused) : unique_fd{};
    }
    auto const there = (flags & O_CREAT) != 0 ? make(file) : find(file);
    if (!there) return {};
    return unique_fd{::openat(there.above.get(), there.name.c_str(), how, 0666)};
}

bool folder::can_hold(std::string_view file)
{
    if (file.starts_with('/')) return is_plain_name(file.substr(file.rfind('/') + 1));
    for (;;) {
        auto const slash = file.find('/');
        if (!is_plain_name(file.substr(0, slash))) return false;
        if (slash == std::string_view::npos) return true;
        file.remove_prefix(slash + 1);
    }
}

bool folder::rename(place const& from, place const& to, bool replace)
{
    auto const done = [&](unsigned how) {
        return ::renameat2(
                   from.above.get(), from.name.c_str(), to.above.get(), to.name.c_str(), how)
            == 0;
    };
    if (replace) return done(0);
    if (done(RENAME_NOREPLACE)) return true;
    // A file system that cannot promise it, such as NFS.
    if (errno != EINVAL && errno != ENOSYS) return false;
    struct stat facts {};
    if (::fstatat(to.above.get(), to.name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return false;
    }
    return errno == ENOENT && done(0);
}

unique_fd folder::open_to_read(std::string const& file) const
{
    auto const from = root();
    if (!from || !leads_down(file)) return {};
    return unique_fd{
        ::openat(from.get(), file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
}

bool folder::look_through(std::string const& file, struct stat& facts) const
{
    auto const from = root();
    return from && leads_down(file) && ::fstatat(from.get(), file.c_str(), &facts, 0) == 0;
}

bool folder::can_write(std::string const& file) const
{
    struct stat facts {};
    if (look(file, facts)) {
        errno = S_ISLNK(facts.st_mode) ? ELOOP : 0;
        auto const there = find(file);
        return errno == 0 && there
            && ::faccessat(there.above.get(), there.name.c_str(), W_OK, AT_EACCESS) == 0;
    }
    if (errno != ENOENT) return false;
    // The innermost folder that is there is where something would be made.
    for (auto above = split(file).folders; !above.empty(); above = split(above).folders)
        if (auto const there = find(above);
            there && ::faccessat(there.above.get(), there.name.c_str(), F_OK, 0) == 0)
            return ::faccessat(there.above.get(), there.name.c_str(), W_OK, AT_EACCESS) == 0;
    auto const from = root();
    return from ? ::faccessat(from.get(), ".", W_OK, AT_EACCESS) == 0 : errno == ENOENT;
}

bool folder::look(std::string const& file, struct stat& facts) const
{
    auto const there = find(file);
    return there
        && ::fstatat(there.above.get(), there.name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0;
}

void folder::prune(std::string const& file) const
{
    if (is_absolute(file)) return;
    for (auto above = split(file).folders; !above.empty(); above = split(above).folders) {
        auto const there = find(above);
        if (!there || ::unlinkat(there.above.get(), there.name.c_str(), AT_REMOVEDIR) != 0) return;
    }
}

}  // namespace bt::disk
