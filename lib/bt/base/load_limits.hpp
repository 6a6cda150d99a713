#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <string>

namespace bt {

/// What a torrent from a stranger may cost; more is refused.
struct load_limits {
    std::size_t file_bytes = 64 * 1024 * 1024;
    int depth = 100;                  ///< lists and dictionaries in one another, and folders
    std::int64_t items = 10'000'000;  ///< bencoded items, keys included
    std::int64_t pieces = 4 * 1024 * 1024;
    std::int64_t files = 2'000'000;  ///< without padding
    std::size_t path_bytes = 4095;   ///< of a path on disk, below the save folder

    std::chrono::milliseconds fetch_time{60'000};  ///< for all of an http or https URL
    std::stop_token stop;                          ///< ends a fetch at once
    std::string proxy;  ///< of a fetch, as --proxy has it; empty leaves it to the environment
    /// A server at a public address named what is fetched: one at a private address is not asked.
    bool from_public = false;

    /// For bytes that this process made itself.
    [[nodiscard]] static load_limits own()
    {
        constexpr auto most = std::numeric_limits<std::int32_t>::max();
        return {.file_bytes = most, .items = most, .pieces = most, .files = most};
    }
};

}  // namespace bt
