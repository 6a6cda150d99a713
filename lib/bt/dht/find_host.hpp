#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/dht/search.hpp>

#include <chrono>
#include <stop_token>
#include <vector>

namespace bt::dht {

/// The addresses of a host, with its port; none if they are not found in time, or if a stop is
/// asked for. Blocks for no longer than `within`, of which 0 is no limit.
[[nodiscard]] BT_API std::vector<endpoint>
find_host(host_and_port const& host, std::chrono::milliseconds within, std::stop_token const& stop);

}  // namespace bt::dht
