#pragma once

#include <bt/base/export.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// Ids of nodes that follow from their addresses (BEP 42), so that nobody can choose to lie next
/// to something.
namespace bt::dht {

/// The first 21 bits that the id of a node has to have, highest first, for one of its eight
/// random numbers; `random` counts modulo 8. Nothing if `address` is no numeric IPv4 or IPv6
/// address.
[[nodiscard]] BT_API std::optional<std::uint32_t>
id_prefix(std::string_view address, unsigned random);

/// Whether nodes at this address may have any id: loopback, link-local and private networks.
/// False for what is no address.
[[nodiscard]] BT_API bool is_exempt_from_ids(std::string_view address);

/// Whether a node at this address may have this id: by its prefix, with the random number that
/// its last byte holds, or because it is exempt.
[[nodiscard]] BT_API bool is_id_of(std::array<char, 20> const& id, std::string_view address);

}  // namespace bt::dht
