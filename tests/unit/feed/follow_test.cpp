#include "sample_feed.hpp"
#include "support/files.hpp"

#include <bt/feed/follow.hpp>

#include <stdexcept>

namespace bt::feed {
namespace {

using state::telling;

struct following : ::testing::Test {
    test::scratch place;
    std::optional<state::feed_store> store;
    follow_options how;
    std::string const url = "http://f/";

    following() { reopen(); }

    /// As the next process finds it.
    void reopen()
    {
        store.reset();
        store.emplace(place / "feeds.db");
    }

    static record::feed_item item(std::string const& guid)
    {
        record::feed_item out;
        out.guid = guid;
        out.title = "title " + guid;
        out.url = "http://f/" + guid + ".torrent";
        out.feed = "http://f/";
        return out;
    }

    /// The feed has these now, its newest on top.
    void has(std::vector<std::string> const& guids, std::int64_t now = 1000)
    {
        fetched what{.feed = {.url = url, .title = "T"}, .content = parsed{}};
        for (auto const& each : guids)
            what.content->items.push_back(item(each));
        take_in(*store, what, how, now);
    }

    std::string waiting(bool all = false)
    {
        std::string out;
        for (auto const& each : to_tell(*store, url, how, all))
            out += each.item.guid + (each.item.seen ? "! " : " ");
        return out;
    }

