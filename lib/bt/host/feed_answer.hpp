#pragma once

#include <bt/base/error.hpp>
#include <bt/feed/fetch.hpp>
#include <bt/host/feeds.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

/// What the two halves of feeds share.
namespace bt::host {

/// What came of looking at a feed.
struct feeds::answer {
    std::optional<feed::fetched> what;
    std::optional<std::chrono::seconds> retry_after;
    bool from_public = false;
    std::optional<error> why;
};

/// Seconds since 1970.
[[nodiscard]] std::int64_t unix_now();

}  // namespace bt::host
