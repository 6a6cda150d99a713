#include <bt/base/error.hpp>

#include <gtest/gtest.h>

#include <bt-dht/value.hpp>
#include <string>

namespace bt_dht {
namespace {

bt::exit_code status_of(std::string_view written, value_format as)
{
    try {
        (void)value_from(written, as);
    } catch (bt::error const& e) {
        return e.code();
    }
    return bt::exit_code::ok;
}

TEST(a_value, is_the_same_in_every_form)
{
    EXPECT_EQ(value_from("hello\n", value_format::bytes), "6:hello\n");
    EXPECT_EQ(value_from("68656C6c6f", value_format::hex), "5:hello");
    EXPECT_EQ(value_from("aGVsbG8=", value_format::base64), "5:hello");
    EXPECT_EQ(value_from("\"hello\"", value_format::json), "5:hello");
    EXPECT_EQ(value_from("5:hello", value_format::bencode), "5:hello");
}

TEST(a_value, that_came_with_a_line_end_has_none_in_it_but_as_bytes)
{
    EXPECT_EQ(value_from("68656c6c6f\n", value_format::hex), "5:hello");
    EXPECT_EQ(value_from("aGVsbG8\r\n", value_format::base64), "5:hello");
    EXPECT_EQ(value_from(" [1]\n", value_format::json), "li1ee");
    EXPECT_EQ(status_of("i1e\n", value_format::bencode), bt::exit_code::bad_input);
}

TEST(a_value, survives_the_way_there_and_back)
{
    for (std::string const& bencoded :
         {std::string{"i-7e"},
          std::string{"0:"},
          std::string{"2:\xff\n"},
          std::string{"d1:$i1e2:\xff\xfe"
                      "l1:xee"},
          std::string{"ld1:ai1e1:b2:\xc3\xa4"
                      "ee"}}) {
        EXPECT_EQ(value_from(value_to(bencoded, value_format::json), value_format::json), bencoded);
        EXPECT_EQ(
            value_from(value_to(bencoded, value_format::bencode), value_format::bencode), bencoded);
    }
    for (auto const form : {value_format::bytes, value_format::hex, value_format::base64})
        EXPECT_EQ(value_from(value_to("3:\xff\n ", form), form), "3:\xff\n ");
}

TEST(a_value, of_json_has_its_keys_in_the_order_of_bencoding)
{
    EXPECT_EQ(
        value_from(R"({"b":1,"a":{"d":2,"c":3}})", value_format::json),
        "d1:ad1:ci3e1:di2ee1:bi1ee");
    EXPECT_EQ(status_of(R"({"a":1,"a":2})", value_format::json), bt::exit_code::bad_input);
}

TEST(a_value, that_is_not_what_it_should_be_is_a_bad_input)
{
    for (auto const* bad :
         {"", "nothing", "[1", "1.5", "null", "true", "[null]", "99999999999999999999"})
        EXPECT_EQ(status_of(bad, value_format::json), bt::exit_code::bad_input) << bad;
    for (auto const* bad : {"abc", "xx", "0x00"})
        EXPECT_EQ(status_of(bad, value_format::hex), bt::exit_code::bad_input) << bad;
    for (auto const* bad : {"a", "!!!!", "aGVsbG8=="})
        EXPECT_EQ(status_of(bad, value_format::base64), bt::exit_code::bad_input) << bad;
    for (auto const* bad : {"", "hello", "i1", "i1ei2e", "i01e", "d1:bi1e1:ai1ee"})
        EXPECT_EQ(status_of(bad, value_format::bencode), bt::exit_code::bad_input) << bad;
}

TEST(a_value, over_the_limit_is_refused_in_every_form)
{
    std::string const most(996, 'x');
    EXPECT_EQ(value_from(most, value_format::bytes).size(), 1000U);
    EXPECT_EQ(value_from("\"" + most + "\"", value_format::json).size(), 1000U);
    EXPECT_EQ(value_from("996:" + most, value_format::bencode).size(), 1000U);
    auto const more = most + "x";
    EXPECT_EQ(status_of(more, value_format::bytes), bt::exit_code::bad_input);
    EXPECT_EQ(status_of("\"" + more + "\"", value_format::json), bt::exit_code::bad_input);
    EXPECT_EQ(status_of("997:" + more, value_format::bencode), bt::exit_code::bad_input);
    EXPECT_EQ(status_of(std::string(997 * 2, 'a'), value_format::hex), bt::exit_code::bad_input);
}

TEST(a_value, that_others_take_and_we_do_not_is_no_json)
{
    EXPECT_THROW((void)value_to("i99999999999999999999e", value_format::json), bt::error);
}

TEST(a_format, has_a_word_each)
{
    EXPECT_EQ(value_format_of("json"), value_format::json);
    EXPECT_EQ(value_format_of("base64"), value_format::base64);
    EXPECT_EQ(value_format_words().size(), 5U);
}

}  // namespace
}  // namespace bt_dht
