#include "listening.hpp"

#include <bt/base/text.hpp>
#include <bt/session/alerts/words.hpp>

#include <libtorrent/address.hpp>

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <limits>
#include <optional>

namespace bt::session {
namespace {

bool listens(int fd)
{
    int answer = 0;
    socklen_t size = sizeof answer;
    return ::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &answer, &size) == 0 && answer != 0;
}

/// Nothing of what is no socket, or none of the Internet.
std::optional<std::string> address_of(int fd)
{
    sockaddr_storage found{};
    socklen_t size = sizeof found;
    if (::getsockname(fd, reinterpret_cast<sockaddr*>(&found), &size) != 0) return std::nullopt;
    if (found.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &found, sizeof v4);
        return text_of(lt::address{lt::address_v4{ntohl(v4.sin_addr.s_addr)}}, ntohs(v4.sin_port));
    }
    if (found.ss_family != AF_INET6) return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &found, sizeof v6);
    lt::address_v6::bytes_type bytes{};
    std::copy_n(std::begin(v6.sin6_addr.s6_addr), bytes.size(), bytes.begin());
    return text_of(lt::address{lt::address_v6{bytes, v6.sin6_scope_id}}, ntohs(v6.sin6_port));
}

}  // namespace

std::vector<std::string> tcp_listeners()
{
    std::vector<std::string> out;
    std::error_code reason;
    for (auto const& each : std::filesystem::directory_iterator{"/proc/self/fd", reason}) {
        auto const fd =
            parse_integer(each.path().filename().string(), 0, std::numeric_limits<int>::max());
        if (!fd || !listens(static_cast<int>(*fd))) continue;
        if (auto address = address_of(static_cast<int>(*fd))) out.push_back(std::move(*address));
    }
    return out;
}

}  // namespace bt::session
