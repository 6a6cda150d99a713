#include <bt/base/error.hpp>
#include <bt/dht/item.hpp>
#include <bt/dht/key.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace bt::dht;

item signed_item()
{
    auto const key = parse_key(std::string(64, '5'), "seed");
    item out{.value = "5:hello", .key = key.as_public, .salt = "s", .seq = 3};
    out.signed_by = sign(signed_text(out.value, out.seq, out.salt), key);
    return out;
}

TEST(item, value_survives_bencoding_with_any_bytes)
{
    for (std::string const& bytes :
         {std::string{}, std::string{"a:b"}, std::string("\0\xff\n", 3), std::string(996, 'x')})
        EXPECT_EQ(bytes_of_value(value_of_bytes(bytes)), bytes);
}

TEST(item, value_over_the_limit_is_refused)
{
    EXPECT_EQ(value_of_bytes(std::string(996, 'x')).size(), most_value_bytes);
    try {
        (void)value_of_bytes(std::string(997, 'x'));
        FAIL();
    } catch (bt::error const& e) {
        EXPECT_EQ(e.code(), bt::exit_code::bad_input);
    }
}

TEST(item, salt_over_the_limit_is_refused)
{
    EXPECT_NO_THROW(check_salt(std::string(64, 's')));
    EXPECT_THROW(check_salt(std::string(65, 's')), bt::error);
}

TEST(item, what_is_no_byte_string_is_given_as_it_is)
{
    for (std::string const text : {"i1e", "l1:ae", "d1:a1:be", "9:short", ""})
        EXPECT_EQ(bytes_of_value(text), text);
}

TEST(item, empty_salt_is_none)
{
    auto const key = signed_item().key.value();
    EXPECT_EQ(signed_text("1:a", 1, ""), "3:seqi1e1:v1:a");
    EXPECT_EQ(target_of(key, ""), target_of(std::string{key.data(), key.size()}));
}

TEST(item, is_authentic_only_where_it_belongs)
{
    item const plain{.value = "5:hello"};
    EXPECT_TRUE(is_authentic(plain, target_of("5:hello")));
    EXPECT_FALSE(is_authentic(plain, target_of("5:hullo")));
    auto const good = signed_item();
    auto const where = target_of(*good.key, good.salt);
    EXPECT_TRUE(is_authentic(good, where));
    EXPECT_FALSE(is_authentic(good, target_of(*good.key, "other")));
}

TEST(item, is_not_authentic_once_anything_in_it_changed)
{
    auto const good = signed_item();
    auto const where = target_of(*good.key, good.salt);
    auto value = good;
    value.value = "5:hullo";
    auto seq = good;
    ++seq.seq;
    auto by = good;
    by.signed_by[7] = static_cast<char>(by.signed_by[7] ^ 1);
    for (auto const& changed : {value, seq, by})
        EXPECT_FALSE(is_authentic(changed, where));
}

TEST(item, target_is_forty_hex_digits)
{
    EXPECT_TRUE(parse_target(std::string(40, '0')));
    for (auto const length : {39, 41, 64})
        EXPECT_FALSE(parse_target(std::string(static_cast<std::size_t>(length), '0'))) << length;
    EXPECT_FALSE(parse_target(std::string(40, 'x')));
}

}  // namespace
