#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/from_json.hpp>
#include <bt/bencode/splice.hpp>
#include <bt/bencode/to_json.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bt::bencode {
namespace {

TEST(splice, of_nothing_gives_the_same_bytes)
{
    for (auto const* text :
         {"de", "d1:bi1e1:ai2ee", "d01:bi007e1:ai-0ee", "d1:ad1:zi1e1:yi2eee", "d1:ai1e1:ai2ee"}) {
        splice const untouched{text};
        EXPECT_FALSE(untouched.is_changed());
        EXPECT_EQ(untouched.text(), text);
    }
}

TEST(splice, changes_what_it_is_told_to_and_no_other_byte)
{
    splice it{"d01:zi007e3:odd2:ab1:ai-0e1:ml1:xee"};
    it.set_string("odd", "other");
    EXPECT_EQ(it.find("odd"), "5:other");
    EXPECT_EQ(it.text(), "d01:zi007e3:odd5:other1:ai-0e1:ml1:xee");
    it.remove("a");
    EXPECT_EQ(it.find("a"), "");
    EXPECT_EQ(it.text(), "d01:zi007e3:odd5:other1:ml1:xee");
    it.set_string("odd", "ab");
    it.set("a", "i-0e");
    EXPECT_FALSE(it.is_changed());
}

TEST(splice, takes_the_same_value_in_another_form_for_no_change)
{
    splice it{"d1:ai007e1:b02:xye"};
    it.set_integer("a", 7);
    it.set_string("b", "xy");
    it.remove("c");
    EXPECT_FALSE(it.is_changed());
    it.set_string("a", "7");
    EXPECT_TRUE(it.is_changed());
}

TEST(splice, puts_a_new_key_before_the_first_that_is_greater)
{
    struct {
        std::string_view from, key, to;
    } const all[] = {
        {"de", "a", "d1:ai1ee"},
        {"d1:b0:e", "a", "d1:ai1e1:b0:e"},
        {"d1:b0:e", "c", "d1:b0:1:ci1ee"},
        {"d1:b0:2:bb0:1:c0:e", "ba", "d1:b0:2:bai1e2:bb0:1:c0:e"},
        {"d1:z0:1:a0:e", "m", "d1:mi1e1:z0:1:a0:e"},
        {"d1:a0:1:\xff"
         "0:e",
         "\x80",
         "d1:a0:1:\x80"
         "i1e1:\xff"
         "0:e"},
    };
    for (auto const& each : all) {
        splice it{each.from};
        it.set_integer(each.key, 1);
        EXPECT_EQ(it.text(), each.to);
    }
    splice several{"d1:c0:1:b0:e"};
    for (auto const* key : {"d", "a", "bb"})
        several.set_integer(key, 1);
    several.set_integer("b", 2);
    EXPECT_EQ(several.text(), "d1:ai1e2:bbi1e1:c0:1:bi2e1:di1ee");
}

TEST(splice, tells_what_it_changed)
{
    splice it{"d1:ai1e1:bi2e1:ci3ee"};
    it.set_integer("d", 4);
    it.remove("b");
    it.set_integer("a", 9);
    std::vector<std::string> told;
    it.for_each_change([&](splice::change const& each) {
        told.push_back(
            std::string{each.key} + " " + std::string{each.before} + " " + std::string{each.after});
    });
    EXPECT_EQ(told, (std::vector<std::string>{"a i1e i9e", "b i2e ", "d  i4e"}));
}

TEST(a_repeated_key, is_found_on_its_own_level_alone)
{
    EXPECT_FALSE(repeated_key("d1:ad1:bi1e1:bi2eee"));
    EXPECT_EQ(repeated_key("d1:ai1e1:bi2e1:ai3ee"), 13U);
    EXPECT_EQ(repeated_key("d1:ai1e01:ai2e1:ai3ee"), 7U);
}

std::string patched(std::string_view json, std::string_view patch)
{
    patch_entry const entry{
        .key = {},
        .what = patch_entry::action::merge,
        .value = {},
        .inside = parse_merge_patch(patch)};
    return to_json(merged(from_json(json), entry).value_or(""));
}

// RFC 7396, appendix A, as far as bencoding can hold it.
TEST(merge_patch, does_what_its_standard_says)
{
    struct {
        std::string_view original, patch, result;
    } const all[] = {
        {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
        {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
        {R"({"a":"b"})", R"({"a":null})", R"({})"},
        {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
        {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
        {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
        {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
        {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
        {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
        {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
        {R"({"a":{"b":1},"c":2})", R"({"a":{"x":{"y":3}}})", R"({"a":{"b":1,"x":{"y":3}},"c":2})"},
        {R"({"a":"x"})", R"({"a":{"$base64":"/w=="}})", R"({"a":{"$base64":"/w=="}})"},
        {R"({"a":1})", R"({"$$a":2})", R"({"$$a":2,"a":1})"},
    };
    for (auto const& each : all)
        EXPECT_EQ(patched(each.original, each.patch), each.result) << each.patch;
}

TEST(merge_patch, keeps_every_byte_that_it_is_not_about)
{
    auto const inside = parse_merge_patch(R"({"x":{"new":1}})");
    EXPECT_EQ(merged("d1:zi01e1:ai-0ee", inside[0]), "d3:newi1e1:zi01e1:ai-0ee");
    EXPECT_EQ(merged("d1:zi01e3:newi1ee", inside[0]), "d1:zi01e3:newi1ee");
    EXPECT_THROW((void)merged("d1:a0:1:a0:e", inside[0]), error);
}

}  // namespace
}  // namespace bt::bencode
