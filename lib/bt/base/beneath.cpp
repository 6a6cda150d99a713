#include "beneath.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace bt {
namespace {

bool is_link(int fd)
{
    struct stat facts {};
    return ::fstat(fd, &facts) == 0 && S_ISLNK(facts.st_mode);
}

/// The next name of a path; false, with errno, for one that may lead up.
bool take_name(std::string const& path, std::size_t& at, std::string& name)
{
    auto const slash = path.find('/', at);
    auto const end = slash == std::string::npos ? path.size() : slash;
    name = path.substr(at, end - at);
    at = slash == std::string::npos ? path.size() : slash + 1;
    if (name != ".." && !(name.empty() && at <= 1)) return true;
    errno = EXDEV;
    return false;
}

}  // namespace

unique_fd open_beneath_without_links(int folder, std::string const& path, int flags, unsigned mode)
{
    unique_fd above;
    std::size_t at = 0;
    std::string name;
    if (path.empty()) errno = ENOENT;
    while (at < path.size()) {
        if (!take_name(path, at, name)) return {};
        bool const last = at >= path.size();
        auto const from = above ? above.get() : folder;
        unique_fd next{::openat(
            from,
            name.empty() ? "." : name.c_str(),
            (last ? flags : O_PATH | O_CLOEXEC) | O_NOFOLLOW,
            mode)};
        if (!next) return {};
        if (is_link(next.get())) {
            errno = ELOOP;
            return {};
        }
        above = std::move(next);
    }
    return above;
}

unique_fd open_beneath(int folder, std::string const& path, int flags, links follow, unsigned mode)
{
    std::uint64_t const no_links = follow == links::refused ? RESOLVE_NO_SYMLINKS : 0;
    open_how const how{
        .flags = static_cast<unsigned>(flags),
        .mode = mode,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | no_links};
    // EAGAIN: somebody renamed a folder meanwhile, and the kernel is not sure.
    for (int tries = 0; tries < 16; ++tries) {
        auto const fd = ::syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how);
        if (fd >= 0) return unique_fd{static_cast<int>(fd)};
        if (errno != EAGAIN && errno != EINTR) break;
    }
    if (errno == ENOSYS || errno == EPERM)
        return open_beneath_without_links(folder, path, flags, mode);
    return {};
}

}  // namespace bt
