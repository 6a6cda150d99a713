#include "sample_feed.hpp"

#include <bt/base/text.hpp>

namespace bt::feed {
namespace {

using test::read_feed;
using test::refusal_of;
using test::rss_with;

TEST(what_is_no_feed, is_refused_with_a_reason)
{
    EXPECT_EQ(refusal_of(""), "there is no XML in it");
    EXPECT_EQ(refusal_of("  \n "), "there is no XML in it");
    EXPECT_EQ(refusal_of("hello"), "there is no XML in it");
    EXPECT_EQ(refusal_of("<!DOCTYPE html><html><p></html>"), "it is a web page");
    EXPECT_EQ(refusal_of("<html><body/></html>"), "it is a web page");
    EXPECT_EQ(refusal_of("<opml/>"), "it is neither RSS nor Atom, but <opml>");
    EXPECT_EQ(refusal_of("<feed/>"), "it is neither RSS nor Atom, but <feed>");
    EXPECT_EQ(refusal_of("<rss/>"), "it has no channel");
}

TEST(a_broken_feed, is_refused_with_the_line)
{
    auto const mismatch = refusal_of("<rss>\n<channel>\n<item></channel></rss>");
    EXPECT_TRUE(mismatch.starts_with("line 3: ")) << mismatch;
    EXPECT_TRUE(refusal_of("<rss><channel><title>x").starts_with("line 1: "));
    EXPECT_TRUE(refusal_of("<rss><channel a=></channel></rss>").starts_with("line 1: "));
    EXPECT_TRUE(refusal_of("<rss>\n\n<![CDATA[ x</rss>").starts_with("line 3: "));
}

TEST(entities, of_a_feeds_own_are_refused)
{
    std::string laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [\n<!ENTITY lol \"lol\">\n";
    for (int i = 0; i < 9; ++i)
        laughs += "<!ENTITY lol" + std::to_string(i) + " \"&lol;&lol;&lol;&lol;&lol;\">\n";
    laughs += "]>\n" + rss_with("<item><title>&lol8;</title></item>").substr(21);
    EXPECT_EQ(refusal_of(laughs), "it defines entities of its own");
    EXPECT_EQ(
        refusal_of(
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel/></rss>"),
        "it defines entities of its own");
    // What nobody defined stays as it is, and a DTD elsewhere is not fetched.
    auto const all = read_feed(
        "<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" \"http://x/rss.dtd\"><rss><channel><item>"
        "<title>a &eacute; &amp; &#x41;</title><link>/a.torrent</link></item></channel></rss>");
    EXPECT_EQ(all.items.at(0).title, "a &eacute; & A");
}

TEST(a_feed, that_nests_without_end_costs_no_stack)
{
    std::string deep;
    for (int i = 0; i < 500'000; ++i)
        deep += "<a>";
    EXPECT_TRUE(refusal_of(rss_with("<item><title>" + deep)).starts_with("line 1: "));
    std::string whole = deep;
    for (int i = 0; i < 500'000; ++i)
        whole += "</a>";
    auto const all =
        read_feed(rss_with("<item><link>/a.torrent</link><title>x" + whole + "y</title></item>"));
    EXPECT_EQ(all.items.at(0).title, "xy");
    EXPECT_EQ(
        refusal_of("<rss><channel>" + whole, {}, {.elements = 1000}), "more than 1000 elements");
}

TEST(a_feed, of_too_many_items_is_refused)
{
    std::string items;
    for (int i = 0; i < 11; ++i)
        items += "<item><link>/" + std::to_string(i) + ".torrent</link></item>";
    EXPECT_EQ(read_feed(rss_with(items), {}, {.items = 11}).items.size(), 11U);
    EXPECT_EQ(refusal_of(rss_with(items), {}, {.items = 10}), "more than 10 items");
    EXPECT_EQ(refusal_of(rss_with("<item/><item/><item/>"), {}, {.items = 2}), "more than 2 items");
}

TEST(a_feed, of_many_namespaces_is_read_in_time)
{
    std::string prefixes;
    for (int i = 0; i < 100'000; ++i)
        prefixes += " xmlns:p" + std::to_string(i) + "=\"urn:x\"";
    std::string items;
    for (int i = 0; i < 9'000; ++i)
        items +=
            "<item><p1:x/><p2:y/><p3:z/><link>/" + std::to_string(i) + ".torrent</link></item>";
    auto const all = read_feed("<rss" + prefixes + "><channel>" + items + "</channel></rss>");
    EXPECT_EQ(all.items.size(), 9000U);
}

TEST(a_base, is_as_little_to_be_trusted_as_a_link)
{
    auto const based = [](std::string const& base) {
        auto const all = read_feed(
            "<rss xml:base=\"" + base
            + "\"><channel><item><link>a.torrent</link></item></channel></rss>");
        return all.items.empty() ? std::string{} : all.items[0].url;
    };
    EXPECT_EQ(based("b/"), "http://feeds.example/all/b/a.torrent");
    EXPECT_EQ(based("b c\xc3\xa4&#10;&#1;/"), "http://feeds.example/all/b%20c%C3%A4%01/a.torrent");
    EXPECT_EQ(based("file:///etc/"), "");
    EXPECT_EQ(based("magnet:?"), "");
    EXPECT_EQ(based("http://"), "");
}

TEST(a_title, has_an_end_and_lines_of_links_are_one_each)
{
    auto const all = read_feed(rss_with(
        "<item><title>" + std::string(100'000, 'x')
        + "\xc3\xa4</title><link>/a&#10;b\t.torrent</link></item>"
          "<item><title>"
        + std::string(32'767, 'x')
        + "\xc3\xa4</title><link>/c.torrent</link></item>"
          "<item><link>/"
        + std::string(40'000, 'x') + ".torrent</link></item>"));
    ASSERT_EQ(all.items.size(), 2U);
    EXPECT_EQ(all.items[0].title.size(), 32'768U);
    EXPECT_TRUE(is_utf8(all.items[1].title));
    EXPECT_EQ(all.items[0].url.find_first_of(" \t\n\r"), std::string::npos);
    EXPECT_EQ(all.num_without_torrent, 1);
}

}  // namespace
}  // namespace bt::feed
