#pragma once

#include <bt/base/export.hpp>
#include <bt/digest/digest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// The SHA-256 trees of BEP 52: leaves are 16 KiB blocks, missing leaves are 32 zero bytes.
namespace bt::torrent {

using digest::sha256_digest;

inline constexpr std::int64_t block_size = 16 * 1024;

/// The root over `nodes`, padded to the next power of two, and at least `least_width` wide, with
/// `pad`. No nodes give `pad`.
[[nodiscard]] BT_API sha256_digest merkle_root(
    std::span<sha256_digest const> nodes,
    sha256_digest const& pad = {},
    std::size_t least_width = 1);

/// Turns a level of a tree into the one above it; `filler` stands where one child is missing.
BT_API void merkle_merge(std::vector<sha256_digest>& level, sha256_digest const& filler);

/// The root of a tree of `leaves` zero leaves, a power of two: what pads a layer of pieces.
[[nodiscard]] BT_API sha256_digest merkle_pad(std::size_t leaves);

/// Digests out of their concatenation; what does not fill a digest is left out.
[[nodiscard]] BT_API std::vector<sha256_digest> split_digests(std::string_view bytes);

}  // namespace bt::torrent
