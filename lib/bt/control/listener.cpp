#include "listener.hpp"

#include <bt/base/error.hpp>
#include <bt/control/address.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <utility>

namespace bt::control {
namespace {

sockaddr const* plain(socket_address const& address)
{
    return reinterpret_cast<sockaddr const*>(&address.get());
}

unique_fd new_socket()
{
    return unique_fd{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
}

/// Whether a process holds the socket there, even one that is too busy to take us.
bool is_answered(socket_address const& address)
{
    auto const tried = new_socket();
    return tried
        && (::connect(tried.get(), plain(address), sizeof address.get()) == 0 || errno == EAGAIN);
}

std::optional<ino_t> inode_of(std::string const& path)
{
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0 || !S_ISSOCK(facts.st_mode)) return std::nullopt;
    return facts.st_ino;
}

bool bind_to(int fd, socket_address const& address)
{
    // The socket's mode is that of its descriptor when it is bound, less the umask.
    return ::fchmod(fd, 0600) == 0 && ::bind(fd, plain(address), sizeof address.get()) == 0;
}

}  // namespace

listener::listener(std::string path)
    : path_{std::move(path)}
{
    constexpr int waiting_clients = 64;
    constexpr std::string_view doing = "make control socket";
    socket_address const address{path_};
    fd_ = new_socket();
    if (!fd_) fail_errno(exit_code::io, doing, path_);
    // Two that find the same dead socket must not remove each other's new one.
    std::filesystem::path const whole{path_};
    auto const folder = whole.has_parent_path() ? whole.parent_path().string() : ".";
    unique_fd const turn{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!turn || ::flock(turn.get(), LOCK_EX) != 0) fail_errno(exit_code::io, doing, path_);
    if (!bind_to(fd_.get(), address)) {
        if (errno != EADDRINUSE) fail_errno(exit_code::io, doing, path_);
        if (!inode_of(path_))
            fail(
                exit_code::refused, doing, path_, std::string_view{"there is a file of that name"});
        if (is_answered(address))
            fail(exit_code::busy, doing, path_, std::string_view{"another process answers there"});
        if (::unlink(path_.c_str()) != 0 || !bind_to(fd_.get(), address))
            fail_errno(exit_code::io, doing, path_);
    }
    inode_ = inode_of(path_);
    if (::listen(fd_.get(), waiting_clients) != 0) fail_errno(exit_code::io, doing, path_);
}

listener::listener(unique_fd inherited)
    : fd_{std::move(inherited)}
{
}

listener::~listener()
{
    if (inode_ && inode_of(path_) == inode_) ::unlink(path_.c_str());
}

}  // namespace bt::control
