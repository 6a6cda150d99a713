#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/key.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Items of the DHT (BEP 44).
namespace bt::dht {

using target = std::array<char, 20>;

inline constexpr std::size_t most_value_bytes = 1000;  ///< bencoded
inline constexpr std::size_t most_salt_bytes = 64;

/// An item as it came from the DHT: the value is bencoded.
struct item {
    std::string value;
    std::optional<public_key> key;  ///< only a mutable item has this and what follows
    std::string salt;
    std::int64_t seq = 0;
    signature signed_by{};
};

/// Why nodes would not take a value; nothing if they do. It has to be one bencoded value as BEP 3
/// has it, with the keys of dictionaries in order, so that every node computes the same of it.
[[nodiscard]] BT_API std::optional<std::string> fault_of_value(std::string_view value);
/// Throws error(bad_input) with that.
BT_API void check_value(std::string_view value);

/// The bencoded form of bytes. Throws error(bad_input) if nodes would refuse it for its size.
[[nodiscard]] BT_API std::string value_of_bytes(std::string_view bytes);
/// The bytes of a bencoded string; the bencoding itself for any other type.
[[nodiscard]] BT_API std::string bytes_of_value(std::string_view value);

[[nodiscard]] BT_API std::optional<std::string> fault_of_salt(std::string_view salt);
/// Throws error(bad_input) if nodes would refuse it for its size.
BT_API void check_salt(std::string_view salt);

/// Where an immutable item lies: SHA-1 of its bencoded value.
[[nodiscard]] BT_API target target_of(std::string_view value);
/// Where a mutable item lies: SHA-1 of key and salt.
[[nodiscard]] BT_API target target_of(public_key const& key, std::string_view salt);
[[nodiscard]] BT_API target target_of(item const& what);
[[nodiscard]] BT_API std::optional<target> parse_target(std::string_view hex);

/// What the signature of a mutable item covers.
[[nodiscard]] BT_API std::string
signed_text(std::string_view value, std::int64_t seq, std::string_view salt);

/// Whether the signature of a mutable item is that of its key.
[[nodiscard]] BT_API bool is_signed(item const& what);

/// Whether an item is what its place says: by its hash, or by its signature.
[[nodiscard]] BT_API bool is_authentic(item const& what, target const& where);

}  // namespace bt::dht
