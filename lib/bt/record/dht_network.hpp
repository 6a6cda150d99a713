#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What look-ups in the DHT find.
namespace bt::record {

/// Who has a torrent, by the DHT (BEP 5, BEP 33).
struct dht_swarm {
    std::string info_hash;
    std::vector<std::string> peers;
    std::int64_t num_peers = 0;
    std::optional<std::int64_t> seeds;
    std::optional<std::int64_t> downloaders;
    std::int64_t num_nodes = 0;
    std::int64_t num_with_peers = 0;

    static constexpr std::string_view kind = "dht_swarm";
    static constexpr auto fields();
};

constexpr auto dht_swarm::fields()
{
    using self = dht_swarm;
    return std::tuple{
        field{"info_hash", &self::info_hash, "Info-hash, hex.", column::yes},
        field{"peers", &self::peers, "Their addresses, each once."},
        field{"num_peers", &self::num_peers, "How many those are.", column::yes},
        field{
            "seeds",
            &self::seeds,
            "Peers that have all of it, estimated (BEP 33); absent if no node counts.",
            column::yes},
        field{
            "downloaders",
            &self::downloaders,
            "Peers that have not, estimated; absent if no node counts.",
            column::yes},
        field{"num_nodes", &self::num_nodes, "Nodes that answered.", column::yes},
        field{"num_with_peers", &self::num_with_peers, "Nodes that knew peers.", column::yes},
    };
}

/// A torrent that was announced to the DHT.
struct dht_announced {
    std::string info_hash;
    std::int64_t port = 0;
    std::int64_t num_success = 0;
    std::int64_t num_nodes = 0;

    static constexpr std::string_view kind = "dht_announced";
    static constexpr auto fields();
};

constexpr auto dht_announced::fields()
{
    using self = dht_announced;
    return std::tuple{
        field{"info_hash", &self::info_hash, "Info-hash, hex.", column::yes},
        field{
            "port",
            &self::port,
            "Where peers are told to connect to; 0 is the port that nodes saw.",
            column::yes},
        field{"num_success", &self::num_success, "Nodes that took it.", column::yes},
        field{"num_nodes", &self::num_nodes, "Nodes that answered.", column::yes},
    };
}

/// A node of the DHT that answered.
struct dht_node {
    std::string endpoint;
    std::string node_id;
    double round_trip = 0;
    std::optional<std::string> version;
    bool is_id_valid = false;
    std::optional<std::string> our_endpoint;

    static constexpr std::string_view kind = "dht_node";
    static constexpr auto fields();
};

constexpr auto dht_node::fields()
{
    using self = dht_node;
    return std::tuple{
        field{"endpoint", &self::endpoint, "Its address and port.", column::yes},
        field{"node_id", &self::node_id, "Its id, hex.", column::yes},
        field{
            "round_trip",
            &self::round_trip,
            "From the question to the answer.",
            unit::seconds,
            column::yes},
        field{"version", &self::version, "What it says it runs.", column::yes},
        field{
            "is_id_valid",
            &self::is_id_valid,
            "Its id goes with its address (BEP 42), or the address is a local one.",
            column::yes},
        field{"our_endpoint", &self::our_endpoint, "Where it saw the question come from."},
    };
}

/// Info-hashes that a node knows (BEP 51).
struct dht_samples {
    std::string endpoint;
    std::string node_id;
    std::vector<std::string> samples;
    std::int64_t num_infohashes = 0;
    std::int64_t interval = 0;

    static constexpr std::string_view kind = "dht_samples";
    static constexpr auto fields();
};

constexpr auto dht_samples::fields()
{
    using self = dht_samples;
    return std::tuple{
        field{"endpoint", &self::endpoint, "Its address and port.", column::yes},
        field{"node_id", &self::node_id, "Its id, hex."},
        field{"samples", &self::samples, "Info-hashes, hex."},
        field{"num_infohashes", &self::num_infohashes, "How many it has in all.", column::yes},
        field{
            "interval",
            &self::interval,
            "Until it has others to tell.",
            unit::seconds,
            column::yes},
    };
}

/// A torrent that a key points at (BEP 46).
struct dht_pointer {
    std::string public_key;
    std::optional<std::string> salt;
    std::string target;
    std::int64_t seq = 0;
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;
    std::string magnet;
    std::string link;
    std::optional<std::int64_t> num_success;
    std::optional<std::int64_t> num_held;

    static constexpr std::string_view kind = "dht_pointer";
    static constexpr auto fields();
};

constexpr auto dht_pointer::fields()
{
    using self = dht_pointer;
    return std::tuple{
        field{"public_key", &self::public_key, "The key, hex.", column::yes},
        field{"salt", &self::salt, "Salt, which sets apart the pointers of one key.", column::yes},
        field{"target", &self::target, "Where it lies in the DHT, hex."},
        field{"seq", &self::seq, "Its sequence number.", column::yes},
        field{"info_hash_v1", &self::info_hash_v1, "The torrent, hex.", column::yes},
        field{"info_hash_v2", &self::info_hash_v2, "The torrent of BEP 52, hex.", column::yes},
        field{"magnet", &self::magnet, "Magnet link to the torrent as it is now."},
        field{"link", &self::link, "Magnet link to whatever the key points at."},
        field{"num_success", &self::num_success, "Nodes that stored it, where it was put."},
        field{"num_held", &self::num_held, "Nodes that gave it back after that."},
    };
}

/// An item that was looked after.
struct dht_kept {
    std::string path;
    std::string target;
    std::optional<std::int64_t> seq;
    std::int64_t num_held = 0;
    std::int64_t num_success = 0;
    std::optional<std::int64_t> newer_seq;

    static constexpr std::string_view kind = "dht_kept";
    static constexpr auto fields();
};

constexpr auto dht_kept::fields()
{
    using self = dht_kept;
    return std::tuple{
        field{"path", &self::path, "File of the item.", column::yes},
        field{"target", &self::target, "Where it lies in the DHT, hex.", column::yes},
        field{"seq", &self::seq, "Sequence number of a mutable item.", column::yes},
        field{"num_held", &self::num_held, "Nodes that had it.", column::yes},
        field{"num_success", &self::num_success, "Nodes that it was stored on then.", column::yes},
        field{
            "newer_seq",
            &self::newer_seq,
            "Sequence number that is in its way; it is not stored again then."},
    };
}

extern template struct BT_API rendering<dht_swarm>;
extern template struct BT_API rendering<dht_announced>;
extern template struct BT_API rendering<dht_node>;
extern template struct BT_API rendering<dht_samples>;
extern template struct BT_API rendering<dht_pointer>;
extern template struct BT_API rendering<dht_kept>;

}  // namespace bt::record
