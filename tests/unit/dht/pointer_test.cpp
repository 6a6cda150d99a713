#include <bt/dht/pointer.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace bt::dht;

std::string const v1(20, 'a');
std::string const v2(32, 'b');
std::string const key_hex = "8543d3e6115f0f98c944077a4493dcd543e49c739fd998550a1f614ab36ed63e";

TEST(pointer, is_the_dictionary_of_bep_46)
{
    EXPECT_EQ(value_of({.v1 = v1, .v2 = {}}), "d2:ih20:" + v1 + "e");
    EXPECT_EQ(
        value_of({.v1 = {}, .v2 = v2}), "d2:ih20:" + v2.substr(0, 20) + "3:ih232:" + v2 + "e");
    EXPECT_EQ(value_of({.v1 = v1, .v2 = v2}), "d2:ih20:" + v1 + "3:ih232:" + v2 + "e");
}

TEST(pointer, comes_back_from_its_value)
{
    for (auto const& each :
         {pointer{.v1 = v1, .v2 = {}}, pointer{.v1 = {}, .v2 = v2}, pointer{.v1 = v1, .v2 = v2}}) {
        auto const got = parse_pointer(value_of(each));
        ASSERT_TRUE(got);
        EXPECT_EQ(got->v1, each.v1);
        EXPECT_EQ(got->v2, each.v2);
    }
}

TEST(pointer, is_not_made_of_anything_else)
{
    for (auto const* const each :
         {"", "5:hello", "de", "d2:ih3:abce", "i1e", "d2:ihi1ee", "garbage"})
        EXPECT_FALSE(parse_pointer(each)) << each;
}

TEST(pointer, link_has_key_and_salt_in_hex)
{
    auto const link = parse_pointer_link("magnet:?xs=urn:btpk:" + key_hex + "&s=6e");
    ASSERT_TRUE(link);
    EXPECT_EQ(link->salt, "n");
    EXPECT_EQ(link_of(*link), "magnet:?xs=urn:btpk:" + key_hex + "&s=6e");
    EXPECT_EQ(
        parse_pointer_link("MAGNET:?s=00ff&dn=x&xs=urn:btpk:" + key_hex)->salt,
        std::string("\0\xff", 2));
}

TEST(pointer, link_of_another_kind_is_none)
{
    for (std::string const& each :
         {std::string{"magnet:?xt=urn:btih:" + std::string(40, 'a')},
          std::string{"magnet:?xs=urn:btpk:abcd"},
          "magnet:?xs=urn:btpk:" + key_hex + "&s=xy",
          "http://x/?xs=urn:btpk:" + key_hex,
          std::string{}})
        EXPECT_FALSE(parse_pointer_link(each)) << each;
}

TEST(pointer, magnet_names_the_torrent)
{
    EXPECT_EQ(
        magnet_of({.v1 = std::string(20, '\x01'), .v2 = std::string(32, '\x02')}),
        "magnet:?xt=urn:btih:"
        "0101010101010101010101010101010101010101"
        "&xt=urn:btmh:1220"
        "0202020202020202020202020202020202020202020202020202020202020202");
}

}  // namespace
