#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Peers as trackers write them: an address and two bytes of a port each.
namespace bt::net {

struct compact_peers {
    std::string v4;  ///< 6 bytes each (BEP 23)
    std::string v6;  ///< 18 bytes each (BEP 7)
};

/// Of "1.2.3.4:6881" and "[::1]:6881"; anything else is left out.
[[nodiscard]] BT_API compact_peers compact(std::vector<std::string> const& endpoints);

enum class address_family { v4, v6 };
/// Adds them; false, and nothing is added, if the bytes are no multiple of what a peer takes.
[[nodiscard]] BT_API bool
read_compact(std::vector<host_and_port>& into, std::string_view bytes, address_family of);

}  // namespace bt::net
