#include <bt/base/error.hpp>

#include <gtest/gtest.h>

#include <bt-feed/options.hpp>
#include <bt-feed/print.hpp>
#include <bt-feed/request.hpp>

namespace bt_feed {
namespace {

TEST(since, is_a_date_or_how_long_ago)
{
    EXPECT_EQ(parse_since("2026-11-22T10:28:44Z")->seconds(0), 1795343324);
    EXPECT_EQ(parse_since("2026-11-22")->seconds(0), 1795305600);
    EXPECT_EQ(parse_since("@5")->seconds(0), 5);
    EXPECT_EQ(parse_since("7d")->seconds(1'000'000), 1'000'000 - 7 * 86400);
    EXPECT_EQ(parse_since("1h30m")->seconds(10'000), 10'000 - 5400);
    for (auto const* bad : {"", "now", "none", "yesterday", "@x", "2026-13-01", "-5d"})
        EXPECT_FALSE(parse_since(bad)) << bad;
}

TEST(rules_of_options, take_case_as_asked)
{
    options given;
    given.match = {"ABC"};
    bt::record::feed_item item;
    item.title = "abc";
    EXPECT_FALSE(bt::feed::wants(follow_options_of(given, 0).wanted, item, 0));
    given.ignore_case = true;
    EXPECT_TRUE(bt::feed::wants(follow_options_of(given, 0).wanted, item, 0));
    given.exclude = {"("};
    EXPECT_THROW((void)follow_options_of(given, 0), bt::error);
}

TEST(an_item_for_people, is_safe_for_a_terminal)
{
    bt::record::feed_item item;
    item.title = "a\x1b[2J";
    item.url = "http://x/";
    item.size = 1536;
    item.published = 1795343324;
    EXPECT_EQ(
        block_of(item, false), "a\\x1b[2J  (1.5 KiB, 2026-11-22 10:28:44 UTC)\n    http://x/");
    EXPECT_TRUE(block_of(item, true).starts_with("\x1b[1ma\\x1b[2J\x1b[0m  ("));
    item.title.clear();
    item.guid = "id";
    item.size.reset();
    item.published.reset();
    EXPECT_EQ(block_of(item, false), "id\n    http://x/");
}

}  // namespace
}  // namespace bt_feed
