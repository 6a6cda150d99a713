#include <bt/base/encode.hpp>
#include <bt/dht/bloom_filter.hpp>

#include <fmt/format.h>

#include <gtest/gtest.h>

#include <string>

namespace {

using bt::dht::bloom_filter;

// The vector of BEP 33: 256 IPv4 and 1000 IPv6 addresses.
constexpr char const* vector_of_the_bep =
    "f6c3f5eaa07ffd91bde89f777f26fb2bff37bdb8fb2bbaa2fd3ddde7bacfff75"
    "ee7ccbaefe5eedb1fbfaff67f6abff5e43ddbca3fd9b9ffdf4ffd3e9dff12d1b"
    "df59db53dbe9fa5b7ff3b8fdfcde1afb8bedd7be2f3ee71ebbbfe93bcdeefe14"
    "8246c2bc5dbff7e7efdcf24fd8dc7adffd8fffdfddfff7a4bbeedf5cb95ce81f"
    "c7fcff1ff4ffffdfe5f7fdcbb7fd79b3fa1fc77bfe07fff905b7b7ffc7fefeff"
    "e0b8370bb0cd3f5b7f2bd93feb4386cfdd6f7fd5bfaf2e9ebffffeecd67adbf7"
    "c67f17efd5d75eba6ffeba7fff47a91eb1bfbb53e8abfb5762abe8ff237279bf"
    "efbfeef5ffc5febfdfe5adffadfee1fb737ffffbfd9f6aeffeee76b6fd8f72ef";

bloom_filter ipv4()
{
    bloom_filter out;
    for (int i = 0; i < 256; ++i)
        EXPECT_TRUE(out.insert(fmt::format("192.0.2.{}", i)));
    return out;
}

bloom_filter ipv6()
{
    bloom_filter out;
    for (int i = 0; i < 1000; ++i)
        EXPECT_TRUE(out.insert(fmt::format("2001:db8::{:x}", i)));
    return out;
}

TEST(bloom_filter, is_that_of_bep_33)
{
    auto both = ipv4();
    both.merge(ipv6());
    EXPECT_EQ(bt::to_hex(both.view()), vector_of_the_bep);
    EXPECT_NEAR(both.estimate(), 1224.9308, 0.0001);
}

TEST(bloom_filter, is_read_as_it_is_written)
{
    auto const bytes = bt::from_hex(vector_of_the_bep).value();
    auto const filter = bloom_filter::from(bytes);
    ASSERT_TRUE(filter);
    EXPECT_EQ(filter->view(), bytes);
    EXPECT_NEAR(filter->estimate(), 1224.9308, 0.0001);
    for (auto const size : {0, 255, 257})
        EXPECT_FALSE(bloom_filter::from(std::string(static_cast<std::size_t>(size), 'x')));
}

TEST(bloom_filter, counts_nobody_some_and_more_than_it_can)
{
    EXPECT_EQ(bloom_filter{}.estimate(), 0);
    bloom_filter one;
    EXPECT_TRUE(one.insert("192.0.2.1"));
    EXPECT_NEAR(one.estimate(), 1, 0.01);
    EXPECT_NEAR(ipv4().estimate(), 256, 13);
    auto const full = bloom_filter::from(std::string(256, '\xff'));
    EXPECT_GT(full.value().estimate(), 7000);
    EXPECT_LT(full.value().estimate(), 8000);
}

TEST(bloom_filter, who_is_in_two_of_them_counts_once)
{
    auto twice = ipv4();
    twice.merge(ipv4());
    EXPECT_EQ(twice.view(), ipv4().view());
}

TEST(bloom_filter, takes_no_names)
{
    bloom_filter filter;
    for (auto const* bad : {"", "localhost", "1.2.3", "1.2.3.4:5"})
        EXPECT_FALSE(filter.insert(bad)) << bad;
    EXPECT_EQ(filter.estimate(), 0);
}

}  // namespace
