#include <bt/net/address.hpp>
#include <bt/net/http_scrape.hpp>
#include <bt/net/url.hpp>
#include <bt/net/web_seed.hpp>

#include <gtest/gtest.h>

namespace bt::net {
namespace {

std::optional<std::string> scraped(std::string_view announce)
{
    auto const url = scrape_url_of(announce, "");
    if (!url) return std::nullopt;
    return url->substr(0, url->find("info_hash=") - 1);
}

TEST(scrape_url, follows_the_examples_of_the_convention)
{
    EXPECT_EQ(scraped("http://example.com/announce"), "http://example.com/scrape");
    EXPECT_EQ(scraped("http://example.com/x/announce"), "http://example.com/x/scrape");
    EXPECT_EQ(scraped("http://example.com/announce.php"), "http://example.com/scrape.php");
    EXPECT_EQ(
        scraped("http://example.com/announce?x=2%0644"), "http://example.com/scrape?x=2%0644");
    EXPECT_EQ(scraped("http://example.com/a"), std::nullopt);
    EXPECT_EQ(scraped("http://example.com/announce?x=2/4"), std::nullopt);
    EXPECT_EQ(scraped("http://example.com/x%064announce"), std::nullopt);
    EXPECT_EQ(scraped("announce"), std::nullopt);
}

TEST(scrape_url, has_the_hash_as_one_more_argument)
{
    std::string const hash{"\x00 aZ~\xff&", 7};
    EXPECT_EQ(
        scrape_url_of("http://t/announce", hash), "http://t/scrape?info_hash=%00%20aZ~%FF%26");
    EXPECT_EQ(scrape_url_of("http://t/announce?key=k", "a"), "http://t/scrape?key=k&info_hash=a");
    EXPECT_EQ(scrape_url_of("http://t/announce?#x", "a"), "http://t/scrape?info_hash=a");
}

TEST(a_link, is_resolved_by_the_examples_of_rfc_3986)
{
    struct row {
        char const* link;
        char const* whole;
    };
    for (auto const& [link, whole] :
         {row{"g:h", "g:h"},
          row{"g", "http://a/b/c/g"},
          row{"./g", "http://a/b/c/g"},
          row{"g/", "http://a/b/c/g/"},
          row{"/g", "http://a/g"},
          row{"//g", "http://g"},
          row{"?y", "http://a/b/c/d;p?y"},
          row{"g?y", "http://a/b/c/g?y"},
          row{"#s", "http://a/b/c/d;p?q#s"},
          row{"g#s", "http://a/b/c/g#s"},
          row{"g?y#s", "http://a/b/c/g?y#s"},
          row{";x", "http://a/b/c/;x"},
          row{"g;x?y#s", "http://a/b/c/g;x?y#s"},
          row{"", "http://a/b/c/d;p?q"},
          row{".", "http://a/b/c/"},
          row{"./", "http://a/b/c/"},
          row{"..", "http://a/b/"},
          row{"../", "http://a/b/"},
          row{"../g", "http://a/b/g"},
          row{"../..", "http://a/"},
          row{"../../", "http://a/"},
          row{"../../g", "http://a/g"},
          row{"../../../g", "http://a/g"},
          row{"../../../../g", "http://a/g"},
          row{"/./g", "http://a/g"},
          row{"/../g", "http://a/g"},
          row{"g.", "http://a/b/c/g."},
          row{".g", "http://a/b/c/.g"},
          row{"g..", "http://a/b/c/g.."},
          row{"..g", "http://a/b/c/..g"},
          row{"./../g", "http://a/b/g"},
          row{"./g/.", "http://a/b/c/g/"},
          row{"g/./h", "http://a/b/c/g/h"},
          row{"g/../h", "http://a/b/c/h"},
          row{"g;x=1/./y", "http://a/b/c/g;x=1/y"},
          row{"g;x=1/../y", "http://a/b/c/y"},
          row{"g?y/./x", "http://a/b/c/g?y/./x"},
          row{"g#s/../x", "http://a/b/c/g#s/../x"}})
        EXPECT_EQ(resolve("http://a/b/c/d;p?q", link), whole) << link;
    EXPECT_EQ(resolve("http://a", "g"), "http://a/g");
    EXPECT_EQ(resolve("http://a?q", "g"), "http://a/g");
    EXPECT_EQ(resolve("http://a/b//c", "../g"), "http://a/b/g");
}

TEST(urls, are_taken_apart)
{
    EXPECT_EQ(scheme_of("HTTP://a"), "http");
    EXPECT_EQ(scheme_of("a/b://c"), "");
    EXPECT_EQ(scheme_of("abc"), "");
    EXPECT_TRUE(is_http("hTTps://a"));
    EXPECT_FALSE(is_http("httpx://a"));
    EXPECT_EQ(authority_of("udp://t.example:80/announce"), (host_and_port{"t.example", 80}));
    EXPECT_EQ(authority_of("udp://u:p@[::1]:80"), (host_and_port{"::1", 80}));
    for (auto const* bad :
         {"udp://t", "udp://t:0/", "udp://t:65536", "udp://:80", "udp://::1:80", "x"})
        EXPECT_EQ(authority_of(bad), std::nullopt) << bad;
}

TEST(web_seed_url, has_the_path_behind_it_where_the_convention_says)
{
    EXPECT_EQ(web_seed_url("http://h/f", true, "d/a b.bin"), "http://h/f/d/a%20b.bin");
    EXPECT_EQ(web_seed_url("http://h/f/", true, "d/\xc3\xbc"), "http://h/f/d/%C3%BC");
    EXPECT_EQ(web_seed_url("http://h/f.iso", false, "f.iso"), "http://h/f.iso");
    EXPECT_EQ(web_seed_url("http://h/", false, "f?#.iso"), "http://h/f%3F%23.iso");
}

TEST(content_ranges, are_read_strictly)
{
    auto const whole = parse_content_range("bytes 0-9/100");
    ASSERT_TRUE(whole && whole->part);
    EXPECT_EQ(whole->part->first, 0);
    EXPECT_EQ(whole->part->last, 9);
    EXPECT_EQ(whole->size, 100);
    EXPECT_FALSE(parse_content_range("bytes 0-9/*")->size);
    EXPECT_FALSE(parse_content_range("bytes */100")->part);
    for (auto const* bad :
         {"", "bytes", "bytes 0-9", "bytes 9-0/10", "bytes -1-9/10", "bytes a-b/c", "items 0-9/10"})
        EXPECT_FALSE(parse_content_range(bad)) << bad;
}

TEST(samples, are_spread_from_the_first_to_the_last)
{
    using pieces = std::vector<std::int64_t>;
    EXPECT_EQ(spread_pieces(100, 3), (pieces{0, 49, 99}));
    EXPECT_EQ(spread_pieces(100, 1), (pieces{0}));
    EXPECT_EQ(spread_pieces(2, 3), (pieces{0, 1}));
    EXPECT_EQ(spread_pieces(1, 3), (pieces{0}));
    EXPECT_EQ(spread_pieces(0, 3), pieces{});
    EXPECT_EQ(spread_pieces(10, 0), pieces{});
}

TEST(addresses, that_only_neighbours_have_are_known)
{
    for (auto const* digits :
         {"127.0.0.1",
          "10.1.2.3",
          "172.31.0.1",
          "192.168.1.1",
          "169.254.1.1",
          "100.64.0.1",
          "0.0.0.0",
          "::1",
          "::",
          "fe80::1",
          "fd00::1",
          "::ffff:127.0.0.1"})
        EXPECT_TRUE(is_private(std::string{digits})) << digits;
    for (auto const* digits :
         {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2001:db8::1", "::ffff:1.1.1.1", "x"})
        EXPECT_FALSE(is_private(std::string{digits})) << digits;
}

TEST(a_proxy, looks_names_up_itself)
{
    EXPECT_EQ(resolving_proxy("socks5://u:p@h:1"), "socks5h://u:p@h:1");
    EXPECT_EQ(resolving_proxy("socks4://h:1"), "socks4a://h:1");
    EXPECT_EQ(resolving_proxy("http://h:1"), "http://h:1");
    EXPECT_EQ(resolving_proxy("socks5h://h:1"), "socks5h://h:1");
}

}  // namespace
}  // namespace bt::net
