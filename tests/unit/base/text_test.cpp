#include <bt/base/text.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace bt {
namespace {

using std::chrono::milliseconds;

TEST(size, takes_powers_of_1024_and_of_1000)
{
    EXPECT_EQ(parse_size("0"), 0);
    EXPECT_EQ(parse_size("16384"), 16384);
    EXPECT_EQ(parse_size("16K"), 16384);
    EXPECT_EQ(parse_size("16KiB"), 16384);
    EXPECT_EQ(parse_size("16kB"), 16000);
    EXPECT_EQ(parse_size("4MB"), 4'000'000);
    EXPECT_EQ(parse_size("1T"), std::int64_t{1} << 40);
    EXPECT_EQ(parse_size("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
}

TEST(size, refuses_what_is_none_or_does_not_fit)
{
    for (auto const* text :
         {"", "K", "-1", "+1", "1.5M", "1 M", "1k", "1X", "9223372036854775808", "8388608T"})
        EXPECT_FALSE(parse_size(text)) << text;
}

TEST(rate, is_a_size_with_or_without_per_second)
{
    EXPECT_EQ(parse_rate("500K/s"), 512000);
    EXPECT_EQ(parse_rate("500K"), 512000);
    EXPECT_FALSE(parse_rate("/s"));
}

TEST(duration, takes_units_and_their_sums)
{
    EXPECT_EQ(parse_duration("90"), milliseconds{90'000});
    EXPECT_EQ(parse_duration("90s"), milliseconds{90'000});
    EXPECT_EQ(parse_duration("250ms"), milliseconds{250});
    EXPECT_EQ(parse_duration("1h30m"), milliseconds{5'400'000});
    EXPECT_EQ(parse_duration("7d"), milliseconds{604'800'000});
    for (auto const* text : {"", "s", "-1s", "1.5h", "1h30", "1y", "99999999999999d", "40000d"})
        EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(size, is_shown_with_one_digit_after_the_point)
{
    EXPECT_EQ(format_size(0), "0 B");
    EXPECT_EQ(format_size(1023), "1023 B");
    EXPECT_EQ(format_size(1024), "1.0 KiB");
    EXPECT_EQ(format_size(1024 * 1024 - 1), "1.0 MiB");
    EXPECT_EQ(format_size(std::numeric_limits<std::int64_t>::max()), "8.0 EiB");
}

TEST(duration, is_shown_in_two_units_at_most)
{
    EXPECT_EQ(format_duration(milliseconds{449}), "0.4s");
    EXPECT_EQ(format_duration(milliseconds{59'999}), "59s");
    EXPECT_EQ(format_duration(milliseconds{200'000}), "3m20s");
    EXPECT_EQ(format_duration(milliseconds{3'720'000}), "1h02m");
    EXPECT_EQ(format_duration(milliseconds{200'000'000}), "2d07h");
}

TEST(time_text, survives_dates_that_no_calendar_has)
{
    EXPECT_EQ(format_time(0), "1970-01-01 00:00:00 UTC");
    EXPECT_EQ(format_time(1795239104), "2026-11-21 05:31:44 UTC");
    EXPECT_EQ(format_time(std::numeric_limits<std::int64_t>::max()), "@9223372036854775807");
    EXPECT_EQ(format_time(-1), "@-1");
}

TEST(utf8, is_told_from_what_only_looks_like_it)
{
    EXPECT_TRUE(is_utf8("gr\xc3\xbc\xc3\x9f\x65 \xe2\x82\xac \xf0\x9f\x98\x80"));
    for (auto const* bad :
         {"\xff",
          "\xc3",
          "\xc0\x80",
          "\xe0\x80\x80",
          "\xed\xa0\x80",
          "\xf4\x90\x80\x80",
          "\x80",
          "\xf8\x88\x80\x80\x80"})
        EXPECT_FALSE(is_utf8(bad)) << bad;
    EXPECT_EQ(
        to_utf8("a\xff"
                "b"),
        "a\xef\xbf\xbd"
        "b");
}

TEST(printable_text, never_holds_what_drives_a_terminal)
{
    EXPECT_EQ(printable("plain gr\xc3\xbc\xc3\x9f"), "plain gr\xc3\xbc\xc3\x9f");
    EXPECT_EQ(printable("\x1b[31m"), "\\x1b[31m");
    EXPECT_EQ(printable("a\nb\x7f"), "a\\x0ab\\x7f");
    EXPECT_EQ(
        printable("\xc2\x9b"
                  "31m"),
        "\\u{009b}31m");
    EXPECT_EQ(
        printable("\xe2\x80\xae"
                  "cod.exe"),
        "\\u{202e}cod.exe");
    EXPECT_EQ(printable("\xff"), "\\xff");
}

TEST(tsv, keeps_one_value_in_one_column)
{
    EXPECT_EQ(tsv_value("a\tb\nc\\d\re"), "a\\tb\\nc\\\\d\\re");
}

TEST(columns, counts_wide_characters_twice_and_marks_not_at_all)
{
    EXPECT_EQ(columns_of("abc"), 3U);
    EXPECT_EQ(columns_of("\xe6\x97\xa5\xe6\x9c\xac"), 4U);
    EXPECT_EQ(columns_of("e\xcc\x81"), 1U);
}

}  // namespace
}  // namespace bt
