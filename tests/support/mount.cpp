#include "mount.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace bt::test {
namespace {

/// False with an errno if this process may not.
bool have_own_mounts()
{
    static bool const own = ::unshare(CLONE_NEWNS) == 0
        && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    return own;
}

}  // namespace

memory_disk::memory_disk(std::string at, std::string const& options)
    : at_{std::move(at)}
{
    std::filesystem::create_directories(at_);
    if (::geteuid() != 0)
        trouble_ = "needs root to mount a file system";
    else if (!have_own_mounts() || ::mount("tmpfs", at_.c_str(), "tmpfs", 0, options.c_str()) != 0)
        trouble_ = "cannot mount a tmpfs here: " + std::generic_category().message(errno);
}

memory_disk::~memory_disk()
{
    if (trouble_.empty()) ::umount2(at_.c_str(), MNT_DETACH);
}

bool memory_disk::set_options(std::string const& options)
{
    return ::mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, options.c_str()) == 0;
}

bool memory_disk::make_read_only()
{
    return ::mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

}  // namespace bt::test
