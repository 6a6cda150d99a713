#include "print.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

namespace bt_feed {

std::string block_of(bt::record::feed_item const& item, bool color)
{
    std::string facts;
    auto const add = [&](std::string const& fact) {
        facts += (facts.empty() ? "  (" : ", ") + fact;
    };
    if (item.size) add(bt::format_size(*item.size));
    if (item.published) add(bt::format_time(*item.published));
    if (!facts.empty()) facts += ")";
    auto const title = item.title.empty() ? item.guid : item.title;
    return fmt::format(
        "{}{}{}{}\n    {}",
        color ? "\x1b[1m" : "",
        bt::printable(title),
        color ? "\x1b[0m" : "",
        facts,
        bt::printable(item.url));
}

std::string line_of(bt::record::feed const& feed)
{
    auto line = bt::printable(feed.url) + ": ";
    if (feed.title) line += bt::printable(*feed.title) + ", ";
    return line
        + fmt::format(
               "{} {}, {} not told yet",
               feed.num_items,
               feed.num_items == 1 ? "item" : "items",
               feed.num_unseen);
}

}  // namespace bt_feed
