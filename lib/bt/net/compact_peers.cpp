#include "compact_peers.hpp"

#include <bt/base/text.hpp>

#include <arpa/inet.h>

#include <array>

namespace bt::net {
namespace {

constexpr std::size_t port_bytes = 2;

void add(std::string& into, void const* address, std::size_t size, std::int64_t port)
{
    into.append(static_cast<char const*>(address), size);
    into += static_cast<char>(port >> 8);
    into += static_cast<char>(port & 0xff);
}

}  // namespace

compact_peers compact(std::vector<std::string> const& endpoints)
{
    compact_peers out;
    for (auto const& each : endpoints) {
        auto const colon = each.rfind(':');
        if (colon == std::string::npos) continue;
        auto const port = parse_integer(std::string_view{each}.substr(colon + 1), 0, 65535);
        auto host = each.substr(0, colon);
        if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
        in_addr v4{};
        in6_addr v6{};
        if (!port) continue;
        if (::inet_pton(AF_INET, host.c_str(), &v4) == 1)
            add(out.v4, &v4, sizeof v4, *port);
        else if (::inet_pton(AF_INET6, host.c_str(), &v6) == 1)
            add(out.v6, &v6, sizeof v6, *port);
    }
    return out;
}

bool read_compact(std::vector<host_and_port>& into, std::string_view bytes, address_family of)
{
    bool const is_v4 = of == address_family::v4;
    auto const size = is_v4 ? sizeof(in_addr) : sizeof(in6_addr);
    auto const each = size + port_bytes;
    if (bytes.size() % each != 0) return false;
    for (std::size_t at = 0; at < bytes.size(); at += each) {
        std::array<char, INET6_ADDRSTRLEN> text{};
        auto const* const address = bytes.data() + at;
        ::inet_ntop(is_v4 ? AF_INET : AF_INET6, address, text.data(), text.size());
        auto const byte = [&](std::size_t i) {
            return static_cast<int>(static_cast<unsigned char>(bytes[at + size + i]));
        };
        into.push_back({text.data(), byte(0) * 256 + byte(1)});
    }
    return true;
}

}  // namespace bt::net
