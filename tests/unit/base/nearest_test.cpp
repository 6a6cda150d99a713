#include <bt/base/nearest.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace bt {
namespace {

constexpr std::array<std::string_view, 7> words{
    "list", "limits", "listen", "max-time", "no-dht", "set", "up"};

TEST(the_nearest_word, is_a_slip_of_the_finger_away)
{
    EXPECT_EQ(nearest("lits", words), "list");  // swapped
    EXPECT_EQ(nearest("lst", words), "list");
    EXPECT_EQ(nearest("limitss", words), "limits");
    EXPECT_EQ(nearest("max-tiem", words), "max-time");
    EXPECT_EQ(nearest("list", words), "list");
}

TEST(the_nearest_word, is_none_where_all_are_far)
{
    EXPECT_EQ(nearest("put", words), "");
    EXPECT_EQ(nearest("publish", words), "");
    EXPECT_EQ(nearest("", words), "");
    EXPECT_EQ(nearest("us", words), "");
    EXPECT_EQ(nearest(std::string(100'000, 'a'), words), "");
    EXPECT_EQ(nearest("list", {}), "");
}

TEST(the_nearest_word, is_else_the_only_one_that_begins_so)
{
    EXPECT_EQ(nearest("max", words), "max-time");
    EXPECT_EQ(nearest("li", words), "");
}

TEST(the_nearest_word, makes_a_hint)
{
    EXPECT_EQ(did_you_mean("lits", words), "did you mean list?");
    EXPECT_EQ(did_you_mean("publish", words), "");
}

}  // namespace
}  // namespace bt
