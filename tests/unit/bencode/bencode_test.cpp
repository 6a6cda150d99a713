#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/to_json.hpp>
#include <bt/bencode/writer.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace {

using bt::bencode::check;
using bt::bencode::cursor;
using bt::bencode::type;
using namespace std::literals;

struct refusal {
    std::string_view text;
    std::size_t offset;
    std::string_view why;
};

TEST(bencode, says_what_is_wrong_and_where)
{
    refusal const all[] = {
        {"", 0, "it ends in the middle"},
        {"d", 1, "it ends in the middle"},
        {"d1:ai1e", 7, "it ends in the middle"},
        {"i1", 2, "it ends in the middle"},
        {"12", 0, "a string longer than the rest"},
        {"x", 0, "no bencoded value"},
        {"e", 0, "no bencoded value"},
        {"l-e", 1, "no bencoded value"},
        {"4:abc", 0, "a string longer than the rest"},
        {"99999999999999999999999999:x", 0, "a string longer than the rest"},
        {"2147483648:x", 0, "a string longer than the rest"},
        {"1abc", 1, "no colon after the length of a string"},
        {"di1ei2ee", 1, "a key that is not a string"},
        {"d1:ae", 4, "a key without a value"},
        {"ie", 1, "an integer without digits"},
        {"i-e", 2, "an integer without digits"},
        {"i1x", 2, "an integer with something else than digits"},
        {"i9223372036854775808e", 0, "an integer of more than 64 bits"},
        {"i-9223372036854775809e", 0, "an integer of more than 64 bits"},
    };
    for (auto const& each : all) {
        auto const found = check(each.text);
        ASSERT_TRUE(found.wrong) << each.text;
        EXPECT_EQ(found.wrong->offset, each.offset) << each.text;
        EXPECT_EQ(found.wrong->why, each.why) << each.text;
    }
}

TEST(bencode, takes_the_one_value_that_the_text_begins_with)
{
    for (auto const text : {"i0e", "0:", "le", "de", "i-9223372036854775808e", "d1:ald1:bi1eeee"}) {
        auto const found = check(text + "trailing"s);
        EXPECT_FALSE(found.wrong) << text;
        EXPECT_EQ(found.size, std::string_view{text}.size());
    }
}

TEST(bencode, finds_what_is_not_canonical)
{
    EXPECT_FALSE(check("d1:ai1e1:bi1ee").unsorted_key);
    EXPECT_EQ(check("d1:bi1e1:ai1ee").unsorted_key, 7U);
    EXPECT_EQ(check("d1:ai1e1:ai1ee").repeated_key, 7U);
    EXPECT_EQ(check("ld1:ai1e1:bi1e1:ai1eee").repeated_key, 14U);
    EXPECT_FALSE(check("d1:bi1e1:ai1ee").repeated_key);
    EXPECT_EQ(check("li1ei01ee").leading_zero, 4U);
    EXPECT_EQ(check("i-0e").leading_zero, 0U);
    EXPECT_EQ(check("01:a").leading_zero, 0U);
    EXPECT_FALSE(check("li0e0:e").leading_zero);
}

TEST(bencode, bombs_are_refused_within_their_limits)
{
    auto const deep = check(std::string(100'000, 'l'));
    ASSERT_TRUE(deep.wrong);
    EXPECT_EQ(deep.wrong->offset, 100U);
    EXPECT_EQ(deep.wrong->why, "nested more than 100 deep");
    auto const wide = check("l" + std::string(100'000, '0'), {.items = 1000});
    ASSERT_TRUE(wide.wrong);
    std::string many = "l";
    for (int i = 0; i < 2000; ++i)
        many += "0:";
    auto const items = check(many + "e", {.items = 1000});
    ASSERT_TRUE(items.wrong);
    EXPECT_EQ(items.wrong->why, "more than 1000 items");
    EXPECT_TRUE(check("i" + std::string(10'000'000, '1') + "e").wrong);
}

TEST(bencode, a_cursor_walks_what_a_writer_wrote)
{
    bt::bencode::writer out;
    out.dictionary().string("a").integer(std::numeric_limits<std::int64_t>::min());
    out.string("b").list().string("x\0y"sv).dictionary().end().end();
    out.string("c").integer(7).end();
    auto const text = out.take();
    ASSERT_FALSE(check(text).wrong);
    cursor at{text};
    at.enter();
    EXPECT_EQ(at.string(), "a");
    EXPECT_EQ(at.kind(), type::integer);
    EXPECT_EQ(at.integer(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(at.string(), "b");
    EXPECT_EQ(at.skip(), "l3:x\0ydee"sv);
    EXPECT_FALSE(at.leave());
    EXPECT_EQ(at.string(), "c");
    EXPECT_EQ(at.integer(), 7);
    EXPECT_TRUE(at.leave());
    EXPECT_EQ(at.offset(), text.size());
    EXPECT_EQ(bt::bencode::find(text, "c"), "i7e");
    EXPECT_EQ(bt::bencode::find(text, "d"), "");
    EXPECT_EQ(bt::bencode::find("i1e", "d"), "");
}

TEST(bencode, json_says_every_byte)
{
    EXPECT_EQ(
        bt::bencode::to_json("d1:$i-5e2:\xff\xfeli1e2:\xc3\xa9"
                             "e3:key4:\xff\"\n\x01"
                             "e"),
        R"({"$$":-5,"$base64://4=":[1,"é"],"key":{"$base64":"/yIKAQ=="}})");
}

}  // namespace
