#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// An item of the DHT that was found (BEP 44).
struct dht_item {
    std::string target;
    std::optional<std::string> public_key;
    std::optional<std::string> salt;
    std::optional<std::int64_t> seq;
    std::optional<std::string> signature;
    std::string value;
    blob value_base64;
    std::optional<std::string> endpoint;
    std::optional<std::int64_t> num_holders;
    std::optional<std::int64_t> num_nodes;

    static constexpr std::string_view kind = "dht_item";
    static constexpr auto fields();
};

constexpr auto dht_item::fields()
{
    using self = dht_item;
    return std::tuple{
        field{"target", &self::target, "Where it lies in the DHT, hex.", column::yes},
        field{"public_key", &self::public_key, "Ed25519 key of a mutable item, hex.", column::yes},
        field{"salt", &self::salt, "Salt of a mutable item.", column::yes},
        field{"seq", &self::seq, "Sequence number of a mutable item.", column::yes},
        field{"signature", &self::signature, "Signature of a mutable item, hex."},
        field{
            "value",
            &self::value,
            "The bytes of a string as text; the bencoding of anything else.",
            column::yes},
        field{"value_base64", &self::value_base64, "The bencoded value, exactly."},
        field{"endpoint", &self::endpoint, "The node that has it, where each is told."},
        field{
            "num_holders", &self::num_holders, "Nodes that had just this, of those that answered."},
        field{"num_nodes", &self::num_nodes, "Nodes that answered."},
    };
}

/// An item that was offered to the DHT.
struct dht_stored {
    std::string target;
    std::optional<std::string> public_key;
    std::optional<std::string> salt;
    std::optional<std::int64_t> seq;
    std::optional<std::string> signature;
    std::int64_t num_success = 0;
    std::int64_t num_held = 0;
    std::int64_t num_nodes = 0;

    static constexpr std::string_view kind = "dht_stored";
    static constexpr auto fields();
};

constexpr auto dht_stored::fields()
{
    using self = dht_stored;
    return std::tuple{
        field{"target", &self::target, "Where it lies in the DHT, hex.", column::yes},
        field{"public_key", &self::public_key, "Ed25519 key of a mutable item, hex."},
        field{"salt", &self::salt, "Salt of a mutable item."},
        field{"seq", &self::seq, "Sequence number of a mutable item.", column::yes},
        field{"signature", &self::signature, "Signature of a mutable item, hex."},
        field{"num_success", &self::num_success, "Nodes that said they stored it.", column::yes},
        field{"num_held", &self::num_held, "Nodes that gave it back after that.", column::yes},
        field{"num_nodes", &self::num_nodes, "Nodes that answered the look-up before."},
    };
}

/// A key pair; the secret half is in the file.
struct dht_key {
    std::string public_key;
    std::string public_key_base32;
    std::string public_key_z_base_32;
    std::optional<std::string> path{};
    std::optional<std::string> file_format{};

    static constexpr std::string_view kind = "dht_key";
    static constexpr auto fields();
};

constexpr auto dht_key::fields()
{
    using self = dht_key;
    return std::tuple{
        field{"public_key", &self::public_key, "Ed25519 public key, hex.", column::yes},
        field{"public_key_base32", &self::public_key_base32, "The same in base32, of RFC 4648."},
        field{
            "public_key_z_base_32",
            &self::public_key_z_base_32,
            "The same in z-base-32, as pkarr has it."},
        field{
            "path", &self::path, "File with the secret key; absent if it is in none.", column::yes},
        field{
            "file_format",
            &self::file_format,
            "Of a file that was written: pem, or hex if only the expanded secret is known."},
    };
}

extern template struct BT_API rendering<dht_item>;
extern template struct BT_API rendering<dht_stored>;
extern template struct BT_API rendering<dht_key>;

}  // namespace bt::record
