#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/session/ip_filter.hpp>

#include <gtest/gtest.h>

#include <string>

namespace bt::session {
namespace {

std::string range_of(std::string_view line)
{
    auto const entry = parse_filter_line(line);
    if (!entry) return "wrong";
    if (!entry->range) return "nothing";
    return entry->range->first.to_string() + " " + entry->range->last.to_string();
}

TEST(a_line_of_an_ip_filter, may_be_an_address_a_range_or_cidr)
{
    EXPECT_EQ(range_of("192.0.2.1"), "192.0.2.1 192.0.2.1");
    EXPECT_EQ(range_of("192.0.2.1-192.0.2.9"), "192.0.2.1 192.0.2.9");
    EXPECT_EQ(range_of("  192.0.2.77/24 \r"), "192.0.2.0 192.0.2.255");
    EXPECT_EQ(range_of("10.0.0.0/8"), "10.0.0.0 10.255.255.255");
    EXPECT_EQ(range_of("1.2.3.4/32"), "1.2.3.4 1.2.3.4");
    EXPECT_EQ(range_of("0.0.0.0/0"), "0.0.0.0 255.255.255.255");
    EXPECT_EQ(range_of("2001:db8::/32"), "2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff");
    EXPECT_EQ(range_of("2001:db8::1 - 2001:db8::2"), "2001:db8::1 2001:db8::2");
}

TEST(a_line_of_an_ip_filter, may_be_of_a_p2p_list)
{
    EXPECT_EQ(range_of("Some name:192.0.2.1-192.0.2.9"), "192.0.2.1 192.0.2.9");
    EXPECT_EQ(range_of("a: name, 10/8:1.2.3.4-1.2.3.5"), "1.2.3.4 1.2.3.5");
    EXPECT_EQ(range_of("six:2001:db8::1-2001:db8::2"), "2001:db8::1 2001:db8::2");
}

TEST(a_line_of_an_ip_filter, may_be_of_a_dat_list)
{
    EXPECT_EQ(
        range_of("001.002.004.000 - 001.002.004.255 , 000 , Some, name"), "1.2.4.0 1.2.4.255");
    EXPECT_EQ(range_of("001.002.004.000 - 001.002.004.255 , 127 , x"), "1.2.4.0 1.2.4.255");
    EXPECT_EQ(range_of("001.002.004.000 - 001.002.004.255 , 128 , let pass"), "nothing");
}

TEST(a_line_of_an_ip_filter, may_say_nothing)
{
    for (auto const* const line : {"", "   ", "# 1.2.3.4", "; 1.2.3.4", "\r"})
        EXPECT_EQ(range_of(line), "nothing") << line;
}

TEST(a_line_of_an_ip_filter, is_refused_when_it_makes_no_sense)
{
    for (auto const* const line :
         {"name",
          "192.0.2.1-",
          "192.0.2.9-192.0.2.1",
          "192.0.2.0/33",
          "1.2.3.4-::1",
          "1.2.3",
          "300.1.1.1",
          "name:300.1.1.1-300.1.1.2",
          "1.2.3.4 - 1.2.3.5 , many , x"})
        EXPECT_EQ(range_of(line), "wrong") << line;
}

TEST(an_ip_filter, blocks_what_its_file_says)
{
    test::scratch const place;
    test::write_file(place / "list", "# of mine\n192.0.2.0/24\n\nx:10.0.0.1-10.0.0.2");
    lt::ip_filter filter;
    read_ip_filter(place / "list", filter);
    auto const blocked = [&](char const* address) {
        return filter.access(lt::make_address(address)) == lt::ip_filter::blocked;
    };
    EXPECT_TRUE(blocked("192.0.2.200"));
    EXPECT_TRUE(blocked("10.0.0.2"));
    EXPECT_FALSE(blocked("10.0.0.3"));
}

TEST(an_ip_filter, names_the_line_that_is_wrong)
{
    test::scratch const place;
    test::write_file(place / "list", "192.0.2.0/24\nnonsense\n");
    lt::ip_filter filter;
    try {
        read_ip_filter(place / "list", filter);
        FAIL();
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::config);
        EXPECT_NE(std::string{e.what()}.find("line 2 "), std::string::npos) << e.what();
    }
    EXPECT_THROW(read_ip_filter(place / "none", filter), error);
}

}  // namespace
}  // namespace bt::session
