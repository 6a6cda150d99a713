#pragma once

#include <bt/base/export.hpp>
#include <bt/record/feed.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// RSS 0.9 to 2.0 and Atom, with what says torrents in them: enclosures, magnet links, BEP 36,
/// Media RSS, torznab.
namespace bt::feed {

/// What a feed from a stranger may cost, beside the size of its file.
struct parse_limits {
    std::size_t elements = 2'000'000;
    std::size_t items = 10'000;
};

/// Where a document is from.
struct source {
    std::string name;          ///< the feed's URL, for records and sentences
    std::string url;           ///< after redirects, which relative links go by
    std::string content_type;  ///< as the server says it; may be empty
};

struct parsed {
    std::string title;
    std::optional<std::chrono::seconds> ttl;  ///< how long it wants to be left alone
    std::vector<record::feed_item> items;     ///< in its order, each guid once
    std::int64_t num_without_torrent = 0;     ///< items that lead to none
};

/// Throws error(bad_input): "cannot read feed NAME: why".
[[nodiscard]] BT_API parsed
parse(std::string bytes, source const& from, parse_limits const& limits = {});

/// A date as feeds have it: RFC 822, RFC 3339, or something near it.
[[nodiscard]] BT_API std::optional<std::int64_t> parse_feed_date(std::string_view text);

}  // namespace bt::feed
