#include "sample_feed.hpp"

#include <bt/feed/fetch.hpp>

namespace bt::feed {
namespace {

using namespace std::chrono_literals;

struct fetching : ::testing::Test {
    std::optional<state::followed_feed> known = state::followed_feed{
        .url = "http://f/",
        .title = "T",
        .etag = "\"e\"",
        .last_modified = "yesterday",
        .ttl = 60s};
    fetch_options how;

    fetched read(net::http_reply reply, bool with_known = true)
    {
        auto const& from = with_known ? known : std::nullopt;
        return read_answer(
            from,
            request_for("http://f/", from, how),
            {.reply = std::move(reply), .failure = {}},
            how);
    }
};

TEST_F(fetching, asks_for_what_is_new)
{
    auto const asked = request_for("http://f/", known, how);
    EXPECT_EQ(asked.if_none_match, "\"e\"");
    EXPECT_EQ(asked.if_modified_since, "yesterday");
    EXPECT_NE(asked.accept.find("application/rss+xml"), std::string::npos);
    EXPECT_EQ(asked.limits.body_bytes, 16U * 1024 * 1024);
    EXPECT_EQ(request_for("http://f/", std::nullopt, how).if_none_match, "");
}

TEST_F(fetching, finds_it_as_it_was_or_keeps_what_the_server_said)
{
    auto const same = read({.status = 304});
    EXPECT_FALSE(same.content);
    EXPECT_EQ(same.feed.ttl, 60s);
    auto const fresh = read(
        {.status = 200,
         .body = test::rss_with("<ttl>5</ttl><item><link>a.torrent</link></item>"),
         .url = "http://f/x/y",
         .etag = "W/\"2\"",
         .last_modified = "today"});
    ASSERT_TRUE(fresh.content);
    EXPECT_EQ(fresh.content->items.at(0).url, "http://f/x/a.torrent") << "where it led to";
    EXPECT_EQ(fresh.content->items.at(0).feed, "http://f/");
    EXPECT_EQ(fresh.feed.etag, "W/\"2\"");
    EXPECT_EQ(fresh.feed.last_modified, "today");
    EXPECT_EQ(fresh.feed.ttl, 300s);
    auto const endless =
        read({.status = 200, .body = test::rss_with(""), .etag = std::string(5000, 'x')});
    EXPECT_EQ(endless.feed.etag, "");
}

TEST_F(fetching, fails_with_the_url_and_the_reason)
{
    auto const sentence = [&](net::http_reply reply, bool with_known) {
        try {
            (void)read(std::move(reply), with_known);
        } catch (error const& e) {
            return std::to_string(static_cast<int>(e.code())) + " " + e.what();
        }
        return std::string{};
    };
    EXPECT_EQ(sentence({.status = 404}, true), "10 cannot fetch http://f/: HTTP status 404");
    EXPECT_EQ(sentence({.status = 304}, false), "10 cannot fetch http://f/: HTTP status 304");
    EXPECT_EQ(
        sentence({.status = 200, .body = "x"}, true),
        "4 cannot read feed http://f/: there is no XML in it");
}

TEST(a_pause, is_as_long_as_asked_for_up_to_a_day)
{
    EXPECT_EQ(pause_before_next(900s, 0s, {}), 900s);
    EXPECT_EQ(pause_before_next(900s, 600s, {}), 900s);
    EXPECT_EQ(pause_before_next(900s, 1800s, {}), 1800s);
    EXPECT_EQ(pause_before_next(900s, 1800s, 3600s), 3600s);
    EXPECT_EQ(pause_before_next(900s, 366 * 24h, {}), 24h);
    EXPECT_EQ(pause_before_next(48h, 366 * 24h, {}), 48h);
}

}  // namespace
}  // namespace bt::feed
