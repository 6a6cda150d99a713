#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// Bytes with a checksum of our own around them. libtorrent believes resume data with a flipped
/// bit; what was sealed is whole or it is not believed.
namespace bt::state {

/// The format of what is sealed, as this version writes it.
inline constexpr std::uint32_t seal_version = 1;

/// A header before the bytes: a magic word, the version, the length (both big-endian), and the
/// SHA-256 of all that and of the SHA-256 of the bytes.
[[nodiscard]] BT_API std::string seal(std::string_view bytes, std::uint32_t version = seal_version);

struct unsealed {
    enum class verdict {
        whole,
        garbled,  ///< also cut, appended to, or never sealed
        newer     ///< whole, but of a version that this one does not know
    };
    verdict what = verdict::garbled;
    std::string_view bytes;  ///< of what was given; empty unless whole
    std::uint32_t version = 0;
};

/// Older versions than this one's are whole too; `version` tells them apart.
[[nodiscard]] BT_API unsealed unseal(std::string_view sealed);

}  // namespace bt::state
