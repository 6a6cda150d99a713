#pragma once

#include <bt/base/export.hpp>

#include <cstddef>
#include <cstdint>

namespace bt::torrent {

/// What a torrent from a stranger may cost; more is refused.
struct load_limits {
    std::size_t file_bytes = 64 * 1024 * 1024;
    int depth = 100;                  ///< lists and dictionaries in one another
    std::int64_t items = 10'000'000;  ///< bencoded items, keys included
    std::int64_t pieces = 4 * 1024 * 1024;
    std::int64_t files = 2'000'000;  ///< without padding
    std::size_t path_bytes = 4095;   ///< of a path on disk, below the save folder

    /// For bytes that this process made itself.
    [[nodiscard]] BT_API static load_limits own();
};

}  // namespace bt::torrent
