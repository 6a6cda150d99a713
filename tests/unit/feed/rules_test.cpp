#include "sample_feed.hpp"

#include <bt/feed/rules.hpp>

namespace bt::feed {
namespace {

using letters = pattern::letters;

record::feed_item titled(std::string title, std::optional<std::int64_t> published = {})
{
    record::feed_item out;
    out.guid = title;
    out.title = std::move(title);
    out.published = published;
    return out;
}

TEST(rules, want_all_when_there_are_none)
{
    EXPECT_TRUE(wants({}, titled(""), 0));
}

TEST(rules, want_what_one_pattern_has_and_no_other_excludes)
{
    rules all;
    all.match.emplace_back("^Debian [0-9]+", letters::as_they_are);
    all.match.emplace_back("(ubuntu|mint)", letters::either_case);
    all.exclude.emplace_back("beta|rc[0-9]$", letters::as_they_are);
    EXPECT_TRUE(wants(all, titled("Debian 12 netinst"), 0));
    EXPECT_TRUE(wants(all, titled("Linux MINT"), 0));
    EXPECT_FALSE(wants(all, titled("debian 12"), 0));
    EXPECT_FALSE(wants(all, titled("Debian 12 beta"), 0));
    EXPECT_FALSE(wants(all, titled("Debian 13 rc1"), 0));
    EXPECT_FALSE(wants(all, titled("Fedora"), 0));
}

TEST(rules, count_an_item_without_a_date_from_when_it_was_found)
{
    rules all;
    all.since = 1000;
    EXPECT_TRUE(wants(all, titled("a", 1000), 0));
    EXPECT_FALSE(wants(all, titled("a", 999), 5000));
    EXPECT_TRUE(wants(all, titled("a"), 1000));
    EXPECT_FALSE(wants(all, titled("a"), 999));
}

TEST(a_pattern, that_is_none_is_refused_with_its_reason)
{
    for (auto const* bad : {"(", "[a", "a{2", "a\\"}) {
        try {
            pattern const made{bad, letters::as_they_are};
            ADD_FAILURE() << bad;
        } catch (error const& e) {
            EXPECT_EQ(e.code(), exit_code::usage);
            EXPECT_TRUE(std::string{e.what()}.starts_with("cannot use pattern '")) << e.what();
        }
    }
}

TEST(a_pattern, takes_no_more_than_time_in_proportion)
{
    pattern const slow_elsewhere{"^(a+)+$", letters::as_they_are};
    EXPECT_FALSE(slow_elsewhere.matches(std::string(30'000, 'a') + "b"));
    EXPECT_TRUE(slow_elsewhere.matches(std::string(30'000, 'a')));
}

TEST(items, are_told_oldest_first)
{
    std::vector<record::feed_item> dated{titled("b", 20), titled("c", 30), titled("a", 10)};
    sort_oldest_first(dated);
    EXPECT_EQ(dated[0].title + dated[1].title + dated[2].title, "abc");
    std::vector<record::feed_item> partly{titled("c"), titled("b", 99), titled("a", 100)};
    sort_oldest_first(partly);
    EXPECT_EQ(partly[0].title + partly[1].title + partly[2].title, "abc");
}

}  // namespace
}  // namespace bt::feed
