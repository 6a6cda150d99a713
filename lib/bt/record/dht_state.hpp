#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// One distance of a routing table.
struct dht_bucket {
    std::int64_t num_nodes = 0;
    std::int64_t num_replacements = 0;

    static constexpr std::string_view kind = "dht_bucket";
    static constexpr auto fields();
};

constexpr auto dht_bucket::fields()
{
    using self = dht_bucket;
    return std::tuple{
        field{"num_nodes", &self::num_nodes, "Nodes in it."},
        field{"num_replacements", &self::num_replacements, "Nodes that could take their places."},
    };
}

/// A search that is going on in the DHT.
struct dht_lookup {
    std::string type;
    std::string target;
    std::int64_t outstanding_requests = 0;
    std::int64_t timeouts = 0;
    std::int64_t responses = 0;
    std::int64_t branch_factor = 0;
    std::int64_t nodes_left = 0;
    std::int64_t last_sent = 0;
    std::int64_t first_timeout = 0;

    static constexpr std::string_view kind = "dht_lookup";
    static constexpr auto fields();
};

constexpr auto dht_lookup::fields()
{
    using self = dht_lookup;
    return std::tuple{
        field{"type", &self::type, "What is looked for, as libtorrent calls it."},
        field{"target", &self::target, "Info-hash or node id that it heads for, hex."},
        field{
            "outstanding_requests",
            &self::outstanding_requests,
            "Nodes that were asked and have not answered."},
        field{"timeouts", &self::timeouts, "Requests that were given up."},
        field{"responses", &self::responses, "Answers."},
        field{"branch_factor", &self::branch_factor, "Nodes that are asked at a time."},
        field{"nodes_left", &self::nodes_left, "Nodes that could be asked."},
        field{
            "last_sent",
            &self::last_sent,
            "Time since the last request without an answer.",
            unit::seconds},
        field{"first_timeout", &self::first_timeout, "Requests that take long."},
    };
}

/// Our node of the DHT on one address.
struct dht_node_state {
    std::string node_id;
    std::string local_endpoint;
    std::vector<dht_bucket> routing_table;
    std::vector<dht_lookup> active_requests;

    static constexpr std::string_view kind = "dht_node_state";
    static constexpr auto fields();
};

constexpr auto dht_node_state::fields()
{
    using self = dht_node_state;
    return std::tuple{
        field{"node_id", &self::node_id, "Its id, hex."},
        field{"local_endpoint", &self::local_endpoint, "Its address and port."},
        field{"routing_table", &self::routing_table, "The nodes it knows, farthest first."},
        field{"active_requests", &self::active_requests, "What it is looking for."},
    };
}

/// How a running session is doing in the DHT.
struct dht_state {
    bool running = false;
    std::int64_t nodes = 0;
    std::int64_t node_cache = 0;
    std::optional<std::int64_t> global_nodes;
    std::int64_t torrents = 0;
    std::int64_t peers = 0;
    std::int64_t immutable_items = 0;
    std::int64_t mutable_items = 0;
    std::int64_t total_allocations = 0;
    std::int64_t upload_rate = 0;
    std::int64_t download_rate = 0;
    std::int64_t total_upload = 0;
    std::int64_t total_download = 0;
    std::int64_t messages_in = 0;
    std::int64_t messages_out = 0;
    std::int64_t messages_in_dropped = 0;
    std::int64_t messages_out_dropped = 0;
    std::vector<dht_node_state> dht_nodes;
    std::optional<std::vector<std::string>> saved_nodes;

    static constexpr std::string_view kind = "dht_state";
    static constexpr auto fields();
};

constexpr auto dht_state::fields()
{
    using self = dht_state;
    return std::tuple{
        field{"running", &self::running, "It is a node of the DHT.", column::yes},
        field{"nodes", &self::nodes, "Nodes in its routing tables.", column::yes},
        field{"node_cache", &self::node_cache, "Nodes that could take their places.", column::yes},
        field{
            "global_nodes",
            &self::global_nodes,
            "Nodes in the whole DHT, by how close to us they are; absent while it has none.",
            column::yes},
        field{"torrents", &self::torrents, "Torrents it keeps peers of for others.", column::yes},
        field{"peers", &self::peers, "Peers it keeps for others.", column::yes},
        field{
            "immutable_items",
            &self::immutable_items,
            "Immutable items it keeps for others (BEP 44).",
            column::yes},
        field{
            "mutable_items",
            &self::mutable_items,
            "Mutable items it keeps for others (BEP 44).",
            column::yes},
        field{"total_allocations", &self::total_allocations, "Requests that are kept track of."},
        field{
            "upload_rate",
            &self::upload_rate,
            "Sent each second.",
            unit::bytes_per_second,
            column::yes},
        field{
            "download_rate",
            &self::download_rate,
            "Received each second.",
            unit::bytes_per_second,
            column::yes},
        field{"total_upload", &self::total_upload, "Sent.", unit::bytes},
        field{"total_download", &self::total_download, "Received.", unit::bytes},
        field{"messages_in", &self::messages_in, "Messages received."},
        field{"messages_out", &self::messages_out, "Messages sent."},
        field{
            "messages_in_dropped",
            &self::messages_in_dropped,
            "Messages received that were dropped."},
        field{
            "messages_out_dropped",
            &self::messages_out_dropped,
            "Messages that were not sent, for the limit on the rate."},
        field{"dht_nodes", &self::dht_nodes, "Our node on each address."},
        field{
            "saved_nodes",
            &self::saved_nodes,
            "Nodes that the DHT is entered by next time; on request."},
    };
}

extern template struct BT_API rendering<dht_bucket>;
extern template struct BT_API rendering<dht_lookup>;
extern template struct BT_API rendering<dht_node_state>;
extern template struct BT_API rendering<dht_state>;

}  // namespace bt::record
