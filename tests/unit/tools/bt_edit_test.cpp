#include <bt/base/error.hpp>

#include <gtest/gtest.h>

#include <bt-edit/request.hpp>
#include <string>

namespace bt_edit {
namespace {

TEST(a_replacement, parts_at_the_sign_before_a_url)
{
    auto const plain = parse_replacement("udp://a:1=udp://b:2");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->from, "udp://a:1");
    EXPECT_EQ(plain->to, "udp://b:2");
    auto const keyed = parse_replacement("http://a/?k=1&l==http://b/?k=2");
    ASSERT_TRUE(keyed);
    EXPECT_EQ(keyed->from, "http://a/?k=1&l=");
    EXPECT_EQ(keyed->to, "http://b/?k=2");
    // What is in a torrent need not be a URL.
    EXPECT_EQ(parse_replacement("typo=wss://b")->from, "typo");
}

TEST(a_replacement, that_can_be_read_in_two_ways_or_none_is_refused)
{
    for (auto const* bad :
         {"",
          "=",
          "a",
          "=udp://b",
          "udp://a=",
          "udp://a=ftp://b",
          "http://a/?u=http://b=udp://c",
          "a=http://t/\x1b"})
        EXPECT_FALSE(parse_replacement(bad)) << bad;
}

TEST(a_request, for_nothing_is_misuse_but_an_empty_patch_is_not)
{
    options given;
    EXPECT_THROW((void)request_of(given), bt::error);
    given.merge = {"{}"};
    EXPECT_NO_THROW((void)request_of(given));
}

}  // namespace
}  // namespace bt_edit