    /// What a run tells; it is killed where `line` or `hook` throws.
    std::string run(std::function<bool(record::feed_item const&)> hook = {})
    {
        std::string out;
        for (auto const& each : to_tell(*store, url, how, false))
            (void)deliver(*store, each, {.hook = hook, .line = [&](auto const& one) {
                                             out += one.guid + " ";
                                         }});
        return out;
    }
};

TEST_F(following, tells_each_item_once_and_the_oldest_first)
{
    has({"b", "a"});
    EXPECT_EQ(run(), "a b ");
    EXPECT_EQ(run(), "");
    reopen();
    has({"d", "c", "b"});
    EXPECT_EQ(run(), "c d ");
    has({"d", "c", "b", "a"});
    EXPECT_EQ(run(), "") << "what comes back is not new";
    EXPECT_EQ(waiting(true), "a! b! c! d! ");
}

TEST_F(following, owes_what_it_took_in_until_it_is_told)
{
    has({"b", "a"});
    reopen();
    has({"c"});
    EXPECT_EQ(waiting(true), "a b c ");
    EXPECT_EQ(run(), "a b c ") << "also what the feed has dropped since";
}

TEST_F(following, begins_with_all_none_or_the_newest)
{
    how.first = first_run::none;
    has({"b", "a"});
    EXPECT_EQ(run(), "");
    has({"c", "b", "a"});
    EXPECT_EQ(run(), "c ");
    EXPECT_TRUE(store->forget(url));
    how.first = first_run::newest;
    how.wanted.match.emplace_back("title [ab]", pattern::letters::as_they_are);
    has({"c", "b", "a"});
    EXPECT_EQ(run(), "b ");
    how.wanted.match.clear();
    EXPECT_EQ(run(), "") << "the others were passed over";
}

TEST_F(following, keeps_what_the_rules_do_not_want_for_other_rules)
{
    how.wanted.match.emplace_back("a", pattern::letters::as_they_are);
    has({"b", "a"});
    EXPECT_EQ(run(), "a ");
    how.wanted.match.clear();
    EXPECT_EQ(run(), "b ");
}

TEST_F(following, drops_what_nobody_wanted_with_the_feed)
{
    how.wanted.match.emplace_back("a", pattern::letters::as_they_are);
    has({"b", "a"});
    has({"c"});
    how.wanted.match.clear();
    EXPECT_EQ(run(), "a c ");
}

TEST_F(following, forgets_what_was_told_long_after_the_feed_did)
{
    how.memory = std::chrono::seconds{100};
    has({"b", "a"}, 1000);
    EXPECT_EQ(run(), "a b ");
    has({"b"}, 2000);
    has({"b"}, 2100);
    has({"b", "a"}, 2100);
    EXPECT_EQ(run(), "");
    has({"b"}, 3000);
    has({"b"}, 3101);
    has({"b", "a"}, 3102);
    EXPECT_EQ(run(), "a ");
}

TEST_F(following, says_that_an_item_may_have_been_told)
{
    has({"b", "a"});
    auto const first = to_tell(*store, url, how, false).front();
    // As if killed within the line: neither lost nor told twice without a word.
    EXPECT_THROW(
        (void)deliver(
            *store,
            first,
            {.hook = {}, .line = [](auto const&) { throw std::runtime_error{"killed"}; }}),
        std::runtime_error);
    reopen();
    EXPECT_EQ(waiting(), "a! b ");
    EXPECT_EQ(run(), "a b ");
    EXPECT_EQ(waiting(), "");
}

TEST_F(following, knows_that_a_line_that_cannot_be_written_was_none)
{
    has({"a"});
    auto const first = to_tell(*store, url, how, false).front();
    EXPECT_THROW(
        (void)deliver(
            *store,
            first,
            {.hook = {},
             .line =
                 [](auto const&) {
                     throw error{exit_code::broken_pipe, ""};
                 }}),
        error);
    EXPECT_EQ(waiting(), "a ");
}

TEST_F(following, does_not_tell_again_what_it_finds_told)
{
    has({"b", "a"});
    std::string file;
    auto const to_file = [&](bool dies) {
        return listener{
            .hook = {},
            .line =
                [&file, dies](auto const& each) {
                    file += each.guid;
                    if (dies) throw std::runtime_error{"killed"};
                },
            .place = [&file] { return std::to_string(file.size()); },
            .has_line =
                [&file](auto const& each) {
                    return file.substr(std::stoul(each.place), each.item.guid.size())
                        == each.item.guid;
                }};
    };
    EXPECT_THROW(
        (void)deliver(*store, to_tell(*store, url, how, false).at(0), to_file(true)),
        std::runtime_error);
    reopen();
    for (auto const& each : to_tell(*store, url, how, false))
        EXPECT_TRUE(deliver(*store, each, to_file(false)));
    EXPECT_EQ(file, "ab");
    EXPECT_EQ(waiting(), "");
}

TEST_F(following, runs_a_hook_until_it_succeeds_and_then_no_more)
{
    has({"b", "a"});
    std::string hooked;
    EXPECT_EQ(
        run([&](auto const& each) {
            hooked += each.guid;
            return each.guid == "b";
        }),
        "b ");
    EXPECT_EQ(hooked, "ab");
    EXPECT_EQ(waiting(), "a ");
    auto const killed_in_line = [&] {
        (void)deliver(
            *store,
            to_tell(*store, url, how, false).front(),
            {.hook =
                 [&](auto const& each) {
                     hooked += each.guid;
                     return true;
                 },
             .line = [](auto const&) { throw std::runtime_error{"killed"}; }});
    };
    EXPECT_THROW(killed_in_line(), std::runtime_error);
    EXPECT_EQ(hooked, "aba");
    reopen();
    EXPECT_EQ(waiting(), "a! ");
    EXPECT_EQ(
        run([&](auto const&) {
            hooked += "again";
            return true;
        }),
        "a ");
    EXPECT_EQ(hooked, "aba") << "it succeeded before";
}

TEST_F(following, says_that_a_hook_may_have_run)
{
    has({"a"});
    auto const first = to_tell(*store, url, how, false).front();
    auto const killed = [](auto const&) -> bool { throw std::runtime_error{"killed"}; };
    EXPECT_THROW((void)deliver(*store, first, {.hook = killed, .line = {}}), std::runtime_error);
    reopen();
    EXPECT_EQ(waiting(), "a! ");
    bool seen = false;
    EXPECT_EQ(
        run([&](auto const& each) {
            seen = each.seen;
            return true;
        }),
        "a ");
    EXPECT_TRUE(seen);
}

TEST_F(following, takes_a_feed_as_it_was_for_just_that)
{
    has({"a"}, 1000);
    take_in(*store, {.feed = {.url = url}, .content = {}}, how, 2000);
    EXPECT_EQ(run(), "a ");
    auto const feeds = store->feeds();
    ASSERT_EQ(feeds.size(), 1U);
    EXPECT_EQ(feeds[0].last_update, 2000);
    EXPECT_EQ(feeds[0].title, "T");
    EXPECT_EQ(feeds[0].num_items, 1);
    EXPECT_EQ(feeds[0].num_unseen, 0);
}

TEST(words_of_first_run, are_three)
{
    EXPECT_EQ(first_run_of("all"), first_run::all);
    EXPECT_EQ(first_run_of("none"), first_run::none);
    EXPECT_EQ(first_run_of("newest"), first_run::newest);
    EXPECT_FALSE(first_run_of("some"));
}

}  // namespace
}  // namespace bt::feed
