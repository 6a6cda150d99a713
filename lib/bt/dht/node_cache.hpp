#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/search.hpp>

#include <chrono>
#include <string>
#include <vector>

/// Nodes of earlier runs, so that the next one is in the DHT within a round trip. A text file:
/// ADDRESS:PORT, the id in hex and the second in which it last answered, a node a line.
namespace bt::dht {

struct cached_node {
    contact node;
    std::chrono::system_clock::time_point seen;
};

/// Those seen within the last week, the latest first; none of a file that is absent, cannot be
/// read or is of another kind: it is a cache.
[[nodiscard]] BT_API std::vector<cached_node>
load_nodes(std::string const& path, std::chrono::system_clock::time_point now);

/// Adds the nodes that answered now to what is there by now, under a lock, for other runs do the
/// same. Throws error(no_output), and error(io) if the lock cannot be had.
BT_API void save_nodes(
    std::string const& path,
    std::vector<contact> const& good,
    std::chrono::system_clock::time_point now);

}  // namespace bt::dht
