#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/hash/hash_files.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

/// Content that comes through a pipe and is not kept: it is hashed as it passes.
namespace bt::torrent {

struct stream_request {
    int fd = 0;
    /// Needed for v1, whose pieces cannot be put together later; v2 can wait for the size.
    std::optional<std::int64_t> piece_length;
    bool v1 = true;
    bool v2 = true;
};

struct stream_result {
    std::int64_t size = 0;
    std::int64_t piece_length = 0;
    known_hashes hashes;  ///< of the one file
};

/// Reads to the end; memory is 32 bytes for each block of 16 KiB with v2. `choose` gives the
/// piece length for a size where the request has none. Throws error(bad_input) when it cannot be
/// read or is empty, error(interrupted).
[[nodiscard]] BT_API stream_result hash_stream(
    stream_request const& request,
    std::function<std::int64_t(std::int64_t size)> const& choose,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop);

/// Copies everything from one descriptor to another; the same errors, and error(no_output).
BT_API std::int64_t copy_stream(
    int from, int to, std::function<void(hash_progress)> const& progress, std::stop_token stop);

}  // namespace bt::torrent
