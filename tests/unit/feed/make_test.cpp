#include "sample_feed.hpp"

#include <bt/feed/make.hpp>

namespace bt::feed {
namespace {

using test::read_feed;
using test::sample_hash;

made_item item_of(std::string const& name, std::int64_t published, char digit = '0')
{
    made_item out;
    out.torrent.name = name;
    out.torrent.info_hash_v1 = std::string(40, digit);
    out.torrent.total_size = 5000;
    out.torrent.magnet = "magnet:?xt=urn:btih:" + *out.torrent.info_hash_v1 + "&dn=x";
    out.torrent.comment = "a <comment>";
    out.url = "http://h/t/" + name + ".torrent";
    out.file_name = name + ".torrent";
    out.file_size = 300;
    out.published = published;
    return out;
}

made_feed feed_of(std::vector<made_item> items)
{
    return {
        .title = "T & <t>",
        .description = "d",
        .link = "http://h/",
        .self = "http://h/feed.xml",
        .ttl_minutes = 15,
        .items = std::move(items)};
}

TEST(a_feed_of_ones_own, is_read_back_as_it_was_meant)
{
    auto const feed = feed_of({item_of("one", 1795343324)});
    for (auto const& text : {rss_of(feed), atom_of(feed)}) {
        auto const back = read_feed(text);
        EXPECT_EQ(back.title, "T & <t>");
        ASSERT_EQ(back.items.size(), 1U) << text;
        auto const& item = back.items[0];
        EXPECT_EQ(item.title, "one");
        EXPECT_EQ(item.url, "http://h/t/one.torrent");
        EXPECT_EQ(item.magnet, feed.items[0].torrent.magnet);
        EXPECT_EQ(item.info_hash, std::string(40, '0'));
        EXPECT_EQ(item.size, 5000);
        EXPECT_EQ(item.published, 1795343324);
        EXPECT_EQ(item.guid, "urn:btih:" + std::string(40, '0'));
    }
    EXPECT_EQ(read_feed(rss_of(feed)).ttl, std::chrono::minutes{15});
    EXPECT_NE(rss_of(feed).find("length=\"300\""), std::string::npos);
    EXPECT_NE(
        rss_of(feed).find("<lastBuildDate>Sun, 22 Nov 2026 10:28:44 +0000<"), std::string::npos);
    EXPECT_NE(atom_of(feed).find("<updated>2026-11-22T10:28:44Z<"), std::string::npos);
}

TEST(a_feed_of_ones_own, has_magnet_links_where_the_files_are_nowhere)
{
    auto item = item_of("one", 1);
    item.url.clear();
    item.torrent.info_hash_v1.reset();
    item.torrent.info_hash_v2 = std::string(64, 'b');
    item.torrent.magnet = "magnet:?xt=urn:btmh:1220" + std::string(64, 'b');
    for (auto const& text : {rss_of(feed_of({item})), atom_of(feed_of({item}))}) {
        auto const back = read_feed(text);
        ASSERT_EQ(back.items.size(), 1U);
        EXPECT_EQ(back.items[0].url, item.torrent.magnet);
        EXPECT_EQ(back.items[0].info_hash, std::string(64, 'b'));
        EXPECT_EQ(back.items[0].guid, "urn:btmh:1220" + std::string(64, 'b'));
    }
}

TEST(a_feed_of_ones_own, is_well_formed_whatever_the_names_are)
{
    auto const names = {
        std::string{"\x01\x1b[2J\x7f"},
        std::string{"\xff\xfe"},
        std::string{"]]>&<\">"},
        std::string{"\xef\xbf\xbf"}};
    for (auto const& name : names) {
        auto const feed = feed_of({item_of(name, 1)});
        EXPECT_EQ(read_feed(rss_of(feed)).items.size(), 1U);
        EXPECT_EQ(read_feed(atom_of(feed)).items.size(), 1U);
    }
}

TEST(items_of_a_feed, are_newest_first_each_once_and_no_more_than_the_limit)
{
    std::vector<made_item> items{
        item_of("a", 1, 'a'), item_of("c", 3, 'c'), item_of("b", 2, 'b'), item_of("again", 1, 'c')};
    EXPECT_EQ(arrange(items, 2), 1);
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].torrent.name, "c");
    EXPECT_EQ(items[1].torrent.name, "b");
    EXPECT_EQ(arrange(items, 0), 0);
    EXPECT_EQ(items.size(), 2U);
}

}  // namespace
}  // namespace bt::feed
