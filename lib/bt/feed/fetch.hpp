#pragma once

#include <bt/base/export.hpp>
#include <bt/feed/parse.hpp>
#include <bt/net/http.hpp>
#include <bt/state/feed_store.hpp>

#include <chrono>
#include <optional>
#include <string>

/// A feed from its server.
namespace bt::feed {

struct fetch_options {
    net::http_limits limits{.body_bytes = 16 * 1024 * 1024};
    parse_limits parsing;
    std::string proxy;
};

/// Asks for what is not as `known` says it was.
[[nodiscard]] BT_API net::http_request request_for(
    std::string const& url,
    std::optional<state::followed_feed> const& known,
    fetch_options const& how);

struct fetched {
    state::followed_feed feed;
    /// What it has now; nothing if it is as it was.
    std::optional<parsed> content;
};

/// What the answer to that request says. Throws what parse() throws, and "cannot fetch URL: why"
/// with error(network), error(timed_out), error(bad_input) for one over the size.
[[nodiscard]] BT_API fetched read_answer(
    std::optional<state::followed_feed> const& known,
    net::http_request const& asked,
    net::http_outcome answer,
    fetch_options const& how);

/// How long to leave a feed alone: `interval`, or what it or its server asks for if that is more,
/// up to a day.
[[nodiscard]] BT_API std::chrono::seconds pause_before_next(
    std::chrono::seconds interval,
    std::chrono::seconds ttl,
    std::optional<std::chrono::seconds> retry_after);

}  // namespace bt::feed
