#pragma once

#include <bt/record/feed.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::feed {

/// A link of an item to a file.
struct attached {
    std::string url;   ///< clean
    std::string type;  ///< media type in lower case, without parameters; empty if it says none
    std::optional<std::int64_t> length;
};

/// All that an item of a feed says of itself, before it is decided what it means.
struct found_item {
    std::string title;
    std::string guid;
    std::optional<std::string> guid_link;  ///< where the id is one
    std::optional<std::string> link;
    std::vector<attached> files;
    std::optional<std::string> magnet;
    std::optional<std::string> info_hash;
    std::optional<std::int64_t> size;
    std::optional<std::int64_t> published;
};

/// The item, as far as it leads to a torrent; nothing else.
[[nodiscard]] std::optional<record::feed_item> item_of(found_item found);

}  // namespace bt::feed
