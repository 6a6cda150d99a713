#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/dht/item.hpp>
#include <bt/dht/key.hpp>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace {

using namespace bt::dht;

nlohmann::json vectors(std::string const& name)
{
    std::ifstream file{std::string{BT_TEST_SHARED} + "/vectors/" + name};
    if (!file) return {};
    return nlohmann::json::parse(file);
}

template <std::size_t N>
std::string hex(std::array<char, N> const& bytes)
{
    return bt::to_hex(view_of(bytes));
}

bt::exit_code status_of_parsing(std::string const& text)
{
    try {
        (void)parse_key(text, "k");
    } catch (bt::error const& e) {
        EXPECT_EQ(std::string_view{e.what()}.find(text), std::string_view::npos);
        return e.code();
    }
    return bt::exit_code::ok;
}

TEST(key, signs_as_the_vectors_of_ed25519_say)
{
    auto const all = vectors("ed25519.json");
    if (all.is_null()) GTEST_SKIP() << "no ed25519.json in " BT_TEST_SHARED "/vectors";
    for (auto const& each : all.at("vectors")) {
        auto const key = parse_key(each.at("seed").get<std::string>(), "seed");
        EXPECT_EQ(hex(key.as_public), each.at("public_key"));
        auto const message = bt::from_hex(each.at("message_hex").get<std::string>());
        ASSERT_TRUE(message);
        auto const by = sign(*message, key);
        EXPECT_EQ(hex(by), each.at("signature"));
        EXPECT_TRUE(verify(*message, by, key.as_public));
        EXPECT_FALSE(verify(*message + "x", by, key.as_public));
    }
}

TEST(key, expanded_secret_signs_as_the_vectors_of_bep_44_say)
{
    auto const all = vectors("bep44.json");
    if (all.is_null()) GTEST_SKIP() << "no bep44.json in " BT_TEST_SHARED "/vectors";
    for (auto const& each : all.at("mutable")) {
        auto const key = parse_key(each.at("private_key_expanded").get<std::string>(), "vector");
        EXPECT_EQ(hex(key.as_public), each.at("public_key"));
        auto const value = each.at("v_bencoded").get<std::string>();
        auto const salt = each.at("salt").get<std::string>();
        auto const text = signed_text(value, each.at("seq").get<std::int64_t>(), salt);
        EXPECT_EQ(text, each.at("signed"));
        EXPECT_EQ(hex(sign(text, key)), each.at("signature"));
        EXPECT_EQ(hex(target_of(key.as_public, salt)), each.at("target"));
    }
    for (auto const& each : all.at("immutable"))
        EXPECT_EQ(hex(target_of(each.at("v_bencoded").get<std::string>())), each.at("target"));
}

TEST(key, survives_its_own_pem)
{
    auto const made = generate_key();
    auto const again = parse_key(to_pem(made), "pem");
    EXPECT_EQ(again.as_public, made.as_public);
    EXPECT_EQ(again.expanded, made.expanded);
    EXPECT_NE(generate_key().as_public, made.as_public);
}

TEST(key, pem_is_that_of_rfc_8410)
{
    auto const key = parse_key(
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
        "-----END PRIVATE KEY-----\n",
        "pem");
    EXPECT_EQ(
        hex(key.as_public), "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
}

TEST(key, takes_a_seed_with_white_space_around_and_either_case)
{
    std::string const seed(64, 'a');
    EXPECT_EQ(
        parse_key(seed + "\r\n", "k").as_public, parse_key(std::string(64, 'A'), "k").as_public);
}

TEST(key, refuses_what_is_none_and_does_not_repeat_it)
{
    for (auto const* text :
         {"no key at all", "abcd", "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----"})
        EXPECT_EQ(status_of_parsing(text), bt::exit_code::config) << text;
    EXPECT_EQ(status_of_parsing(std::string(63, 'a')), bt::exit_code::config);
    EXPECT_EQ(status_of_parsing(std::string(65, 'a')), bt::exit_code::config);
    EXPECT_EQ(status_of_parsing(std::string(64, 'g')), bt::exit_code::config);
}

TEST(key, refuses_an_expanded_secret_that_is_none)
{
    EXPECT_EQ(status_of_parsing(std::string(128, 'f')), bt::exit_code::config);
    std::string const seed(64, '7');
    auto const libsodium = seed + hex(parse_key(seed, "k").as_public);
    EXPECT_EQ(status_of_parsing(libsodium), bt::exit_code::config);
}

}  // namespace
