#include "support/files.hpp"
#include "support/process.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace bt::test {
namespace {

using namespace std::chrono_literals;

/// A DHT of five nodes, each told of the one before it alone.
class dht_items : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string last;
        for (int i = 0; i < 5; ++i) {
            std::vector<std::string> arguments{"node", "-j", "--private-net"};
            if (!last.empty()) arguments.insert(arguments.end(), {"--dht-node", last});
            nodes_.push_back(std::make_unique<process>(
                command{.program = "bt-dht", .arguments = std::move(arguments)}));
            auto const ready = nodes_.back()->wait_for("ready");
            ASSERT_TRUE(ready);
            last = ready->at("endpoints").at(0);
        }
        entry_ = last;
        auto const made = run({.program = "bt-dht", .arguments = {"keygen", key()}});
        ASSERT_EQ(made.status, 0) << made.err;
        public_key_ = made.out.substr(0, made.out.find('\n'));
    }

    [[nodiscard]] std::string key() const { return place_ / "key"; }
    [[nodiscard]] std::string const& entry() const { return entry_; }
    [[nodiscard]] std::string const& public_key() const { return public_key_; }
    [[nodiscard]] scratch const& place() const { return place_; }

    [[nodiscard]] ended dht(std::string const& verb, std::vector<std::string> more) const
    {
        more.insert(more.begin(), verb);
        more.insert(more.end(), {"--private-net", "--dht-node", entry_});
        return run({.program = "bt-dht", .arguments = std::move(more)});
    }

    [[nodiscard]] ended put_signed(std::string const& value, std::vector<std::string> more) const
    {
        more.insert(more.begin(), {"-j", "-k", key(), value});
        return dht("put", std::move(more));
    }

    void stop_a_node(std::size_t which) { nodes_.at(which).reset(); }

private:
    scratch place_;
    std::vector<std::unique_ptr<process>> nodes_;
    std::string entry_;
    std::string public_key_;
};

TEST_F(dht_items, an_immutable_item_is_stored_on_every_node_and_found)
{
    auto const put = dht("put", {"-j", "hello"});
    ASSERT_EQ(put.status, 0) << put.err;
    EXPECT_GE(put.last_line().at("num_success"), 4);
    std::string const target = put.last_line().at("target");
    auto const got = dht("get", {target});
    EXPECT_EQ(got.status, 0) << got.err;
    EXPECT_EQ(got.out, "hello");
}

TEST_F(dht_items, binary_bytes_survive)
{
    auto const bytes = noise(900, 7);
    write_file(place() / "value", bytes);
    auto const put = run(
        {.program = "sh",
         .arguments =
             {"-c",
              "exec \"$0\" \"$@\" < value",
              BT_TEST_BIN "/bt-dht",
              "put",
              "-",
              "-q",
              "--private-net",
              "--dht-node",
              entry()},
         .folder = place().path()});
    ASSERT_EQ(put.status, 0) << put.err;
    auto const got = dht("get", {put.out.substr(0, 40)});
    EXPECT_EQ(got.status, 0) << got.err;
    EXPECT_EQ(got.out, bytes);
}

TEST_F(dht_items, the_newer_of_two_values_is_found)
{
    auto const first = put_signed("one", {"--salt", "s"});
    ASSERT_EQ(first.status, 0) << first.err;
    EXPECT_EQ(first.last_line().at("seq"), 1);
    auto const second = put_signed("two", {"--salt", "s"});
    ASSERT_EQ(second.status, 0) << second.err;
    EXPECT_EQ(second.last_line().at("seq"), 2);
    auto const got = dht("get", {"-j", public_key(), "--salt", "s"});
    ASSERT_EQ(got.status, 0) << got.err;
    EXPECT_EQ(got.last_line().at("seq"), 2);
    EXPECT_EQ(got.last_line().at("value"), "two");
    EXPECT_EQ(got.last_line().at("public_key"), public_key());
}

TEST_F(dht_items, salts_set_items_apart)
{
    ASSERT_EQ(put_signed("one", {"--salt", "a"}).status, 0);
    ASSERT_EQ(put_signed("other", {"--salt", "b"}).status, 0);
    EXPECT_EQ(dht("get", {public_key(), "--salt", "a"}).out, "one");
    EXPECT_EQ(dht("get", {public_key(), "--salt", "b"}).out, "other");
    EXPECT_EQ(dht("get", {public_key()}).status, 8);
}

TEST_F(dht_items, a_sequence_number_is_never_lowered)
{
    ASSERT_EQ(put_signed("five", {"--seq", "5"}).status, 0);
    for (auto const* lower : {"4", "5"}) {
        auto const refused = put_signed("other", {"--seq", lower});
        EXPECT_EQ(refused.status, 12);
        EXPECT_NE(refused.err.find("sequence number 5"), std::string::npos) << refused.err;
    }
    EXPECT_EQ(put_signed("five", {"--seq", "5"}).status, 0) << "the same again keeps it alive";
    EXPECT_EQ(dht("get", {public_key()}).out, "five");
}

TEST_F(dht_items, cas_stores_only_over_what_it_names)
{
    EXPECT_EQ(put_signed("one", {"--cas", "3"}).status, 12);
    ASSERT_EQ(put_signed("one", {"--cas", "0"}).status, 0);
    EXPECT_EQ(put_signed("two", {"--cas", "0"}).status, 12);
    ASSERT_EQ(put_signed("two", {"--cas", "1"}).status, 0);
    EXPECT_EQ(dht("get", {public_key()}).out, "two");
}

TEST_F(dht_items, what_nobody_has_is_not_found_and_soon_said)
{
    auto const start = std::chrono::steady_clock::now();
    auto const got = dht("get", {std::string(40, '7')});
    EXPECT_EQ(got.status, 8);
    EXPECT_EQ(got.out, "");
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST_F(dht_items, a_node_that_is_gone_delays_nobody_for_long)
{
    ASSERT_EQ(put_signed("one", {}).status, 0);
    stop_a_node(1);
    auto const start = std::chrono::steady_clock::now();
    EXPECT_EQ(put_signed("two", {}).status, 0);
    EXPECT_EQ(dht("get", {public_key()}).out, "two");
    EXPECT_LT(std::chrono::steady_clock::now() - start, 14s);
}

}  // namespace
}  // namespace bt::test
