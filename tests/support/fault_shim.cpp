// Preloaded into a tool, fails the one operation on files that a test asks for, or ends the process
// just before it. Every operation that can run out of room, break or be interrupted counts:
//   BT_FAULT_ROOT   what is at or below this folder counts; without it nothing does
//   BT_FAULT_NAME   of these, the paths that have this in them
//   BT_FAULT_KINDS  of open (to write or create), write, fsync, rename, mkdir, unlink; all if unset
//   BT_FAULT_N      which of them fails, from 1
//   BT_FAULT_ERRNO  with what, by name; EIO if unset
//   BT_FAULT_STAYS  set: so do all after it
//   BT_FAULT_KILL   set: SIGKILL instead
//   BT_FAULT_LOG    gets a line for each: "KIND PATH", and "! KIND PATH" for what fails
// Nothing else of the project is linked to it, so that it goes under any program.

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

/// The function of that name which would have been called without this one.
template <class Function>
Function* next(char const* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string_view environment(char const* name)
{
    auto const* const value = std::getenv(name);
    return value == nullptr ? std::string_view{} : value;
}

struct named_errno {
    std::string_view name;
    int value;
};

constexpr std::array errnos{
    named_errno{"EIO", EIO},
    named_errno{"ENOSPC", ENOSPC},
    named_errno{"EINTR", EINTR},
    named_errno{"EDQUOT", EDQUOT},
    named_errno{"EROFS", EROFS},
    named_errno{"EMFILE", EMFILE},
};

int errno_asked_for()
{
    auto const asked = environment("BT_FAULT_ERRNO");
    if (asked.empty()) return EIO;
    for (auto const& each : errnos)
        if (each.name == asked) return each.value;
    (void)std::fprintf(stderr, "fault shim: BT_FAULT_ERRNO is of no name that it knows\n");
    std::_Exit(EXIT_FAILURE);
}

int open_log()
{
    auto const* const path = std::getenv("BT_FAULT_LOG");
    if (path == nullptr) return -1;
    constexpr int out_of_the_way = 200;
    int const fd =
        next<decltype(::open)>("open")(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    int const moved = ::fcntl(fd, F_DUPFD_CLOEXEC, out_of_the_way);
    ::close(fd);
    return moved;
}

/// Read once, and never destroyed: threads may outlive main.
struct plan {
    std::string_view root = environment("BT_FAULT_ROOT");
    std::string_view name = environment("BT_FAULT_NAME");
    std::string_view kinds = environment("BT_FAULT_KINDS");
    long nth = std::atol(std::string{environment("BT_FAULT_N")}.c_str());
    int error = errno_asked_for();
    bool stays = !environment("BT_FAULT_STAYS").empty();
    bool kills = !environment("BT_FAULT_KILL").empty();
    int log = open_log();

    [[nodiscard]] bool concerns(std::string_view kind, std::string_view path) const
    {
        return !root.empty() && path.starts_with(root)
            && (path.size() == root.size() || path[root.size()] == '/')
            && path.find(name) != std::string_view::npos
            && (kinds.empty() || kinds.find(kind) != std::string_view::npos);
    }
};

plan const& asked()
{
    static plan const read;
    return read;
}

class kept_errno {
public:
    kept_errno() = default;
    kept_errno(kept_errno const&) = delete;
    kept_errno& operator=(kept_errno const&) = delete;
    ~kept_errno() { errno = before_; }

private:
    int before_ = errno;
};

std::string path_of(int fd)
{
    kept_errno const kept;
    std::array<char, PATH_MAX> target{};
    auto const link = "/proc/self/fd/" + std::to_string(fd);
    auto const size = ::readlink(link.c_str(), target.data(), target.size());
    return {target.data(), size < 0 ? 0 : static_cast<std::size_t>(size)};
}

std::string path_at(int folder, char const* path)
{
    kept_errno const kept;
    std::filesystem::path const given{path};
    if (given.is_absolute()) return given.lexically_normal().native();
    std::error_code ignored;
    std::filesystem::path const from =
        folder == AT_FDCWD ? std::filesystem::current_path(ignored).native() : path_of(folder);
    return (from / given).lexically_normal().native();
}

/// Counts, and tells whether this is the one; errno says how it fails.
bool fails(std::string_view kind, std::string const& path)
{
    static std::atomic<long> seen{0};
    auto const& what = asked();
    if (!what.concerns(kind, path)) return false;
    auto const now = ++seen;
    bool const fault = now == what.nth || (what.stays && what.nth > 0 && now > what.nth);
    if (what.log >= 0) {
        kept_errno const kept;
        auto const line = (fault ? "! " : "") + std::string{kind} + " " + path + "\n";
        (void)!next<decltype(::write)>("write")(what.log, line.data(), line.size());
    }
    if (fault && what.kills) ::kill(::getpid(), SIGKILL);
    if (fault) errno = what.error;
    return fault;
}

bool fails(std::string_view kind, int fd)
{
    return !asked().root.empty() && fails(kind, path_of(fd));
}

bool fails(std::string_view kind, int folder, char const* path)
{
    return !asked().root.empty() && path != nullptr && fails(kind, path_at(folder, path));
}

/// One operation, wherever it leads.
bool rename_fails(int from_folder, char const* from, int to_folder, char const* to)
{
    auto const& what = asked();
    if (what.root.empty()) return false;
    auto const source = path_at(from_folder, from);
    return fails("rename", what.concerns("rename", source) ? source : path_at(to_folder, to));
}

constexpr bool may_write(std::uint64_t flags)
{
    return (flags & O_PATH) == 0
        && ((flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0);
}

bool open_fails(int folder, char const* path, int flags)
{
    return may_write(static_cast<unsigned>(flags)) && fails("open", folder, path);
}

}  // namespace

// libtorrent, SQLite and libstdc++ call these as do we, so their names are those of the C library,
// and the parameters what it declares. What follows the dots is read even where nothing was passed,
// as the C library's own syscall() does.
extern "C" {
#pragma GCC visibility push(default)

int open(char const* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    auto const mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_fails(AT_FDCWD, path, flags) ? -1 : next<decltype(open)>("open")(path, flags, mode);
}

int open64(char const* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    auto const mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_fails(AT_FDCWD, path, flags) ? -1
                                             : next<decltype(open64)>("open64")(path, flags, mode);
}

int openat(int folder, char const* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    auto const mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_fails(folder, path, flags)
        ? -1
        : next<decltype(openat)>("openat")(folder, path, flags, mode);
}

int openat64(int folder, char const* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    auto const mode = va_arg(rest, mode_t);
    va_end(rest);
    return open_fails(folder, path, flags)
        ? -1
        : next<decltype(openat64)>("openat64")(folder, path, flags, mode);
}

int creat(char const* path, mode_t mode)
{
    return fails("open", AT_FDCWD, path) ? -1 : next<decltype(creat)>("creat")(path, mode);
}

long syscall(long number, ...) noexcept
{
    std::array<long, 6> word{};
    va_list rest;
    va_start(rest, number);
    for (auto& each : word)
        each = va_arg(rest, long);
    va_end(rest);
    auto const fd = [&](std::size_t at) { return static_cast<int>(word.at(at)); };
    auto const path = [&](std::size_t at) { return reinterpret_cast<char const*>(word.at(at)); };
    if (number == SYS_openat2 && may_write(reinterpret_cast<open_how const*>(word[2])->flags)
        && fails("open", fd(0), path(1)))
        return -1;
    if (number == SYS_renameat2 && rename_fails(fd(0), path(1), fd(2), path(3))) return -1;
    return next<decltype(syscall)>("syscall")(
        number, word[0], word[1], word[2], word[3], word[4], word[5]);
}

ssize_t write(int fd, void const* bytes, std::size_t size)
{
    return fails("write", fd) ? -1 : next<decltype(write)>("write")(fd, bytes, size);
}

ssize_t writev(int fd, iovec const* parts, int count)
{
    return fails("write", fd) ? -1 : next<decltype(writev)>("writev")(fd, parts, count);
}

ssize_t pwrite(int fd, void const* bytes, std::size_t size, off_t at)
{
    return fails("write", fd) ? -1 : next<decltype(pwrite)>("pwrite")(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, void const* bytes, std::size_t size, off64_t at)
{
    return fails("write", fd) ? -1 : next<decltype(pwrite64)>("pwrite64")(fd, bytes, size, at);
}

ssize_t pwritev(int fd, iovec const* parts, int count, off_t at)
{
    return fails("write", fd) ? -1 : next<decltype(pwritev)>("pwritev")(fd, parts, count, at);
}

ssize_t pwritev64(int fd, iovec const* parts, int count, off64_t at)
{
    return fails("write", fd) ? -1 : next<decltype(pwritev64)>("pwritev64")(fd, parts, count, at);
}

ssize_t pwritev2(int fd, iovec const* parts, int count, off_t at, int flags)
{
    return fails("write", fd) ? -1
                              : next<decltype(pwritev2)>("pwritev2")(fd, parts, count, at, flags);
}

int ftruncate(int fd, off_t size) noexcept
{
    return fails("write", fd) ? -1 : next<decltype(ftruncate)>("ftruncate")(fd, size);
}

int ftruncate64(int fd, off64_t size) noexcept
{
    return fails("write", fd) ? -1 : next<decltype(ftruncate64)>("ftruncate64")(fd, size);
}

int fallocate(int fd, int mode, off_t from, off_t size)
{
    return fails("write", fd) ? -1 : next<decltype(fallocate)>("fallocate")(fd, mode, from, size);
}

int fallocate64(int fd, int mode, off64_t from, off64_t size)
{
    return fails("write", fd) ? -1
                              : next<decltype(fallocate64)>("fallocate64")(fd, mode, from, size);
}

int posix_fallocate(int fd, off_t from, off_t size)
{
    return fails("write", fd) ? errno
                              : next<decltype(posix_fallocate)>("posix_fallocate")(fd, from, size);
}

int posix_fallocate64(int fd, off64_t from, off64_t size)
{
    return fails("write", fd)
        ? errno
        : next<decltype(posix_fallocate64)>("posix_fallocate64")(fd, from, size);
}

int fsync(int fd)
{
    return fails("fsync", fd) ? -1 : next<decltype(fsync)>("fsync")(fd);
}

int fdatasync(int fd)
{
    return fails("fsync", fd) ? -1 : next<decltype(fdatasync)>("fdatasync")(fd);
}

int rename(char const* from, char const* to) noexcept
{
    return rename_fails(AT_FDCWD, from, AT_FDCWD, to) ? -1
                                                      : next<decltype(rename)>("rename")(from, to);
}

int renameat(int from_folder, char const* from, int to_folder, char const* to) noexcept
{
    return rename_fails(from_folder, from, to_folder, to)
        ? -1
        : next<decltype(renameat)>("renameat")(from_folder, from, to_folder, to);
}

int renameat2(
    int from_folder, char const* from, int to_folder, char const* to, unsigned flags) noexcept
{
    return rename_fails(from_folder, from, to_folder, to)
        ? -1
        : next<decltype(renameat2)>("renameat2")(from_folder, from, to_folder, to, flags);
}

int link(char const* from, char const* to) noexcept
{
    return rename_fails(AT_FDCWD, from, AT_FDCWD, to) ? -1 : next<decltype(link)>("link")(from, to);
}

int linkat(int from_folder, char const* from, int to_folder, char const* to, int flags) noexcept
{
    return rename_fails(from_folder, from, to_folder, to)
        ? -1
        : next<decltype(linkat)>("linkat")(from_folder, from, to_folder, to, flags);
}

int mkdir(char const* path, mode_t mode) noexcept
{
    return fails("mkdir", AT_FDCWD, path) ? -1 : next<decltype(mkdir)>("mkdir")(path, mode);
}

int mkdirat(int folder, char const* path, mode_t mode) noexcept
{
    return fails("mkdir", folder, path) ? -1
                                        : next<decltype(mkdirat)>("mkdirat")(folder, path, mode);
}

int unlink(char const* path) noexcept
{
    return fails("unlink", AT_FDCWD, path) ? -1 : next<decltype(unlink)>("unlink")(path);
}

int unlinkat(int folder, char const* path, int flags) noexcept
{
    return fails("unlink", folder, path)
        ? -1
        : next<decltype(unlinkat)>("unlinkat")(folder, path, flags);
}

#pragma GCC visibility pop
}
