#include "sample_feed.hpp"

#include <bt/feed/link.hpp>

namespace bt::feed {
namespace {

using test::sample_hash;

TEST(a_link_of_a_feed, is_made_whole_and_clean)
{
    std::string const base = "https://h:8443/a/b?c";
    EXPECT_EQ(clean_link(" x.torrent\n", base), "https://h:8443/a/x.torrent");
    EXPECT_EQ(clean_link("//other/x", base), "https://other/x");
    EXPECT_EQ(clean_link("/x y\xc3\xa4", base), "https://h:8443/x%20y%C3%A4");
    EXPECT_EQ(clean_link("HTTP://H/x", base), "HTTP://H/x");
    EXPECT_EQ(clean_link("magnet:?dn=a b\nc", base), "magnet:?dn=a%20bc");
    for (auto const* bad :
         {"",
          " ",
          "file:///etc/passwd",
          "ftp://x/",
          "data:,x",
          "http://",
          "http:///x",
          "mailto:a@b"})
        EXPECT_FALSE(clean_link(bad, base)) << bad;
}

TEST(a_magnet_link, says_hash_size_and_name)
{
    auto const v2 = std::string(64, 'a');
    auto const facts = facts_of_magnet(
        "magnet:?xt=urn:btmh:1220" + v2 + "&xt.1=URN:BTIH:" + sample_hash + "&xl=5&dn=a%20b");
    EXPECT_EQ(facts.info_hash, sample_hash);
    EXPECT_EQ(facts.size, 5);
    EXPECT_EQ(facts.name, "a b");
    EXPECT_EQ(facts_of_magnet("magnet:?xt=urn%3Abtmh%3A1220" + v2).info_hash, v2);
    EXPECT_EQ(
        facts_of_magnet("magnet:?xt=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH").info_hash,
        sample_hash);
    for (auto const* bad :
         {"magnet:?",
          "magnet:?xt",
          "magnet:?xt=",
          "magnet:?xt=urn:btih:123",
          "magnet:?xs=urn:btpk:00",
          "magnet:?&&=&xl=-1",
          "x"}) {
        EXPECT_FALSE(facts_of_magnet(bad).info_hash) << bad;
        EXPECT_FALSE(facts_of_magnet(bad).size) << bad;
    }
}

TEST(a_magnet_link, is_made_of_a_hash)
{
    EXPECT_EQ(
        magnet_of_hash(sample_hash, "a&b"), "magnet:?xt=urn:btih:" + sample_hash + "&dn=a%26b");
    auto const v2 = std::string(64, 'a');
    EXPECT_EQ(facts_of_magnet(magnet_of_hash(v2, "")).info_hash, v2);
}

}  // namespace
}  // namespace bt::feed
