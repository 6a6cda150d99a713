#pragma once

#include <bt/base/export.hpp>

#include <sys/socket.h>

#include <string>

namespace bt::net {

struct address {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] sockaddr const* get() const
    {
        return reinterpret_cast<sockaddr const*>(&storage);
    }
};

/// Whether nobody outside this machine or its own network can have this address: loopback, link
/// local, RFC 1918, RFC 4193, RFC 6598, unspecified; also as IPv4 inside IPv6.
[[nodiscard]] BT_API bool is_private(sockaddr const& where);
/// The same of an address in digits; false if it is none.
[[nodiscard]] BT_API bool is_private(std::string const& digits);

}  // namespace bt::net
