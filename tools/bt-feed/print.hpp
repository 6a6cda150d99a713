#pragma once

#include <bt/record/feed.hpp>

#include <string>

namespace bt_feed {

/// "Title  (1.5 MiB, 2026-11-21 04:28:44 UTC)" and below it what adds the item. With colour the
/// title stands out.
[[nodiscard]] std::string block_of(bt::record::feed_item const& item, bool color);

/// "https://a/feed.xml: Title, 12 items, 3 not told yet".
[[nodiscard]] std::string line_of(bt::record::feed const& feed);

}  // namespace bt_feed
