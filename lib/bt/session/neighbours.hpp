#pragma once

#include <bt/base/network.hpp>

#include <libtorrent/session.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// How a session enters the DHT by the nodes it is told of. One given by its address becomes the
/// start of the routing table; one given by name is asked when there is nobody else to ask, and,
/// as libtorrent has it, never remembered.
namespace bt::session {

[[nodiscard]] bool is_address(std::string const& host);

/// libtorrent takes a routing table only as the DHT starts, and only once there are sockets. So a
/// session with a table to begin with starts without a DHT, and start_dht comes after.
[[nodiscard]] bool starts_without_dht(network_options const& network);
void start_dht(lt::session& engine, network_options const& network);

/// A node that was started after us did not hear us: while no node is known, those we were told
/// of are asked again.
class persistence {
public:
    explicit persistence(std::vector<host_and_port> nodes)
        : nodes_{std::move(nodes)}
    {
    }

    void look(lt::session& engine, std::int64_t known);

private:
    std::vector<host_and_port> nodes_;
    std::chrono::steady_clock::time_point next_ =
        std::chrono::steady_clock::now() + std::chrono::seconds{2};
};

}  // namespace bt::session
