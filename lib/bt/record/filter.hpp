#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// A range of addresses in a filter of a running session.
struct ip_range {
    std::string start;
    std::string end;
    bool blocked = false;
    std::string family;
    std::optional<std::vector<std::int64_t>> classes;

    static constexpr std::string_view kind = "ip_range";
    static constexpr auto fields();
};

constexpr auto ip_range::fields()
{
    using self = ip_range;
    return std::tuple{
        field{"start", &self::start, "First address.", column::yes},
        field{"end", &self::end, "Last address.", column::yes},
        field{"blocked", &self::blocked, "No peer is connected to there.", column::yes},
        field{"family", &self::family, "ipv4 or ipv6.", column::yes},
        field{
            "classes",
            &self::classes,
            "In the filter of peer classes: the numbers of those that its peers belong to."},
    };
}

/// A range of ports in the port filter of a running session; later ones win.
struct port_rule {
    std::int64_t start = 0;
    std::int64_t end = 0;
    bool blocked = false;

    static constexpr std::string_view kind = "port_rule";
    static constexpr auto fields();
};

constexpr auto port_rule::fields()
{
    using self = port_rule;
    return std::tuple{
        field{"start", &self::start, "First port.", column::yes},
        field{"end", &self::end, "Last port.", column::yes},
        field{"blocked", &self::blocked, "No peer is connected to there.", column::yes},
    };
}

/// A class of peers and what its peers may use together.
struct peer_class {
    std::int64_t number = 0;
    std::string label;
    bool ignore_unchoke_slots = false;
    std::int64_t connection_limit_factor = 100;
    std::int64_t upload_limit = 0;
    std::int64_t download_limit = 0;
    std::int64_t upload_priority = 1;
    std::int64_t download_priority = 1;

    static constexpr std::string_view kind = "peer_class";
    static constexpr auto fields();
};

constexpr auto peer_class::fields()
{
    using self = peer_class;
    return std::tuple{
        field{
            "class",
            &self::number,
            "Its number; 0 is all peers, 1 those over TCP, 2 those on the local network.",
            column::yes},
        field{"label", &self::label, "Its name.", column::yes},
        field{
            "ignore_unchoke_slots", &self::ignore_unchoke_slots, "Its peers are always unchoked."},
        field{
            "connection_limit_factor",
            &self::connection_limit_factor,
            "Share of the limit on connections that its peers may go to, in percent."},
        field{
            "upload_limit",
            &self::upload_limit,
            "Most that goes to its peers each second; 0 is no limit.",
            unit::bytes_per_second,
            column::yes},
        field{
            "download_limit",
            &self::download_limit,
            "Most that comes from its peers each second; 0 is no limit.",
            unit::bytes_per_second,
            column::yes},
        field{
            "upload_priority",
            &self::upload_priority,
            "Weight when sending is shared out, 1 to 255."},
        field{
            "download_priority",
            &self::download_priority,
            "Weight when receiving is shared out, 1 to 255."},
    };
}

/// A port that a router was asked to lead to us.
struct port_mapping {
    std::int64_t mapping = 0;
    std::optional<std::string> protocol;
    std::optional<std::int64_t> external_port;
    std::optional<std::string> transport;
    std::optional<std::string> local_address;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "port_mapping";
    static constexpr auto fields();
};

constexpr auto port_mapping::fields()
{
    using self = port_mapping;
    return std::tuple{
        field{"mapping", &self::mapping, "Its number.", column::yes},
        field{"protocol", &self::protocol, "tcp or udp.", column::yes},
        field{
            "external_port",
            &self::external_port,
            "Port of the router; absent until it has answered.",
            column::yes},
        field{"transport", &self::transport, "natpmp or upnp.", column::yes},
        field{"local_address", &self::local_address, "Our address.", column::yes},
        field{"error_message", &self::error_message, "Why the router did not.", column::yes},
    };
}

extern template struct BT_API rendering<ip_range>;
extern template struct BT_API rendering<port_rule>;
extern template struct BT_API rendering<peer_class>;
extern template struct BT_API rendering<port_mapping>;

}  // namespace bt::record
