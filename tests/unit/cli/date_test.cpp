#include <bt/cli/date.hpp>

#include <gtest/gtest.h>

namespace bt::cli {
namespace {

TEST(a_date, is_read_in_four_ways)
{
    EXPECT_TRUE(parse_date("now")->now);
    EXPECT_FALSE(parse_date("none")->unix_seconds);
    EXPECT_EQ(parse_date("@1795239104")->unix_seconds, 1795239104);
    EXPECT_EQ(parse_date("2026-11-21")->unix_seconds, 1795219200);
    EXPECT_EQ(parse_date("2026-11-21T05:31:44Z")->unix_seconds, 1795239104);
    EXPECT_EQ(parse_date("2026-11-21t07:31:44.5+02:00")->unix_seconds, 1795239104);
    EXPECT_EQ(parse_date("2026-11-21 03:01:44-02:30")->unix_seconds, 1795239104);
}

TEST(a_date, that_is_none_is_refused)
{
    for (auto const* bad :
         {"",
          "yesterday",
          "@",
          "@-1",
          "@x",
          "2026",
          "2026-13-01",
          "2026-02-30",
          "1969-12-31",
          "2026-11-21T05:31:44",
          "2026-11-21T25:00:00Z",
          "2026-11-21T05:31Z",
          "2026-11-21Z",
          "2026-11-21T05:31:44+2",
          "-026-11-21"})
        EXPECT_FALSE(parse_date(bad)) << bad;
}

}  // namespace
}  // namespace bt::cli
