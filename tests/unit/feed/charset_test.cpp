#include "sample_feed.hpp"

#include <bt/feed/charset.hpp>

namespace bt::feed {
namespace {

using test::read_feed;
using test::refusal_of;

std::string feed_in(std::string const& encoding, std::string const& title)
{
    return "<?xml version='1.0' encoding='" + encoding + "'?><rss><channel><title>" + title
        + "</title></channel></rss>";
}

/// As UTF-16, which a mark of its order may come before.
std::string widened(std::string const& ascii, bool big, bool marked)
{
    std::string out;
    if (marked) out = big ? "\xfe\xff" : "\xff\xfe";
    for (char const c : ascii) {
        if (big) out.push_back('\0');
        out.push_back(c);
        if (!big) out.push_back('\0');
    }
    return out;
}

TEST(a_feed_in_another_encoding, is_read_by_what_it_declares)
{
    EXPECT_EQ(
        read_feed(feed_in(
                      "ISO-8859-1",
                      "gr\xfc"
                      "n"))
            .title,
        "grün");
    EXPECT_EQ(read_feed(feed_in("windows-1251", "\xcf\xf0\xe8")).title, "При");
    EXPECT_EQ(read_feed(feed_in("KOI8-R", "\xf0\xd2\xc9")).title, "При");
    EXPECT_EQ(read_feed(feed_in("Shift_JIS", "\x83\x65\x83\x58")).title, "テス");
    EXPECT_EQ(read_feed(feed_in("utf-8", "grün")).title, "grün");
    EXPECT_EQ(read_feed("\xef\xbb\xbf" + feed_in("utf-8", "grün")).title, "grün");
    EXPECT_EQ(read_feed("<rss><channel><title>grün</title></channel></rss>").title, "grün");
}

TEST(a_feed_in_another_encoding, is_read_by_its_mark_before_all)
{
    for (bool const big : {false, true}) {
        auto const text = feed_in("utf-16", "x");
        EXPECT_EQ(read_feed(widened(text, big, true)).title, "x");
        EXPECT_EQ(read_feed(widened(text, big, false)).title, "x");
        EXPECT_EQ(read_feed(widened(text, big, true), "text/xml; charset=utf-8").title, "x");
    }
}

TEST(a_feed_in_another_encoding, is_read_by_what_its_server_says_if_that_fits)
{
    EXPECT_EQ(
        read_feed(
            feed_in(
                "utf-8",
                "gr\xfc"
                "n"),
            "text/xml; charset=\"ISO-8859-1\"")
            .title,
        "grün");
    EXPECT_EQ(read_feed(feed_in("utf-8", "grün"), "text/xml; charset=us-ascii").title, "grün");
    EXPECT_EQ(
        read_feed(
            feed_in(
                "iso-8859-1",
                "gr\xfc"
                "n"),
            "text/xml;charset=UTF-8")
            .title,
        "grün");
}

TEST(a_feed_in_another_encoding, than_it_says_is_refused)
{
    EXPECT_EQ(
        refusal_of(feed_in(
            "utf-8",
            "gr\xfc"
            "n")),
        "it is not the UTF-8 it should be");
    EXPECT_EQ(
        refusal_of(feed_in(
            "us-ascii",
            "gr\xfc"
            "n")),
        "it is not the us-ascii that it says");
    EXPECT_EQ(refusal_of(feed_in("shift_jis", "\x83")), "it is not the shift_jis that it says");
    EXPECT_EQ(refusal_of(feed_in("EBCDIC-US", "x")), "its encoding 'ebcdic-us' is not known");
    EXPECT_EQ(refusal_of(feed_in("../../x", "x")), "its encoding '../../x' is not known");
    EXPECT_EQ(refusal_of(feed_in("utf-7", "x")), "its encoding 'utf-7' is not known");
    EXPECT_EQ(refusal_of(std::string{"<rss>\0</rss>", 12}), "there are NUL bytes in it");
}

TEST(an_encoding, is_found_in_a_media_type_and_in_a_declaration)
{
    EXPECT_EQ(charset_of("text/xml"), "");
    EXPECT_EQ(charset_of("text/xml; a=b; Charset=\"UTF-8\" "), "utf-8");
    EXPECT_EQ(declared_encoding("<?xml version=\"1.0\" encoding=\"X\"?>"), "x");
    EXPECT_EQ(declared_encoding("<?xml version=\"1.0\"?><a encoding=\"y\"/>"), "");
    EXPECT_EQ(declared_encoding("<?xml encoding"), "");
    EXPECT_EQ(declared_encoding("<?xml encoding=\"x"), "");
}

}  // namespace
}  // namespace bt::feed
