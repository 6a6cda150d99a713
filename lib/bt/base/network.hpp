#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt {

/// A host name or address with a port; IPv6 addresses stand without brackets here.
struct host_and_port {
    std::string host;
    int port = 0;
    friend bool operator==(host_and_port const&, host_and_port const&) = default;
};

/// Both ends belong to it.
struct port_range {
    int first = 0;
    int last = 0;
};

/// What a user asks of a network session, in plain values: the command line fills it, the session
/// turns it into libtorrent's settings.
struct network_options {
    /// "ADDR:PORT" or "DEVICE:PORT" each; empty leaves it to port and interfaces.
    std::vector<host_and_port> listen;
    std::optional<int> port;
    std::vector<std::string> interfaces;
    /// Everything stays on loopback or a closed network: no public bootstrap, no port mapping,
    /// no local discovery, no rules that forbid private addresses.
    bool private_net = false;
    bool no_dht = false;
    bool no_lsd = false;
    bool no_upnp = false;
    bool no_natpmp = false;
    bool no_pex = false;
    bool no_utp = false;
    std::vector<host_and_port> dht_nodes;
    std::int64_t down_bytes_per_second = 0;  ///< 0 is no limit
    std::int64_t up_bytes_per_second = 0;
    /// "socks5://[USER:PASSWORD@]HOST:PORT", also socks4 and http; empty is none.
    std::string proxy;
    /// Of connections to peers: "off", "allow" or "require"; empty leaves it to the preset.
    std::string encryption;
    /// Files of addresses that are no peers of ours.
    std::vector<std::string> ip_filters;
    /// Ports that no peer is connected to at.
    std::vector<port_range> port_filter;
    /// Databases in MaxMind's format: countries and networks of peers by their addresses.
    std::vector<std::string> geoip;
    std::string preset = "default";
    /// Who reads and writes files: "bt" (lib/bt/disk), or libtorrent's own "mmap" or "posix".
    std::string disk = "bt";
    /// "NAME=VALUE" for libtorrent settings; they win over everything else.
    std::vector<std::string> set;
    std::chrono::milliseconds stop_timeout{5000};

    /// A port the user named must be the port, or nothing.
    [[nodiscard]] bool has_explicit_port() const
    {
        if (port && *port != 0) return true;
        for (auto const& each : listen)
            if (each.port != 0) return true;
        return false;
    }
};

}  // namespace bt
