#include <bt/dht/search.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace bt::dht;
using namespace std::chrono_literals;

search::time_point const start{};
target const zero{};

endpoint at(int port)
{
    return {boost::asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(port)};
}

// The larger `distance`, the further from the target, which is all zeros.
node_id id_of(int distance)
{
    node_id id{};
    id[0] = static_cast<char>(distance);
    return id;
}

void answer_all(search& round, std::vector<endpoint> const& asked)
{
    for (auto const& each : asked)
        round.on_answer(each, id_of(each.port() % 256), "t", start);
}

TEST(search, with_nobody_to_ask_is_over_at_once)
{
    search round{zero};
    EXPECT_TRUE(round.to_ask(start).empty());
    EXPECT_TRUE(round.is_over(start));
    EXPECT_EQ(round.answers(), 0);
}

TEST(search, asks_everybody_once)
{
    search round{zero};
    round.add({.where = at(1)});
    round.add({.where = at(1)});
    round.add({.where = at(2)});
    EXPECT_EQ(round.to_ask(start).size(), 2U);
    EXPECT_TRUE(round.to_ask(start).empty());
    EXPECT_FALSE(round.is_over(start));
}

TEST(search, ends_when_the_nearest_eight_have_answered)
{
    search round{zero};
    for (int i = 1; i <= 12; ++i)
        round.add({.where = at(i), .id = id_of(i)});
    auto const asked = round.to_ask(start);
    ASSERT_EQ(asked.size(), search::width);
    EXPECT_EQ(asked.front(), at(1));
    answer_all(round, asked);
    EXPECT_TRUE(round.is_over(start));
    EXPECT_TRUE(round.to_ask(start).empty());
    ASSERT_EQ(round.holders().size(), search::width);
    EXPECT_EQ(round.holders().back().where, at(8));
}

TEST(search, goes_on_to_nearer_nodes_that_answers_name)
{
    search round{zero};
    for (int i = 21; i <= 28; ++i)
        round.add({.where = at(i), .id = id_of(i)});
    answer_all(round, round.to_ask(start));
    ASSERT_TRUE(round.is_over(start));
    round.add({.where = at(3), .id = id_of(3)});
    EXPECT_FALSE(round.is_over(start));
    EXPECT_EQ(round.to_ask(start), std::vector{at(3)});
}

TEST(search, distance_counts_bytes_without_sign)
{
    search round{zero};
    round.add({.where = at(200), .id = id_of(200)});
    round.add({.where = at(100), .id = id_of(100)});
    EXPECT_EQ(round.to_ask(start), (std::vector{at(100), at(200)}));
}

TEST(search, passes_over_a_silent_node_after_two_seconds)
{
    search round{zero};
    round.add({.where = at(1), .id = id_of(1)});
    round.add({.where = at(2), .id = id_of(2)});
    (void)round.to_ask(start);
    EXPECT_FALSE(round.is_over(start + 1999ms));
    EXPECT_TRUE(round.is_over(start + 2000ms));
    EXPECT_EQ(round.silent(start + 1999ms).size(), 0U);
    EXPECT_EQ(round.silent(start + 2000ms), (std::vector{at(1), at(2)}));
}

TEST(search, passes_over_a_node_sooner_where_the_others_are_quick)
{
    for (auto const& [took, enough] :
         {std::pair{1ms, 500ms}, std::pair{200ms, 800ms}, std::pair{900ms, 2000ms}}) {
        search round{zero};
        round.add({.where = at(1), .id = id_of(1)});
        round.add({.where = at(2), .id = id_of(2)});
        (void)round.to_ask(start);
        round.on_answer(at(2), id_of(2), "t", start + took);
        EXPECT_FALSE(round.is_over(start + enough - 1ms));
        EXPECT_TRUE(round.is_over(start + enough));
        EXPECT_EQ(round.answers(), 1);
        EXPECT_EQ(round.silent(start + enough), std::vector{at(1)});
    }
}

TEST(search, a_silent_node_makes_room_for_one_further_away)
{
    search round{zero};
    for (int i = 1; i <= 9; ++i)
        round.add({.where = at(i), .id = id_of(i)});
    (void)round.to_ask(start);
    EXPECT_EQ(round.to_ask(start + 2000ms), std::vector{at(9)});
}

TEST(search, hears_a_late_answer)
{
    search round{zero};
    round.add({.where = at(1)});
    (void)round.to_ask(start);
    EXPECT_TRUE(round.is_over(start + 5s));
    round.on_answer(at(1), id_of(1), "t", start);
    EXPECT_EQ(round.answers(), 1);
    EXPECT_EQ(round.holders().size(), 1U);
}

TEST(search, takes_no_answer_that_it_did_not_ask_for_and_none_twice)
{
    search round{zero};
    round.add({.where = at(1)});
    round.on_answer(at(1), id_of(1), "t", start);
    round.on_answer(at(2), id_of(2), "t", start);
    EXPECT_EQ(round.answers(), 0);
    (void)round.to_ask(start);
    round.on_answer(at(1), id_of(1), "t", start);
    round.on_answer(at(1), id_of(1), "t", start);
    EXPECT_EQ(round.answers(), 1);
}

TEST(search, forgets_a_node_that_failed)
{
    search round{zero};
    round.add({.where = at(1)});
    (void)round.to_ask(start);
    round.on_failure(at(1));
    EXPECT_TRUE(round.is_over(start));
    EXPECT_TRUE(round.holders().empty());
}

TEST(search, stores_only_where_there_is_a_token)
{
    search round{zero};
    round.add({.where = at(1)});
    (void)round.to_ask(start);
    round.on_answer(at(1), id_of(1), "", start);
    EXPECT_TRUE(round.holders().empty());
}

TEST(search, asks_no_address_that_is_none)
{
    search round{zero};
    round.add({.where = at(0)});
    round.add({.where = {boost::asio::ip::make_address("0.0.0.0"), 1}});
    round.add({.where = {boost::asio::ip::make_address("224.0.0.1"), 1}});
    EXPECT_TRUE(round.to_ask(start).empty());
}

TEST(search, strangers_cannot_fill_memory_and_the_nearest_stay)
{
    search round{zero};
    for (int i = 1; i < 4000; ++i) {
        node_id id{};
        id[0] = static_cast<char>(255 - i / 16);
        id[1] = static_cast<char>(255 - i % 16);
        round.add({.where = at(i), .id = id});
    }
    auto const asked = round.to_ask(start);
    ASSERT_EQ(asked.size(), search::width);
    EXPECT_GT(asked.front().port(), 3900);
}

}  // namespace
