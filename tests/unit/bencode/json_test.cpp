#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/from_json.hpp>
#include <bt/bencode/to_json.hpp>

#include <gtest/gtest.h>

#include <string>

namespace bt::bencode {
namespace {

using namespace std::literals;

/// What from_json or parse_merge_patch complains of.
template <class Call>
std::string complaint(Call const& call)
{
    try {
        call();
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::usage);
        return e.what();
    }
    return "nothing";
}

TEST(json, goes_to_bencoding_and_back)
{
    std::string_view const all[] = {
        "i0e",
        "i-9223372036854775808e",
        "i9223372036854775807e",
        "0:",
        "le",
        "de",
        "3:a\0b"sv,
        "5:\"\\\n\x7f\x01",
        "2:\xc3\xa9",
        "4:\xff\xfe\0\x01"sv,
        "d7:$base644:AAAAe",
        "d1:$i1e2:$$i2e8:$base64:i3ee",
        "d2:\xff\xfei1e8:\xf0\x9f\x98\x80\xf0\x9f\x98\x80"
        "li1e0:leee",
        "d1:ad1:bd1:cleeee",
    };
    for (auto const each : all) {
        ASSERT_FALSE(check(each).wrong) << each;
        EXPECT_EQ(from_json(to_json(each)), each) << to_json(each);
    }
}

TEST(json, keeps_the_order_of_keys_and_keys_that_are_there_twice)
{
    for (auto const each : {"d1:bi1e1:ai2ee", "d1:ai1e1:ai2ee"})
        EXPECT_EQ(from_json(to_json(each)), each);
}

TEST(json, without_a_bencoding_is_refused)
{
    auto const why =
        "bencoding has only strings, whole numbers of 64 bits, lists and dictionaries"s;
    for (auto const* bad :
         {"1.5", "1e3", "true", "null", "9223372036854775808", "-9223372036854775809"})
        EXPECT_EQ(complaint([&] { (void)from_json(bad); }), "cannot read JSON it: " + why) << bad;
    EXPECT_EQ(
        complaint([&] { (void)from_json(R"({"a":[{"b":false}]})"); }),
        "cannot read JSON a.b: " + why);
    EXPECT_EQ(
        complaint([] { (void)from_json(R"({"$base64":"?"})"); }),
        "cannot read JSON it: its $base64 is not base64");
    EXPECT_EQ(
        complaint([] { (void)from_json(R"({"a":{"$x":1}})"); }),
        "cannot read JSON a.$x: a key that begins with $ is written with $$, and bytes as "
        "$base64:");
    EXPECT_EQ(
        complaint([] { (void)from_json("[1,}"); }),
        "cannot read JSON [1,}: it is not JSON at byte 3");
    EXPECT_EQ(
        complaint([] { (void)from_json(""); }), "cannot read JSON : it is not JSON at byte 0");
    EXPECT_EQ(complaint([] { (void)from_json("\"\xff\""); }).substr(0, 16), "cannot read JSON");
}

TEST(json, that_is_a_bomb_is_refused)
{
    auto const told = complaint([] { (void)from_json(std::string(1'000'000, '[')); });
    EXPECT_EQ(told, "cannot read JSON " + std::string(60, '[') + "...: nested more than 100 deep");
    EXPECT_EQ(from_json(std::string(100, '[') + std::string(100, ']')).size(), 200U);
}

TEST(merge_patch, must_be_an_object_with_each_key_once)
{
    for (auto const* bad : {"[]", "1", "null", "\"x\"", R"({"$base64":"AA=="})"})
        EXPECT_EQ(
            complaint([&] { (void)parse_merge_patch(bad); }),
            "cannot merge "s + bad + ": it is not a JSON object");
    EXPECT_EQ(
        complaint([] { (void)parse_merge_patch(R"({"a":{"b":1,"c":2,"b":3}})"); }),
        "cannot merge a.b: the key is there twice");
    EXPECT_EQ(
        complaint([] { (void)parse_merge_patch(R"({"a":[null]})"); }),
        "cannot merge a: bencoding has only strings, whole numbers of 64 bits, lists and "
        "dictionaries");
}

}  // namespace
}  // namespace bt::bencode
