#include "sample_feed.hpp"

namespace bt::feed {
namespace {

using test::atom_with;
using test::one_item;
using test::read_feed;
using test::rss_with;
using test::sample_hash;

TEST(an_rss_feed, gives_its_items_with_what_they_say)
{
    auto const all = read_feed(R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss>
<rss version="2.0" xmlns:torrent="http://xmlns.ezrss.it/0.1/" xmlns:atom="http://www.w3.org/2005/Atom">
 <channel>
  <title> Some
     releases </title>
  <atom:link rel="self" href="http://feeds.example/self"/>
  <link>http://site.example/</link>
  <ttl>30</ttl>
  <item>
   <title><![CDATA[One & only]]> &lt;x264&gt;</title>
   <guid isPermaLink="false">id-1</guid>
   <link>http://site.example/one?a=1&amp;b=2</link>
   <pubDate>Sun, 22 Nov 2026 10:28:44 +0000</pubDate>
   <enclosure url="http://site.example/one.torrent" length="1234" type="application/x-bittorrent"/>
   <torrent:contentLength>5000000000</torrent:contentLength>
   <torrent:infoHash>0123456789ABCDEF0123456789ABCDEF01234567</torrent:infoHash>
   <torrent:magnetURI><![CDATA[magnet:?xt=urn:btih:0123456789ABCDEF0123456789ABCDEF01234567&dn=One]]></torrent:magnetURI>
  </item>
  <item>
   <title>Two</title>
   <guid>id-2</guid>
   <enclosure url="/files/two%20x.torrent" type="application/x-bittorrent"/>
  </item>
 </channel>
</rss>)");
    EXPECT_EQ(all.title, "Some releases");
    EXPECT_EQ(all.ttl, std::chrono::minutes{30});
    EXPECT_EQ(all.num_without_torrent, 0);
    ASSERT_EQ(all.items.size(), 2U);
    auto const& one = all.items[0];
    EXPECT_EQ(one.title, "One & only <x264>");
    EXPECT_EQ(one.url, "http://site.example/one.torrent");
    EXPECT_EQ(one.magnet, "magnet:?xt=urn:btih:0123456789ABCDEF0123456789ABCDEF01234567&dn=One");
    EXPECT_EQ(one.info_hash, sample_hash);
    EXPECT_EQ(one.size, 5000000000);
    EXPECT_EQ(one.published, 1795343324);
    EXPECT_EQ(one.guid, "id-1");
    EXPECT_EQ(one.link, "http://site.example/one?a=1&b=2");
    EXPECT_EQ(one.feed, test::sample_feed_url);
    EXPECT_EQ(one.feed_title, "Some releases");
    auto const& two = all.items[1];
    EXPECT_EQ(two.url, "http://feeds.example/files/two%20x.torrent");
    EXPECT_FALSE(two.magnet);
    EXPECT_FALSE(two.size);
    EXPECT_FALSE(two.published);
    EXPECT_FALSE(two.link);
}

TEST(an_rss_feed, may_have_its_items_beside_the_channel)
{
    auto const all = read_feed(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
     <channel rdf:about="x"><title>Old</title><sy:updatePeriod>hourly</sy:updatePeriod>
      <sy:updateFrequency>2</sy:updateFrequency></channel>
     <item rdf:about="y"><title>One</title><link>magnet:?xt=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH</link>
      <dc:date>2026-11-22T10:28Z</dc:date></item></rdf:RDF>)");
    EXPECT_EQ(all.title, "Old");
    EXPECT_EQ(all.ttl, std::chrono::minutes{30});
    ASSERT_EQ(all.items.size(), 1U);
    EXPECT_EQ(all.items[0].published, 1795343324 - 44);
    EXPECT_EQ(all.items[0].info_hash, sample_hash);
    EXPECT_EQ(all.items[0].url, all.items[0].magnet);
}

TEST(an_atom_feed, gives_its_entries_with_what_they_say)
{
    auto const all = read_feed(R"(<?xml version="1.0"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="http://base.example/x/">
 <a:title type="html">A &amp;amp; B</a:title>
 <a:entry xml:base="y/">
  <a:id>urn:btih:0123456789abcdef0123456789abcdef01234567</a:id>
  <a:title type="xhtml"><div>One <b>bold</b></div></a:title>
  <a:updated>2026-11-23T00:00:00Z</a:updated>
  <a:published>2026-11-22T10:28:44Z</a:published>
  <a:link rel="self" href="self.torrent"/>
  <a:link href="page"/>
  <a:link rel="enclosure" type="application/x-bittorrent" href="one.torrent" length="9"/>
 </a:entry>
 <a:entry>
  <a:id>2</a:id><a:title type="html">Two &lt;i&gt;x&lt;/i&gt; &amp;amp; y</a:title>
  <a:updated>2026-11-22T10:28:44+00:00</a:updated>
  <a:link rel="alternate" href="magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&amp;xl=77"/>
 </a:entry>
</a:feed>)");
    EXPECT_EQ(all.title, "A & B");
    ASSERT_EQ(all.items.size(), 2U);
    EXPECT_EQ(all.items[0].title, "One bold");
    EXPECT_EQ(all.items[0].url, "http://base.example/x/y/one.torrent");
    EXPECT_EQ(all.items[0].link, "http://base.example/x/y/page");
    EXPECT_EQ(all.items[0].published, 1795343324);
    EXPECT_EQ(all.items[1].title, "Two x & y");
    EXPECT_EQ(all.items[1].info_hash, sample_hash);
    EXPECT_EQ(all.items[1].size, 77);
    EXPECT_EQ(all.items[1].published, 1795343324);
}

TEST(a_feed, names_its_torrents_in_many_ways)
{
    auto const hash = "<torrent:infoHash>" + sample_hash + "</torrent:infoHash>";
    // A prefix that nobody declared, and an element that forgot its namespace.
    EXPECT_EQ(
        one_item("<title>x y</title>" + hash).url,
        "magnet:?xt=urn:btih:" + sample_hash + "&dn=x%20y");
    EXPECT_EQ(
        one_item(
            "<torrent><infohash>" + sample_hash
            + "</infohash><contentlength>5</contentlength></torrent>")
            .size,
        5);
    auto const media = one_item(
        "<media:group><media:content url=\"/a.torrent\" fileSize=\"7\"/><media:hash algo=\"sha1\">"
        + sample_hash + "</media:hash></media:group>");
    EXPECT_EQ(media.url, "http://feeds.example/a.torrent");
    EXPECT_EQ(media.size, 7);
    EXPECT_EQ(media.info_hash, sample_hash);
    auto const indexer = one_item(
        "<link>http://x/1</link><torznab:attr name=\"magneturl\" value=\"magnet:?xt=urn:btih:"
        + sample_hash + "\"/><newznab:attr name=\"size\" value=\"8\"/>");
    EXPECT_EQ(indexer.url, "magnet:?xt=urn:btih:" + sample_hash);
    EXPECT_EQ(indexer.size, 8);
    EXPECT_EQ(indexer.link, "http://x/1");
    EXPECT_EQ(one_item("<guid>" + sample_hash + "</guid>").info_hash, sample_hash);
    EXPECT_EQ(one_item("<guid>http://x/a.torrent</guid>").url, "http://x/a.torrent");
    EXPECT_EQ(one_item("<link>http://x/download?id=1</link>").url, "http://x/download?id=1");
    EXPECT_EQ(one_item("<enclosure url=\"http://x/dl/1\" length=\"5\"/>").url, "http://x/dl/1");
    EXPECT_EQ(
        one_item("<enclosure url=\"magnet:?xt=urn:btih:" + sample_hash + "\" length=\"5\"/>").size,
        5);
}

TEST(a_feed, prefers_the_torrent_file_and_keeps_the_magnet_link)
{
    auto const magnet = "magnet:?xt=urn:btih:" + sample_hash;
    auto const item = one_item(
        "<enclosure type=\"image/png\" url=\"http://x/p.png\"/><enclosure type=\"text/html\" "
        "url=\"http://x/z\"/>"
        "<link>"
        + magnet
        + "</link><enclosure type=\"Application/X-BitTorrent\" url=\"http://x/get.php?id=5\"/>");
    EXPECT_EQ(item.url, "http://x/get.php?id=5");
    EXPECT_EQ(item.magnet, magnet);
    EXPECT_FALSE(item.link);
}

TEST(a_feed, of_others_words_is_not_taken_for_rss)
{
    auto const all =
        read_feed("<rss xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:i=\"urn:i\"><channel>"
                  "<i:title>not "
                  "this</i:title><title>T</title><item><media:title>no</media:title><i:link>http://"
                  "x/no</i:link>"
                  "<title>yes</title><link>http://x/yes.torrent</link><i:guid>no</i:guid></item>"
                  "<i:item><link>http://x/no.torrent</link></i:item></channel></rss>");
    EXPECT_EQ(all.title, "T");
    ASSERT_EQ(all.items.size(), 1U);
    EXPECT_EQ(all.items[0].title, "yes");
    EXPECT_EQ(all.items[0].url, "http://x/yes.torrent");
    EXPECT_EQ(all.items[0].guid, "http://x/yes.torrent");
}

TEST(a_feed, whose_items_have_no_guid_goes_by_what_they_lead_to)
{
    EXPECT_EQ(one_item("<link>/a.torrent</link>").guid, "http://feeds.example/a.torrent");
    EXPECT_EQ(
        one_item("<link>magnet:?dn=x&amp;xt=urn:btih:" + sample_hash + "</link>").guid,
        sample_hash);
    auto const all = read_feed(
        rss_with("<item><guid>1</guid><link>/a.torrent</link></item><item><guid>1</guid><link>/"
                 "b.torrent</link></item>"
                 "<item><link>/a.torrent</link></item><item><link>/a.torrent</link></item>"));
    EXPECT_EQ(all.items.size(), 2U) << "each guid once";
}

TEST(a_feed, counts_items_that_lead_nowhere)
{
    auto const all = read_feed(rss_with(
        "<item><title>none</title></item><item><link>file:///etc/passwd</link></item>"
        "<item><link>ftp://x/a.torrent</link></item><item><link>javascript:alert(1)</link></item>"
        "<item><enclosure type=\"audio/mpeg\" "
        "url=\"http://x/podcast.mp3\"/><link>http://x/page</link></item>"
        "<item><link>/a.torrent</link></item>"));
    EXPECT_EQ(all.num_without_torrent, 5);
    EXPECT_EQ(all.items.size(), 1U);
    EXPECT_TRUE(read_feed(rss_with("")).items.empty());
    EXPECT_TRUE(read_feed(atom_with("")).items.empty());
}

TEST(dates_of_feeds, are_read_in_either_form)
{
    for (auto const* text :
         {"2026-11-22T10:28:44Z",
          "2026-11-22T10:28:44",
          "2026-11-22 10:28:44",
          "Sun, 22 Nov 2026 10:28:44 GMT"})
        EXPECT_EQ(parse_feed_date(text), 1795343324) << text;
    EXPECT_EQ(parse_feed_date("2026-11-22T12:28+02:00"), 1795343280);
    EXPECT_FALSE(parse_feed_date("soon"));
    EXPECT_FALSE(parse_feed_date(""));
}

}  // namespace
}  // namespace bt::feed
