#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/item.hpp>

#include <string>
#include <string_view>

/// Items in files of their own, so that who publishes them need not have the key.
namespace bt::dht {

/// The largest file of an item, by far.
inline constexpr std::size_t most_item_bytes = 2048;

/// A bencoded dictionary with the keys of BEP 44: k (public key, 32 bytes), salt (absent if there
/// is none), seq, sig (64 bytes) and v; an immutable item has only v. It has nothing else, in no
/// other order, and nothing follows it: an item has one file, byte for byte.
[[nodiscard]] BT_API std::string write_item(item const& what);

/// An item from such bytes. Throws error(bad_input), "cannot read item <name>: ...": malformed, or
/// of a size that nodes refuse. Its signature is not looked at: see is_signed().
[[nodiscard]] BT_API item read_item(std::string_view bytes, std::string_view name);

}  // namespace bt::dht
