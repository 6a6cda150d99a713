#include <bt/base/date.hpp>

#include <gtest/gtest.h>

namespace bt {
namespace {

constexpr std::int64_t sample = 1795343324;  // 2026-11-22 10:28:44 UTC

TEST(a_date_of_mail, is_read_in_all_its_forms)
{
    for (auto const* text :
         {"Sun, 22 Nov 2026 10:28:44 +0000",
          "Sun, 22 Nov 2026 10:28:44 GMT",
          "sun, 22 nov 2026 10:28:44 utc",
          "22 Nov 2026 10:28:44",
          "22 Nov 26 10:28:44 Z",
          "Sunday, 22-Nov-26 10:28:44 UT",
          "Sunday, 22 November 2026 10:28:44 +0000",
          "Sun, 22 Nov 2026 11:28:44 +0100",
          "Sun, 22 Nov 2026 11:28:44 +01:00",
          "Sun, 22 Nov 2026 05:28:44 EST",
          "Sun, 22 Nov 2026 06:28:44 EDT",
          "Sun, 22 Nov 2026 02:28:44 PST",
          "Sun, 22 Nov 2026 02:28:44 -0800 (PST)",
          "Sun,  22 Nov 2026\n 10:28:44 +0000"})
        EXPECT_EQ(parse_rfc822(text), sample) << text;
    EXPECT_EQ(parse_rfc822("22 Nov 2026 10:28 GMT"), sample - 44);
    EXPECT_EQ(parse_rfc822("22 Nov 2026"), 1795305600);
    EXPECT_EQ(parse_rfc822("Thu, 1 Jan 1970 00:00:00 GMT"), 0);
    EXPECT_EQ(parse_rfc822("Wed, 31 Dec 69 23:59:59 GMT"), -1);
    EXPECT_EQ(parse_rfc822("1 Jan 49 00:00:00 GMT"), 2493072000);
    EXPECT_EQ(parse_rfc822("29 Feb 2024 00:00:00 GMT"), 1709164800);
}

TEST(a_date_of_mail, that_is_none_is_refused)
{
    for (auto const* text :
         {"",
          "Sun",
          "Sun, 22 Nov",
          "tomorrow at noon",
          "32 Nov 2026 10:28:44 GMT",
          "29 Feb 2026 10:28:44 GMT",
          "22 Foo 2026 10:28:44 GMT",
          "22 Nov 2026 25:28:44 GMT",
          "22 Nov 2026 10:60:44 GMT",
          "22 Nov 2026 10 GMT",
          "22 Nov 2026 10:28:44 +1",
          "2026-11-22T10:28:44Z"})
        EXPECT_FALSE(parse_rfc822(text)) << text;
}

TEST(a_date_of_rfc_3339, is_read_with_its_zone_or_as_a_day)
{
    EXPECT_EQ(parse_rfc3339("2026-11-22T10:28:44Z"), sample);
    EXPECT_EQ(parse_rfc3339("2026-11-22 12:28:44.123+02:00"), sample);
    EXPECT_EQ(parse_rfc3339("2026-11-22"), 1795305600);
    for (auto const* text :
         {"", "2026", "2026-13-01", "2026-02-29", "2026-11-22T10:28:44", "2026-11-22T10:28:44Zx"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(a_date, is_written_as_it_is_read)
{
    EXPECT_EQ(format_rfc3339(sample), "2026-11-22T10:28:44Z");
    EXPECT_EQ(format_rfc822(sample), "Sun, 22 Nov 2026 10:28:44 +0000");
    for (std::int64_t const at :
         {std::int64_t{0}, sample, std::int64_t{-1}, std::int64_t{4102444800}}) {
        EXPECT_EQ(parse_rfc3339(format_rfc3339(at)), at);
        EXPECT_EQ(parse_rfc822(format_rfc822(at)), at);
    }
    EXPECT_EQ(format_rfc3339(INT64_MAX), "9999-12-31T23:59:59Z");
    EXPECT_EQ(format_rfc3339(INT64_MIN), "0000-01-01T00:00:00Z");
}

}  // namespace
}  // namespace bt
