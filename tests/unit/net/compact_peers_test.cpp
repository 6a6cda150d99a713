#include <bt/net/compact_peers.hpp>

#include <gtest/gtest.h>

namespace bt::net {
namespace {

TEST(compact_peers, are_six_bytes_of_ipv4_and_eighteen_of_ipv6)
{
    auto const made = compact({"127.0.0.1:6881", "[::1]:258", "10.0.0.1:65535"});
    EXPECT_EQ(made.v4, std::string("\x7f\0\0\x01\x1a\xe1\x0a\0\0\x01\xff\xff", 12));
    EXPECT_EQ(made.v6, std::string(15, '\0') + std::string("\x01\x01\x02"));
}

TEST(compact_peers, leave_out_what_is_no_address)
{
    auto const made = compact({"peer.example:6881", "127.0.0.1", "127.0.0.1:x", "", "[::1]"});
    EXPECT_EQ(made.v4, "");
    EXPECT_EQ(made.v6, "");
}

TEST(compact_peers, are_read_as_they_were_written)
{
    auto const made = compact({"127.0.0.1:6881", "[2001:db8::7]:1"});
    std::vector<host_and_port> read;
    EXPECT_TRUE(read_compact(read, made.v4, address_family::v4));
    EXPECT_TRUE(read_compact(read, made.v6, address_family::v6));
    EXPECT_EQ(read, (std::vector<host_and_port>{{"127.0.0.1", 6881}, {"2001:db8::7", 1}}));
}

TEST(compact_peers, that_are_cut_short_are_none)
{
    std::vector<host_and_port> read;
    EXPECT_TRUE(read_compact(read, "", address_family::v4));
    EXPECT_FALSE(read_compact(read, "1234567", address_family::v4));
    EXPECT_FALSE(read_compact(read, "123456", address_family::v6));
    EXPECT_TRUE(read.empty());
}

}  // namespace
}  // namespace bt::net
