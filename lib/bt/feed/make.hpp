#pragma once

#include <bt/base/export.hpp>
#include <bt/record/torrent_info.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Feeds of one's own.
namespace bt::feed {

struct made_item {
    record::torrent_info torrent;
    std::string url;             ///< of the .torrent file; empty if that is nowhere
    std::string file_name;       ///< of the same
    std::int64_t file_size = 0;  ///< of the same
    std::int64_t published = 0;  ///< seconds since 1970
};

struct made_feed {
    std::string title;
    std::string description;
    std::string link;  ///< of the site; may be empty, as the next
    std::string self;  ///< of the feed
    std::optional<std::int64_t> ttl_minutes;
    std::vector<made_item> items;
};

/// "urn:btih:<hex>", or for v2 alone "urn:btmh:1220<hex>": the same wherever the torrent is listed.
[[nodiscard]] BT_API std::string id_of(record::torrent_info const& torrent);

/// Newest first, each torrent once; gives how many of them `limit` cuts off. 0 is no limit.
BT_API std::int64_t arrange(std::vector<made_item>& items, std::size_t limit);

/// The same bytes for the same feed: dates are those of its items.
[[nodiscard]] BT_API std::string rss_of(made_feed const& feed);
[[nodiscard]] BT_API std::string atom_of(made_feed const& feed);

}  // namespace bt::feed
