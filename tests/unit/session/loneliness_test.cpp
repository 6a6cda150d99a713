#include <bt/session/loneliness.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace {

using bt::session::loneliness;
using namespace std::chrono_literals;

loneliness::time_point at(std::chrono::seconds since)
{
    return loneliness::time_point{} + 1h + since;
}

TEST(loneliness, asks_again_soon_and_then_less_and_less)
{
    loneliness me;
    std::vector<int> asked;
    for (int second = 0; second < 1000; ++second)
        if (me.asks(at(std::chrono::seconds{second}))) asked.push_back(second);
    EXPECT_EQ(asked, (std::vector{5, 15, 35, 75, 155, 315, 615, 915}));
}

TEST(loneliness, is_over_with_a_peer_or_the_end)
{
    loneliness me;
    EXPECT_FALSE(me.asks(at(0s)));
    me.hear(1, false);
    EXPECT_FALSE(me.asks(at(100s)));
    me.hear(0, false);
    EXPECT_FALSE(me.asks(at(200s)));
    EXPECT_TRUE(me.asks(at(205s)));
    me.hear(0, true);
    EXPECT_FALSE(me.asks(at(1000s)));
}

}  // namespace
