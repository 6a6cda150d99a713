#include <bt/base/encode.hpp>
#include <bt/dht/node_id.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

namespace {

using namespace bt::dht;
using id_bytes = std::array<char, 20>;

id_bytes id_from(std::string_view hex)
{
    id_bytes out{};
    std::ranges::copy(bt::from_hex(hex).value(), out.begin());
    return out;
}

struct row {
    char const* address;
    unsigned random;
    char const* id;
};
// The table of BEP 42.
constexpr std::array rows{
    row{"124.31.75.21", 1, "5fbfbff10c5d6a4ec8a88e4c6ab4c28b95eee401"},
    row{"21.75.31.124", 86, "5a3ce9c14e7a08645677bbd1cfe7d8f956d53256"},
    row{"65.23.51.170", 22, "a5d43220bc8f112a3d426c84764f8c2a1150e616"},
    row{"84.124.73.14", 65, "1b0321dd1bb1fe518101ceef99462b947a01ff41"},
    row{"43.213.53.83", 90, "e56f6cbf5b7c4be0237986d5243b87aa6d51305a"},
};

TEST(bep_42, ids_are_those_of_their_addresses)
{
    for (auto const& each : rows) {
        auto const first = bt::from_hex(each.id).value();
        auto const byte = [&](std::size_t at) {
            return std::uint32_t{static_cast<unsigned char>(first[at])};
        };
        EXPECT_EQ(
            id_prefix(each.address, each.random),
            (byte(0) << 13) | (byte(1) << 5) | (byte(2) >> 3));
        EXPECT_TRUE(is_id_of(id_from(each.id), each.address)) << each.address;
    }
}

TEST(bep_42, id_of_another_address_or_with_a_bit_of_the_prefix_changed_is_none)
{
    auto const good = id_from(rows[0].id);
    EXPECT_FALSE(is_id_of(good, rows[1].address));
    for (unsigned bit = 0; bit < 21; ++bit) {
        auto bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (0x80 >> (bit % 8)));
        EXPECT_FALSE(is_id_of(bad, rows[0].address)) << bit;
    }
    auto free = good;
    free[2] = static_cast<char>(free[2] ^ 4);
    EXPECT_TRUE(is_id_of(free, rows[0].address));
}

TEST(bep_42, only_eight_random_numbers_count)
{
    EXPECT_EQ(id_prefix("1.2.3.4", 3), id_prefix("1.2.3.4", 11));
    EXPECT_NE(id_prefix("1.2.3.4", 3), id_prefix("1.2.3.4", 4));
}

TEST(bep_42, private_addresses_may_have_any_id)
{
    for (auto const* address :
         {"127.0.0.1",
          "10.0.0.1",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.1.1",
          "169.254.0.1",
          "::1",
          "fe80::1",
          "fd00::1"}) {
        EXPECT_TRUE(is_exempt_from_ids(address)) << address;
        EXPECT_TRUE(is_id_of(id_bytes{}, address)) << address;
    }
    for (auto const* address :
         {"172.32.0.1", "192.169.1.1", "11.0.0.1", "2001:db8::1", "nowhere", ""})
        EXPECT_FALSE(is_exempt_from_ids(address)) << address;
}

// Only the first half of an IPv6 address counts.
TEST(bep_42, ids_follow_from_ipv6_addresses_too)
{
    EXPECT_TRUE(id_prefix("2001:db8:1234::1", 1));
    EXPECT_EQ(id_prefix("2001:db8:1234::1", 1), id_prefix("2001:db8:1234::2", 1));
    EXPECT_NE(id_prefix("2001:db8:1234::1", 1), id_prefix("2001:db8:1234:ff::1", 1));
}

TEST(bep_42, what_is_no_address_has_no_id)
{
    for (auto const* bad : {"", "localhost", "1.2.3", "1.2.3.4:5", "[::1]"}) {
        EXPECT_FALSE(id_prefix(bad, 0)) << bad;
        EXPECT_FALSE(is_id_of(id_bytes{}, bad)) << bad;
    }
}

}  // namespace
