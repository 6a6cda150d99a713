#pragma once

#include <bt/feed/fetch.hpp>
#include <bt/feed/follow.hpp>

#include <bt-feed/options.hpp>
#include <cstdint>
#include <string>

namespace bt_feed {

/// What the options ask for, in the library's words. Throws error(usage) for a regular expression
/// that is none.
[[nodiscard]] bt::feed::follow_options follow_options_of(options const& given, std::int64_t now);
[[nodiscard]] bt::feed::fetch_options fetch_options_of(options const& given);

/// The database of --state, or the usual one, whose folder is made if `makes` says so.
[[nodiscard]] std::string state_file_of(options const& given, bool makes);

/// Seconds since 1970.
[[nodiscard]] std::int64_t now_in_seconds();

}  // namespace bt_feed
