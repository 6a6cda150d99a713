#include "rewrite.hpp"

#include <bt/base/error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>

namespace bt {
namespace {

constexpr mode_t permissions = 07777;

/// Where a link leads to; any other path is good as it is.
std::string without_links(std::string const& path, std::string_view doing)
{
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) == 0 && !S_ISLNK(facts.st_mode)) return path;
    std::unique_ptr<char, decltype(&std::free)> const real{
        ::realpath(path.c_str(), nullptr), &std::free};
    if (!real) fail_errno(exit_code::bad_input, doing, path);
    return real.get();
}

/// The group matters for who may read it; the owner can be kept by root alone.
void keep_owner(int fd, struct stat const& of)
{
    if (::fchown(fd, of.st_uid, of.st_gid) == 0) return;
    (void)(::fchown(fd, static_cast<uid_t>(-1), of.st_gid) == 0);
}

}  // namespace

rewritten_file::rewritten_file(std::string path, read_request const& how)
    : path_{std::move(path)}
    , real_{without_links(path_, how.doing)}
{
    do {
        open(how);
        // A file system without locks is no reason not to edit.
        while (::flock(fd_.get(), LOCK_EX) != 0 && errno == EINTR) {
        }
    } while (!is_still_there());
    if (::access(real_.c_str(), W_OK) != 0) fail_errno(exit_code::no_output, "write", path_);
    bytes_ = read_descriptor(fd_.get(), path_, how);
}

void rewritten_file::open(read_request const& how)
{
    // A pipe without a writer would keep open() waiting.
    fd_ = unique_fd{::open(real_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    if (!fd_ || ::fstat(fd_.get(), &facts_) != 0)
        fail_errno(exit_code::bad_input, how.doing, path_);
    if (S_ISDIR(facts_.st_mode))
        fail(
            exit_code::bad_input,
            how.doing,
            path_,
            std::error_code{EISDIR, std::generic_category()});
    if (!S_ISREG(facts_.st_mode))
        fail(exit_code::no_output, "write", path_, "it is not a regular file");
}

/// Another may have put a new file there while this one waited for the lock of the old.
bool rewritten_file::is_still_there() const
{
    struct stat now {};
    return ::stat(real_.c_str(), &now) != 0
        || (now.st_dev == facts_.st_dev && now.st_ino == facts_.st_ino);
}

void rewritten_file::replace(std::string_view bytes)
{
    new_file next{real_, {.replace = true, .mode = 0600}};
    if (!write_all(next.fd(), bytes)) fail_errno(exit_code::no_output, "write", path_);
    keep_owner(next.fd(), facts_);
    if (::fchmod(next.fd(), facts_.st_mode & permissions) != 0)
        fail_errno(exit_code::no_output, "write", path_);
    struct stat now {};
    bool const same = ::stat(real_.c_str(), &now) == 0 && now.st_dev == facts_.st_dev
        && now.st_ino == facts_.st_ino && now.st_size == facts_.st_size
        && now.st_mtim.tv_sec == facts_.st_mtim.tv_sec
        && now.st_mtim.tv_nsec == facts_.st_mtim.tv_nsec;
    if (!same) fail(exit_code::no_output, "write", path_, "somebody else has changed it meanwhile");
    next.commit();
}

}  // namespace bt
