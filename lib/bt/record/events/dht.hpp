#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the DHT says.
namespace bt::record::event {

/// The first look-up of the DHT is over.
struct dht_bootstrap {
    static constexpr std::string_view kind = "dht_bootstrap";
    static constexpr auto fields();
};

constexpr auto dht_bootstrap::fields()
{
    return std::tuple{};
}

/// The DHT failed.
struct dht_error {
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "dht_error";
    static constexpr auto fields();
};

constexpr auto dht_error::fields()
{
    using self = dht_error;
    return std::tuple{
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// Somebody told our node of a peer.
struct dht_announce_in {
    std::string info_hash;
    std::string endpoint;

    static constexpr std::string_view kind = "dht_announce_in";
    static constexpr auto fields();
};

constexpr auto dht_announce_in::fields()
{
    using self = dht_announce_in;
    return std::tuple{
        field{"info_hash", &self::info_hash, "Info-hash, hex."},
        field{"endpoint", &self::endpoint, "The peer."},
    };
}

/// Somebody asked our node for peers.
struct dht_get_peers_in {
    std::string info_hash;

    static constexpr std::string_view kind = "dht_get_peers_in";
    static constexpr auto fields();
};

constexpr auto dht_get_peers_in::fields()
{
    using self = dht_get_peers_in;
    return std::tuple{
        field{"info_hash", &self::info_hash, "Info-hash, hex."},
    };
}

/// Our node asked another for peers.
struct dht_get_peers_out {
    std::string info_hash;
    std::string endpoint;

    static constexpr std::string_view kind = "dht_get_peers_out";
    static constexpr auto fields();
};

constexpr auto dht_get_peers_out::fields()
{
    using self = dht_get_peers_out;
    return std::tuple{
        field{"info_hash", &self::info_hash, "Info-hash, hex."},
        field{"endpoint", &self::endpoint, "The node."},
    };
}

/// A node gave peers.
struct dht_get_peers_reply {
    std::string info_hash;
    std::int64_t num_peers = 0;
    std::vector<std::string> peers;

    static constexpr std::string_view kind = "dht_get_peers_reply";
    static constexpr auto fields();
};

constexpr auto dht_get_peers_reply::fields()
{
    using self = dht_get_peers_reply;
    return std::tuple{
        field{"info_hash", &self::info_hash, "Info-hash, hex."},
        field{"num_peers", &self::num_peers, "How many."},
        field{"peers", &self::peers, "Their addresses and ports."},
    };
}

/// An item was offered to the DHT.
struct dht_put {
    std::optional<std::string> target;
    std::optional<std::string> public_key;
    std::optional<std::string> salt;
    std::optional<std::int64_t> seq;
    std::optional<std::string> signature;
    std::int64_t num_success = 0;

    static constexpr std::string_view kind = "dht_put";
    static constexpr auto fields();
};

constexpr auto dht_put::fields()
{
    using self = dht_put;
    return std::tuple{
        field{"target", &self::target, "SHA-1 of an immutable item, hex."},
        field{"public_key", &self::public_key, "Ed25519 key of a mutable item, hex."},
        field{"salt", &self::salt, "Salt of a mutable item."},
        field{"seq", &self::seq, "Sequence number of a mutable item."},
        field{"signature", &self::signature, "Signature of a mutable item, hex."},
        field{"num_success", &self::num_success, "Nodes that stored it."},
    };
}

/// The DHT answered for an immutable item.
struct dht_immutable_item {
    std::string target;
    bool found = false;
    blob value_base64;

    static constexpr std::string_view kind = "dht_immutable_item";
    static constexpr auto fields();
};

constexpr auto dht_immutable_item::fields()
{
    using self = dht_immutable_item;
    return std::tuple{
        field{"target", &self::target, "SHA-1 of the item, hex."},
        field{"found", &self::found, "Whether anybody had it."},
        field{"value_base64", &self::value_base64, "The bencoded value."},
    };
}

/// The DHT answered for a mutable item.
struct dht_mutable_item {
    std::string public_key;
    std::string salt;
    std::int64_t seq = 0;
    std::string signature;
    bool authoritative = false;
    bool found = false;
    blob value_base64;

    static constexpr std::string_view kind = "dht_mutable_item";
    static constexpr auto fields();
};

constexpr auto dht_mutable_item::fields()
{
    using self = dht_mutable_item;
    return std::tuple{
        field{"public_key", &self::public_key, "Ed25519 key, hex."},
        field{"salt", &self::salt, "Salt."},
        field{"seq", &self::seq, "Sequence number."},
        field{"signature", &self::signature, "Signature, hex."},
        field{"authoritative", &self::authoritative, "Whether the look-up is over."},
        field{"found", &self::found, "Whether anybody had it."},
        field{"value_base64", &self::value_base64, "The bencoded value."},
    };
}

/// The nodes our node knows.
struct dht_live_nodes {
    std::string node_id;
    std::vector<std::string> nodes;

    static constexpr std::string_view kind = "dht_live_nodes";
    static constexpr auto fields();
};

constexpr auto dht_live_nodes::fields()
{
    using self = dht_live_nodes;
    return std::tuple{
        field{"node_id", &self::node_id, "Our node's id, hex."},
        field{"nodes", &self::nodes, "Each as id@address:port."},
    };
}

/// A node gave a sample of its info-hashes (BEP 51).
struct dht_sample_infohashes {
    std::string endpoint;
    std::int64_t interval = 0;
    std::int64_t num_infohashes = 0;
    std::vector<std::string> samples;

    static constexpr std::string_view kind = "dht_sample_infohashes";
    static constexpr auto fields();
};

constexpr auto dht_sample_infohashes::fields()
{
    using self = dht_sample_infohashes;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The node."},
        field{"interval", &self::interval, "Time to wait before asking it again.", unit::seconds},
        field{"num_infohashes", &self::num_infohashes, "How many it has."},
        field{"samples", &self::samples, "The sample, hex."},
    };
}

}  // namespace bt::record::event
