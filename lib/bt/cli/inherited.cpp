#include "inherited.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <limits>
#include <optional>
#include <string_view>

namespace bt::cli {
namespace {

std::optional<std::int64_t> number_in(char const* variable)
{
    auto const* const text = std::getenv(variable);
    if (text == nullptr) return std::nullopt;
    return parse_integer(text, 0, std::numeric_limits<int>::max());
}

bool has_option(int fd, int option, int wanted)
{
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(fd, SOL_SOCKET, option, &value, &size) == 0 && value == wanted;
}

}  // namespace

unique_fd take_inherited_socket()
{
    constexpr int first = 3;
    auto const pid = number_in("LISTEN_PID");
    auto const count = number_in("LISTEN_FDS");
    if (!pid || *pid != ::getpid() || !count || *count == 0) return {};
    for (auto const* const name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"})
        ::unsetenv(name);
    auto const refuse = [](std::string_view why) {
        fail(exit_code::usage, "take sockets", "of the service manager", why);
    };
    if (*count > 1) refuse("there are several, and one is wanted");
    bool const is_right = has_option(first, SO_DOMAIN, AF_UNIX)
        && has_option(first, SO_TYPE, SOCK_STREAM) && has_option(first, SO_ACCEPTCONN, 1);
    if (!is_right) refuse("it is no Unix stream socket that listens");
    ::fcntl(first, F_SETFD, FD_CLOEXEC);
    return unique_fd{first};
}

}  // namespace bt::cli
