#include "fixture.hpp"

#include <bt/base/error.hpp>
#include <bt/state/feed_store.hpp>

#include <algorithm>

namespace bt::state {
namespace {

record::feed_item full_item(int number)
{
    record::feed_item out;
    out.guid = "guid '" + std::to_string(number);
    out.url = "http://f/" + out.guid;
    out.title = "title ü " + out.guid;
    out.magnet = "magnet:?" + out.guid;
    out.info_hash = "00";
    out.size = std::int64_t{1} << 40;
    out.published = -number;
    out.link = "http://l/";
    out.feed = "http://f/";
    return out;
}

struct kept_feeds : ::testing::Test {
    test::scratch place;
    std::string path = place / "feeds.db";

    static void put(feed_store& into, std::vector<record::feed_item> const& items)
    {
        into.update(
            {.feed =
                 {.url = "http://f/",
                  .title = "T",
                  .etag = "e",
                  .last_modified = "m",
                  .ttl = std::chrono::seconds{9}},
             .items = items,
             .now = 1000,
             .still_wanted = [](kept_item const&) { return true; },
             .passed_over = [](record::feed_item const&) { return false; },
             .memory = std::chrono::seconds{10}});
    }
};

TEST_F(kept_feeds, come_back_as_they_were_put)
{
    {
        feed_store kept{path};
        EXPECT_FALSE(kept.feed("http://f/"));
        put(kept, {full_item(1), full_item(2)});
        kept.set(kept.owed("http://f/").at(0), telling::hook_done);
    }
    feed_store kept{path};
    auto const feed = kept.feed("http://f/");
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->etag + feed->last_modified + feed->title, "emT");
    EXPECT_EQ(feed->ttl, std::chrono::seconds{9});
    auto const items = kept.owed("http://f/");
    ASSERT_EQ(items.size(), 2U);
    auto const wanted = full_item(1);
    auto const& item = items[0].item;
    EXPECT_EQ(items[0].how_far, telling::hook_done);
    EXPECT_EQ(items[0].found, 1000);
    EXPECT_EQ(item.guid, wanted.guid);
    EXPECT_EQ(item.url, wanted.url);
    EXPECT_EQ(item.title, wanted.title);
    EXPECT_EQ(item.magnet, wanted.magnet);
    EXPECT_EQ(item.info_hash, wanted.info_hash);
    EXPECT_EQ(item.size, wanted.size);
    EXPECT_EQ(item.published, wanted.published);
    EXPECT_EQ(item.link, wanted.link);
    EXPECT_EQ(item.feed, wanted.feed);
    EXPECT_EQ(item.feed_title, "T");
    EXPECT_EQ(test::mode_of(path), 0600U);
    EXPECT_EQ(test::mode_of(path + ".lock"), 0600U);
}

TEST_F(kept_feeds, remember_no_more_than_so_many_that_are_gone)
{
    feed_store kept{path};
    auto const has = [&](int number) {
        std::vector<record::feed_item> const items{full_item(number)};
        kept.update(
            {.feed = {.url = "http://f/"},
             .items = items,
             .now = 1000 + number,
             .still_wanted = [](kept_item const&) { return true; },
             .passed_over = [](record::feed_item const&) { return true; },
             .memory = std::chrono::hours{1},
             .most_remembered = 3});
    };
    for (int number = 1; number <= 10; ++number)
        has(number);
    // 10 is there, 9, 8 and 7 are remembered.
    EXPECT_EQ(
        test::ask(
            path,
            "SELECT group_concat(id) FROM (SELECT substr(guid, 7) AS id FROM items ORDER BY "
            "number)"),
        "7,8,9,10");
    EXPECT_EQ(test::ask(path, "SELECT count(*) FROM items WHERE title != ''"), "1");
}

TEST_F(kept_feeds, may_be_open_twice)
{
    feed_store one{path};
    feed_store two{path};
    put(one, {full_item(1)});
    put(two, {full_item(2)});
    EXPECT_EQ(one.owed("http://f/").size(), 2U);
    two.set(two.owed("http://f/").at(0), telling::told);
    EXPECT_EQ(one.known("http://f/").size(), 1U) << "told, and gone";
}

TEST_F(kept_feeds, are_rehearsed_without_a_trace)
{
    {
        feed_store rehearsed{path, feed_store::mode::rehearsal};
        put(rehearsed, {full_item(1)});
        EXPECT_EQ(rehearsed.owed("http://f/").size(), 1U);
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    {
        feed_store kept{path};
        put(kept, {full_item(1)});
    }
    auto const before = test::read_file(path);
    feed_store rehearsed{path, feed_store::mode::rehearsal};
    put(rehearsed, {full_item(2)});
    rehearsed.set(rehearsed.owed("http://f/").at(0), telling::told);
    EXPECT_EQ(rehearsed.owed("http://f/").size(), 1U);
    EXPECT_EQ(test::read_file(path), before);
    feed_store kept{path};
    EXPECT_EQ(kept.owed("http://f/").size(), 1U);
}

TEST_F(kept_feeds, are_claimed_by_one_each)
{
    feed_store const kept{path};
    feed_claims one{path};
    feed_claims two{path};
    one.take("http://f/");
    one.take("http://f/");
    two.take("http://other/");
    auto const e = test::caught_error([&] { two.take("http://f/"); });
    EXPECT_EQ(e.code(), exit_code::busy);
    EXPECT_STREQ(e.what(), "cannot poll http://f/: another process is at it");
    one.release("http://f/");
    two.take("http://f/");
}

TEST_F(kept_feeds, are_let_go_of_by_a_process_that_is_killed)
{
    feed_store const kept{path};
    feed_claims mine{path};
    test::forked other{[&](auto const& say) {
        feed_claims theirs{path};
        theirs.take("http://f/");
        say(1);
        for (;;)
            ::pause();
    }};
    ASSERT_EQ(other.listen(), 1);
    EXPECT_THROW(mine.take("http://f/"), error);
    other.kill();
    EXPECT_NO_THROW(mine.take("http://f/"));
}

TEST_F(kept_feeds, of_another_kind_are_refused_and_left_alone)
{
    test::write_file(
        path, "no database, but long enough to have the header of one: " + std::string(100, 'x'));
    auto const before = test::read_file(path);
    auto const e = test::caught_error([&] { feed_store const kept{path}; });
    EXPECT_EQ(e.code(), exit_code::config);
    EXPECT_EQ(
        std::string{e.what()}, "cannot open feeds: " + path + " is damaged: it is not a database");
    EXPECT_EQ(test::read_file(path), before);
    std::filesystem::remove(path);
    {
        feed_store const kept{path};
    }
    test::change(path, "PRAGMA user_version = 99");
    auto const newer = test::caught_error([&] { feed_store const kept{path}; });
    EXPECT_EQ(newer.code(), exit_code::config);
    EXPECT_NE(std::string{newer.what()}.find("was written by a newer version"), std::string::npos);
    test::change(path, "PRAGMA user_version = 1; PRAGMA application_id = 5");
    auto const foreign = test::caught_error([&] { feed_store const kept{path}; });
    EXPECT_NE(
        std::string{foreign.what()}.find("is not the database of a feed reader"),
        std::string::npos);
}

TEST_F(kept_feeds, are_whole_after_a_kill)
{
    for (int round = 0; round < 10; ++round) {
        std::filesystem::remove(path);
        for (auto const* suffix : {"-wal", "-shm"})
            std::filesystem::remove(path + suffix);
        test::forked writer{[&](auto const& say) {
            feed_store kept{path};
            for (int number = 1;; ++number) {
                put(kept, {full_item(number), full_item(-number)});
                say(number);
            }
        }};
        int last = 0;
        for (int i = 0; i <= round; ++i)
            last = writer.listen().value_or(0);
        writer.kill();
        feed_store kept{path};
        auto const items = kept.owed("http://f/");
        EXPECT_GE(items.size(), static_cast<std::size_t>(2 * last));
        EXPECT_EQ(items.size() % 2, 0U) << "half an update";
        EXPECT_EQ(test::ask(path, "SELECT count(*) FROM items WHERE gone = 0"), "2");
    }
}

}  // namespace
}  // namespace bt::state
