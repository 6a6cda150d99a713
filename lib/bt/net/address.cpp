#include "address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstdint>
#include <cstring>

namespace bt::net {
namespace {

bool is_private_v4(std::uint32_t bits)
{
    auto const in = [bits](std::uint32_t network, unsigned prefix) {
        return (bits ^ network) >> (32U - prefix) == 0;
    };
    return in(0x00000000, 8) || in(0x0A000000, 8) || in(0x64400000, 10) || in(0x7F000000, 8)
        || in(0xA9FE0000, 16) || in(0xAC100000, 12) || in(0xC0A80000, 16);
}

bool is_private_v6(in6_addr const& bits)
{
    if (IN6_IS_ADDR_V4MAPPED(&bits)) {
        std::uint32_t v4 = 0;
        std::memcpy(&v4, bits.s6_addr + 12, sizeof v4);
        return is_private_v4(ntohl(v4));
    }
    return IN6_IS_ADDR_LOOPBACK(&bits) || IN6_IS_ADDR_UNSPECIFIED(&bits)
        || IN6_IS_ADDR_LINKLOCAL(&bits) || (bits.s6_addr[0] & 0xFEU) == 0xFC;
}

}  // namespace

bool is_private(sockaddr const& where)
{
    if (where.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &where, sizeof v4);
        return is_private_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (where.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &where, sizeof v6);
        return is_private_v6(v6.sin6_addr);
    }
    return false;
}

bool is_private(std::string const& digits)
{
    in_addr v4{};
    if (::inet_pton(AF_INET, digits.c_str(), &v4) == 1) return is_private_v4(ntohl(v4.s_addr));
    in6_addr v6{};
    return ::inet_pton(AF_INET6, digits.c_str(), &v6) == 1 && is_private_v6(v6);
}

}  // namespace bt::net
