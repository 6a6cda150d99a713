#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/create/create.hpp>
#include <bt/torrent/metainfo.hpp>

#include <cstdint>
#include <optional>
#include <stop_token>

namespace bt::torrent {

struct reuse_request {
    metainfo const* old = nullptr;
    /// When the old torrent was made, in nanoseconds since 1970: what changed later is not reused.
    std::int64_t made_ns = 0;
};

struct reuse_result {
    known_hashes known;
    std::int64_t files = 0;  ///< that need not be read again
    std::int64_t bytes = 0;
};

/// The hashes of the request's files that an older torrent has. A file is unchanged when its path
/// and size are the same, its time of modification is the one that the old torrent recorded or
/// else older than that torrent, and its first, middle and last pieces still agree.
[[nodiscard]] BT_API reuse_result
reuse_hashes(create_request const& request, reuse_request const& from, std::stop_token stop);

}  // namespace bt::torrent
