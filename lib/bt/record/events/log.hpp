#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Lines of libtorrent's own logs.
namespace bt::record::event {

/// A line of libtorrent's log on the session.
struct session_log {
    std::string message;

    static constexpr std::string_view kind = "session_log";
    static constexpr auto fields();
};

constexpr auto session_log::fields()
{
    using self = session_log;
    return std::tuple{
        field{"message", &self::message, "The line."},
    };
}

/// A line of libtorrent's log on a torrent.
struct torrent_log {
    std::string message;

    static constexpr std::string_view kind = "torrent_log";
    static constexpr auto fields();
};

constexpr auto torrent_log::fields()
{
    using self = torrent_log;
    return std::tuple{
        field{"message", &self::message, "The line."},
    };
}

/// A line of libtorrent's log on a peer.
struct peer_log {
    std::string endpoint;
    std::string type;
    std::string message;

    static constexpr std::string_view kind = "peer_log";
    static constexpr auto fields();
};

constexpr auto peer_log::fields()
{
    using self = peer_log;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"type", &self::type, "What it is about."},
        field{"message", &self::message, "The line."},
    };
}

/// A line of libtorrent's log on the DHT.
struct dht_log {
    std::string message;

    static constexpr std::string_view kind = "dht_log";
    static constexpr auto fields();
};

constexpr auto dht_log::fields()
{
    using self = dht_log;
    return std::tuple{
        field{"message", &self::message, "The line."},
    };
}

/// A line of libtorrent's log on port mapping.
struct portmap_log {
    std::string transport;
    std::string message;

    static constexpr std::string_view kind = "portmap_log";
    static constexpr auto fields();
};

constexpr auto portmap_log::fields()
{
    using self = portmap_log;
    return std::tuple{
        field{"transport", &self::transport, "natpmp or upnp."},
        field{"message", &self::message, "The line."},
    };
}

/// A line of libtorrent's log on how pieces are picked.
struct picker_log {
    std::string endpoint;
    std::string message;

    static constexpr std::string_view kind = "picker_log";
    static constexpr auto fields();
};

constexpr auto picker_log::fields()
{
    using self = picker_log;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"message", &self::message, "The line."},
    };
}

}  // namespace bt::record::event
