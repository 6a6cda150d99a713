#include <bt/control/out_queue.hpp>

#include <gtest/gtest.h>

namespace bt::control {
namespace {

std::string take_all(out_queue& from, std::size_t most)
{
    std::string out;
    while (!from.empty()) {
        auto const next = from.front().substr(0, most);
        out += next;
        from.drop(next.size());
    }
    return out;
}

TEST(out_queue, gives_back_what_came_in_whatever_is_taken_at_a_time)
{
    for (std::size_t const most :
         {std::size_t{1000}, out_queue::block_bytes, std::size_t{1} << 30U}) {
        out_queue queue;
        std::string all;
        for (int i = 0; i < 300; ++i) {
            auto const line =
                std::string(static_cast<std::size_t>(i) * 7, static_cast<char>('a' + i % 26));
            queue.append(line);
            all += line;
        }
        queue.append("");
        EXPECT_EQ(queue.size(), all.size());
        EXPECT_EQ(take_all(queue, most), all);
        EXPECT_EQ(queue.size(), 0U);
    }
}

TEST(out_queue, what_is_held_stays_where_it_is)
{
    out_queue queue;
    queue.append("first");
    queue.hold(true);
    auto const held = queue.front();
    queue.append(std::string(3 * out_queue::block_bytes, 'x'));
    EXPECT_EQ(queue.front().data(), held.data());
    EXPECT_EQ(queue.front(), "first");
    queue.hold(false);
    queue.drop(2);
    queue.append("y");
    EXPECT_EQ(queue.front(), "rst");
    EXPECT_EQ(take_all(queue, 1 << 20), "rst" + std::string(3 * out_queue::block_bytes, 'x') + "y");
}

}  // namespace
}  // namespace bt::control
