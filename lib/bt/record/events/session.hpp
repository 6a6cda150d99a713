#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What happens to the session.
namespace bt::record::event {

/// A socket listens.
struct listen_succeeded {
    std::string endpoint;
    std::string socket_type;

    static constexpr std::string_view kind = "listen_succeeded";
    static constexpr auto fields();
};

constexpr auto listen_succeeded::fields()
{
    using self = listen_succeeded;
    return std::tuple{
        field{"endpoint", &self::endpoint, "Its address and port."},
        field{"socket_type", &self::socket_type, "Kind of socket."},
    };
}

/// A socket could not listen.
struct listen_failed {
    std::string endpoint;
    std::string interface;
    std::string socket_type;
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "listen_failed";
    static constexpr auto fields();
};

constexpr auto listen_failed::fields()
{
    using self = listen_failed;
    return std::tuple{
        field{"endpoint", &self::endpoint, "Address and port."},
        field{"interface", &self::interface, "Interface as it was configured."},
        field{"socket_type", &self::socket_type, "Kind of socket."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// Peers agree on our address.
struct external_ip {
    std::string address;

    static constexpr std::string_view kind = "external_ip";
    static constexpr auto fields();
};

constexpr auto external_ip::fields()
{
    using self = external_ip;
    return std::tuple{
        field{"address", &self::address, "The address."},
    };
}

/// A router forwards a port to us.
struct portmap {
    std::int64_t mapping = 0;
    std::int64_t external_port = 0;
    std::string protocol;
    std::string transport;
    std::string local_address;

    static constexpr std::string_view kind = "portmap";
    static constexpr auto fields();
};

constexpr auto portmap::fields()
{
    using self = portmap;
    return std::tuple{
        field{"mapping", &self::mapping, "Number of the mapping."},
        field{"external_port", &self::external_port, "Port on the router."},
        field{"protocol", &self::protocol, "tcp or udp."},
        field{"transport", &self::transport, "natpmp or upnp."},
        field{"local_address", &self::local_address, "Our address."},
    };
}

/// A router would not forward a port.
struct portmap_error {
    std::int64_t mapping = 0;
    std::string transport;
    std::string local_address;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "portmap_error";
    static constexpr auto fields();
};

constexpr auto portmap_error::fields()
{
    using self = portmap_error;
    return std::tuple{
        field{"mapping", &self::mapping, "Number of the mapping."},
        field{"transport", &self::transport, "natpmp or upnp."},
        field{"local_address", &self::local_address, "Our address."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// The session itself failed.
struct session_error {
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "session_error";
    static constexpr auto fields();
};

constexpr auto session_error::fields()
{
    using self = session_error;
    return std::tuple{
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A UDP socket failed.
struct udp_error {
    std::string endpoint;
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "udp_error";
    static constexpr auto fields();
};

constexpr auto udp_error::fields()
{
    using self = udp_error;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The other side."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// Local discovery failed.
struct lsd_error {
    std::string local_address;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "lsd_error";
    static constexpr auto fields();
};

constexpr auto lsd_error::fields()
{
    using self = lsd_error;
    return std::tuple{
        field{"local_address", &self::local_address, "Our address."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// The I2P bridge failed.
struct i2p_error {
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "i2p_error";
    static constexpr auto fields();
};

constexpr auto i2p_error::fields()
{
    using self = i2p_error;
    return std::tuple{
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// The SOCKS5 proxy failed.
struct socks5_error {
    std::string endpoint;
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "socks5_error";
    static constexpr auto fields();
};

constexpr auto socks5_error::fields()
{
    using self = socks5_error;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The proxy."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// Events were lost, since they came faster than they were read.
struct alerts_dropped {
    std::vector<std::string> alerts;

    static constexpr std::string_view kind = "alerts_dropped";
    static constexpr auto fields();
};

constexpr auto alerts_dropped::fields()
{
    using self = alerts_dropped;
    return std::tuple{
        field{"alerts", &self::alerts, "Kinds of the lost, in libtorrent's words."},
    };
}

/// The first of a run: libtorrent runs, and listens.
struct session_started {
    std::optional<std::string> session;
    std::int64_t pid = 0;
    std::string version;
    std::string libtorrent_version;
    std::optional<std::string> socket;

    static constexpr std::string_view kind = "session_started";
    static constexpr auto fields();
};

constexpr auto session_started::fields()
{
    using self = session_started;
    return std::tuple{
        field{"session", &self::session, "Its name."},
        field{"pid", &self::pid, "Number of its process."},
        field{"version", &self::version, "Version of the tool."},
        field{
            "libtorrent_version",
            &self::libtorrent_version,
            "Version of libtorrent that it runs with."},
        field{"socket", &self::socket, "Where it is steered."},
    };
}

/// The last that clients of the control socket are told.
struct session_stopped {
    static constexpr std::string_view kind = "session_stopped";
    static constexpr auto fields();
};

constexpr auto session_stopped::fields()
{
    return std::tuple{};
}

/// A seeder has checked its torrents and serves them, or a node takes calls.
struct ready {
    std::int64_t port = 0;
    std::vector<std::string> endpoints;
    std::vector<std::string> magnets;
    std::int64_t num_torrents = 0;

    static constexpr std::string_view kind = "ready";
    static constexpr auto fields();
};

constexpr auto ready::fields()
{
    using self = ready;
    return std::tuple{
        field{"port", &self::port, "First TCP port that listens, or UDP port of a DHT node."},
        field{"endpoints", &self::endpoints, "Addresses and ports that listen."},
        field{"magnets", &self::magnets, "Magnet link of each torrent that is served."},
        field{"num_torrents", &self::num_torrents, "Torrents that are served."},
    };
}

struct goal_progress {
    std::string goal;
    double target = 0;
    double value = 0;
    bool reached = false;

    static constexpr std::string_view kind = "goal_progress";
    static constexpr auto fields();
};

constexpr auto goal_progress::fields()
{
    using self = goal_progress;
    return std::tuple{
        field{"goal", &self::goal, "ratio, max_time, idle, seeds, copies, peers or uploaded."},
        field{
            "target", &self::target, "What was asked for: seconds for times, bytes for uploaded."},
        field{"value", &self::value, "How far it is, in the same unit."},
        field{"reached", &self::reached, "Whether that is enough."},
    };
}

/// The item of a key that points at a torrent (BEP 46) was looked at, and put again where nodes
/// had forgotten it.
struct pointer_published {
    std::string link;
    std::optional<std::int64_t> seq;
    std::int64_t num_held = 0;
    std::optional<std::int64_t> newer_seq;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "pointer_published";
    static constexpr auto fields();
};

constexpr auto pointer_published::fields()
{
    using self = pointer_published;
    return std::tuple{
        field{"link", &self::link, "The link that follows the key: magnet:?xs=urn:btpk:KEY."},
        field{"seq", &self::seq, "Sequence number of the item; absent while it was never put."},
        field{"num_held", &self::num_held, "Nodes that have it."},
        field{
            "newer_seq",
            &self::newer_seq,
            "The sequence number of another item, which has taken its place; it is not put again."},
        field{"error_message", &self::error_message, "Why it could not be looked at."},
    };
}

/// A feed that the session follows cannot be looked at, or a torrent of it cannot be added; both
/// are tried again.
struct feed_error {
    std::string feed;
    std::optional<std::string> feed_title;
    std::optional<std::string> url;
    std::optional<std::string> title;
    std::optional<std::string> guid;
    std::string error_message;

    static constexpr std::string_view kind = "feed_error";
    static constexpr auto fields();
};

constexpr auto feed_error::fields()
{
    using self = feed_error;
    return std::tuple{
        field{"feed", &self::feed, "URL of the feed, as it was given."},
        field{"feed_title", &self::feed_title, "Title of the feed, once known."},
        field{"url", &self::url, "What was to be added; absent where it is the feed that failed."},
        field{"title", &self::title, "Title of that item."},
        field{"guid", &self::guid, "The feed's id of that item."},
        field{"error_message", &self::error_message, "What went wrong."},
    };
}

}  // namespace bt::record::event

namespace bt::record {

/// Those that tools tell by themselves.
extern template struct BT_API event_rendering<event::session_started>;
extern template struct BT_API event_rendering<event::session_stopped>;
extern template struct BT_API event_rendering<event::ready>;
extern template struct BT_API event_rendering<event::goal_progress>;
extern template struct BT_API event_rendering<event::pointer_published>;
extern template struct BT_API event_rendering<event::feed_error>;

}  // namespace bt::record
