#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/dht/key.hpp>
#include <bt/dht/secret.hpp>

#include <gtest/gtest.h>
#include <sys/prctl.h>

#include <array>
#include <string>
#include <utility>

namespace {

using namespace bt::dht;

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

struct signing {
    char const* seed;
    char const* as_public;
    char const* message;
    char const* signature;
};

// RFC 8032 7.1, TEST 1 to 3, and others that libgcrypt and libtorrent test with.
constexpr std::array signings{
    signing{
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    signing{
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    signing{
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    signing{
        "0d4a05b07352a5436e180356da0ae6efa0345ff7fb1572575772e8005ed978e9",
        "e61a185bcef2613a6c7cb79763ce945d3b245d76114dd440bcf5f2dc1aa57057",
        "cbc77b",
        "d9868d52c2bebce5f3fa5a79891970f309cb6591e3e1702a70276fa97c24b3a8"
        "e58606c38c9758529da50ee31b8219cba45271c689afa60b0ea26c99db19b00c"},
    signing{
        "89f0d68299ba0a5a83f248ae0c169f8e3849a9b47bd4549884305c9912b46603",
        "aba3e795aab2012acceadd7b3bd9daeeed6ff5258bdcd7c93699c2a3836e3832",
        "4f1846dd7ad50e545d4cfbffbb1dc2ff145dc123754d08af4e44ecc0bc8c91411388bc7653e2d893d1eac2107d"
        "05",
        "2c691fa8d487ce20d5d2fa41559116e0bbf4397cf5240e152556183541d66cf7"
        "53582401a4388d390339dbef4d384743caa346f55f8daba68ba7b9131a8a6e0b"},
    signing{
        "0a3c1844e2db070fb24e3c95cb1cc6714ef84e2ccd2b9dd2f1460ebf7ecf13b1",
        "72e409937e0610eb5c20b326dc6ea1bbbc0406701c5cd67d1fbde09192b07c01",
        "4c8274d0ed1f74e2c86c08d955bde55b2d54327e82062a1f71f70d536fdc8722cdead7d22aaead2bfaa1ad00b8"
        "2957",
        "87f7fdf46095201e877a588fe3e5aaf476bd63138d8a878b89d6ac60631b3458"
        "b9d41a3c61a588e1db8d29a5968981b018776c588780922f5aa732ba6379dd05"},
};

TEST(key, signs_as_the_vectors_of_ed25519_say)
{
    for (auto const& each : signings) {
        auto const key = parse_key(each.seed, "seed");
        EXPECT_EQ(hex(key.as_public), each.as_public);
        auto const message = bt::from_hex(each.message);
        ASSERT_TRUE(message);
        auto const by = sign(*message, key);
        EXPECT_EQ(hex(by), each.signature);
        EXPECT_TRUE(verify(*message, by, key.as_public));
        EXPECT_FALSE(verify(*message + "x", by, key.as_public));
    }
}

// A seed of zeros, as libtorrent expands it.
TEST(key, knows_its_expanded_secret)
{
    auto const from_seed = parse_key(std::string(64, '0'), "seed");
    EXPECT_EQ(
        hex(from_seed.as_public),
        "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29");
    EXPECT_EQ(hex(from_seed.expanded).substr(0, 8), "5046adc1");
    auto const from_expanded = parse_key(hex(from_seed.expanded), "expanded");
    EXPECT_EQ(from_expanded.as_public, from_seed.as_public);
    EXPECT_FALSE(from_expanded.seed);
    EXPECT_EQ(sign("m", from_expanded), sign("m", from_seed));
}

TEST(key, survives_its_own_file)
{
    auto const made = generate_key();
    for (auto const& again : {parse_key(to_pem(made), "pem"), parse_key(to_file_text(made), "f")}) {
        EXPECT_EQ(again.as_public, made.as_public);
        EXPECT_EQ(again.expanded, made.expanded);
        EXPECT_EQ(again.seed, made.seed);
    }
    EXPECT_NE(generate_key().as_public, made.as_public);
}

TEST(key, without_a_seed_is_no_pem_but_survives_its_own_file)
{
    auto const expanded = hex(generate_key().expanded);
    auto const key = parse_key(expanded, "k");
    EXPECT_THROW((void)to_pem(key), bt::error);
    EXPECT_EQ(to_file_text(key).view(), expanded + "\n");
    EXPECT_EQ(parse_key(to_file_text(key), "k").expanded, key.expanded);
}

TEST(key, pem_is_that_of_rfc_8410)
{
    constexpr std::string_view pem =
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
        "-----END PRIVATE KEY-----\n";
    auto const key = parse_key(pem, "pem");
    EXPECT_EQ(
        hex(key.as_public), "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
    EXPECT_EQ(to_pem(key).view(), pem);
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

TEST(key, is_gone_from_where_it_was_moved_away)
{
    auto from = parse_key(std::string(64, '7'), "k");
    auto const secret = from.expanded;
    auto const to = std::move(from);
    EXPECT_EQ(to.expanded, secret);
    ASSERT_TRUE(to.seed);
    // NOLINTNEXTLINE(bugprone-use-after-move): that is what is promised.
    EXPECT_EQ(from.expanded, (std::array<char, 64>{}));
    EXPECT_FALSE(from.seed);
}

TEST(key, is_gone_from_memory_when_it_goes)
{
    alignas(secret_key) std::array<std::byte, sizeof(secret_key)> room{};
    auto* const key = new (room.data()) secret_key{parse_key(std::string(64, '7'), "k")};
    std::string const secret{view_of(key->expanded)};
    std::string const seed{view_of(key->seed.value())};
    key->~secret_key();
    std::string_view const left{reinterpret_cast<char const*>(room.data()), room.size()};
    for (auto const& gone : {secret.substr(0, 32), secret.substr(32), seed})
        EXPECT_EQ(left.find(gone), std::string_view::npos);
}

TEST(public_key, has_three_forms_that_are_told_apart)
{
    for (int i = 0; i < 200; ++i) {
        auto const key = generate_key().as_public;
        for (auto const form : {key_format::hex, key_format::base32, key_format::z_base_32})
            EXPECT_EQ(parse_public_key(to_text(key, form)), key) << hex(key);
    }
}

TEST(public_key, is_written_as_others_write_it)
{
    public_key zeros{};
    EXPECT_EQ(to_text(zeros, key_format::base32), std::string(52, 'a'));
    EXPECT_EQ(to_text(zeros, key_format::z_base_32), std::string(52, 'y'));
    public_key ones{};
    ones.fill('\xff');
    EXPECT_EQ(to_text(ones, key_format::base32), std::string(51, '7') + "q");
    EXPECT_EQ(to_text(ones, key_format::z_base_32), std::string(51, '9') + "o");
}

TEST(public_key, is_refused_when_it_is_too_short_too_long_or_not_in_digits)
{
    for (std::string const& bad :
         {std::string{},
          std::string(63, 'a'),
          std::string(65, 'a'),
          std::string(64, 'g'),
          std::string(51, 'a'),
          std::string(53, 'a'),
          std::string(51, 'a') + "b",
          std::string(51, 'y') + "b",
          std::string(51, '0') + "a",
          std::string(51, 'l') + "y"})
        EXPECT_FALSE(parse_public_key(bad)) << bad;
    EXPECT_TRUE(parse_public_key(std::string(52, 'Y')));
}

TEST(secret_text, is_gone_from_where_it_was)
{
    std::string source{"short"};
    secret_text first{std::move(source)};
    // NOLINTNEXTLINE(bugprone-use-after-move): that is what is promised.
    EXPECT_EQ(std::string_view(source.data(), 5), std::string_view("\0\0\0\0\0", 5));
    secret_text second{std::move(first)};
    EXPECT_EQ(second.view(), "short");
    // NOLINTNEXTLINE(bugprone-use-after-move)
    EXPECT_EQ(first.view(), "");
}

TEST(a_process, that_hides_its_memory_leaves_no_core_dump)
{
    auto const before = ::prctl(PR_GET_DUMPABLE);
    hide_memory();
    EXPECT_EQ(::prctl(PR_GET_DUMPABLE), 0);
    ::prctl(PR_SET_DUMPABLE, before);
}

TEST(an_argument, that_looks_like_a_key_is_known)
{
    for (std::string const& key :
         {std::string(64, 'a'),
          std::string(128, 'F'),
          std::string(63, '0'),
          std::string{"-----BEGIN PRIVATE KEY-----"},
          std::string{"MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"}})
        EXPECT_TRUE(looks_like_key(key)) << key;
    for (std::string const& name :
         {std::string{"k"},
          std::string{"ci.key"},
          std::string(40, 'a'),
          "./" + std::string(64, 'a')})
        EXPECT_FALSE(looks_like_key(name)) << name;
}

TEST(a_sentence, is_shown_without_keys)
{
    EXPECT_EQ(
        without_keys("not expected: " + std::string(64, 'a') + " x"),
        "not expected: (hex digits) x");
    EXPECT_EQ(without_keys("'" + std::string(63, 'A') + "' is none"), "'(hex digits)' is none");
    EXPECT_EQ(without_keys("bad decade: abcdef"), "bad decade: abcdef");
    EXPECT_EQ(without_keys(std::string(40, 'a')), std::string(40, 'a'));
    EXPECT_EQ(without_keys(""), "");
    EXPECT_EQ(
        without_keys("x -----BEGIN PRIVATE KEY----- secret").find("secret key,")
            != std::string::npos,
        true);
    EXPECT_EQ(without_keys("x -----BEGIN PRIVATE KEY-----\nabc").find("abc"), std::string::npos);
}

}  // namespace
