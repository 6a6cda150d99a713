#include <bt/base/error.hpp>
#include <bt/bencode/from_json.hpp>
#include <bt/bencode/splice.hpp>
#include <bt/bencode/to_json.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/edit/edit.hpp>
#include <bt/torrent/edit/edit_trackers.hpp>

#include <gtest/gtest.h>

#include <string>

namespace bt::torrent {
namespace {

/// What becomes of a torrent's keys, in JSON; a second run changes nothing.
std::string changed(std::string_view json, tracker_changes const& changes)
{
    auto const from = bencode::from_json(json);
    bencode::splice once{from};
    edit_trackers(once, changes, "x");
    auto const to = once.text();
    bencode::splice again{to};
    edit_trackers(again, changes, "x");
    EXPECT_FALSE(again.is_changed()) << to;
    return bencode::to_json(to);
}

tracker_changes adding(std::vector<std::string> const& options)
{
    return {.clear = false, .remove = {}, .replace = {}, .add = tiers_of(options)};
}

TEST(trackers, are_added_as_new_tiers_at_the_end)
{
    EXPECT_EQ(changed("{}", adding({"udp://a"})), R"({"announce":"udp://a"})");
    EXPECT_EQ(
        changed(R"({"announce":"udp://a"})", adding({"udp://b"})),
        R"({"announce":"udp://a","announce-list":[["udp://a"],["udp://b"]]})");
    EXPECT_EQ(
        changed("{}", adding({"udp://a,udp://b", "udp://c"})),
        R"({"announce":"udp://a","announce-list":[["udp://a","udp://b"],["udp://c"]]})");
}

TEST(trackers, that_are_there_stay_where_they_are)
{
    auto const* both = R"({"announce":"udp://a","announce-list":[["udp://a"],["udp://b"]]})";
    EXPECT_EQ(changed(both, adding({"udp://b", "udp://a"})), both);
    EXPECT_EQ(
        changed(both, adding({"udp://c,udp://b"})),
        R"({"announce":"udp://a","announce-list":[["udp://a"],["udp://b","udp://c"]]})");
}

TEST(trackers, go_by_url_or_wildcard)
{
    auto const* three =
        R"({"announce":"http://a/x","announce-list":[["http://a/x","http://b/x"],["udp://a.org:1"]]})";
    EXPECT_EQ(
        changed(three, {.remove = {"http://a/x"}}),
        R"({"announce":"http://b/x","announce-list":[["http://b/x"],["udp://a.org:1"]]})");
    EXPECT_EQ(
        changed(three, {.remove = {"http*"}}),
        R"({"announce":"udp://a.org:1","announce-list":[["udp://a.org:1"]]})");
    EXPECT_EQ(changed(three, {.remove = {"*"}}), "{}");
    EXPECT_EQ(changed(three, {.remove = {"http://nobody/"}}), three);
    EXPECT_EQ(changed(three, {.clear = true}), "{}");
}

TEST(trackers, are_replaced_in_their_place)
{
    EXPECT_EQ(
        changed(
            R"({"announce":"udp://a","announce-list":[["udp://a"],["udp://b"]]})",
            {.replace = {{"udp://a", "udp://n"}}}),
        R"({"announce":"udp://n","announce-list":[["udp://n"],["udp://b"]]})");
    EXPECT_EQ(
        changed(
            R"({"announce":"udp://a","announce-list":[["udp://a"],["udp://b"]]})",
            {.replace = {{"udp://a", "udp://b"}}}),
        R"({"announce":"udp://b","announce-list":[["udp://b"]]})");
    EXPECT_EQ(
        changed(R"({"announce":"udp://a"})", {.replace = {{"udp://a", "udp://n"}}}),
        R"({"announce":"udp://n"})");
}

TEST(trackers, can_all_be_others)
{
    tracker_changes const others{
        .clear = true, .remove = {}, .replace = {}, .add = tiers_of({"udp://n"})};
    EXPECT_EQ(
        changed(R"({"announce":"udp://a","announce-list":[["udp://a"],["udp://b"]]})", others),
        R"({"announce":"udp://n","announce-list":[["udp://n"]]})");
    EXPECT_EQ(
        changed(R"({"announce-list":"odd","announce":5})", others), R"({"announce":"udp://n"})");
}

TEST(trackers, in_odd_shapes_are_understood_or_refused)
{
    EXPECT_EQ(
        changed(
            R"({"announce":"","announce-list":["udp://a",[],["udp://b"]]})", adding({"udp://c"})),
        R"({"announce":"udp://a","announce-list":[["udp://a"],["udp://b"],["udp://c"]]})");
    EXPECT_EQ(
        changed(R"({"announce":"udp://alone","announce-list":[["udp://a"]]})", adding({"udp://b"})),
        R"({"announce":"udp://alone","announce-list":[["udp://alone"],["udp://a"],["udp://b"]]})");
    for (auto const* bad :
         {R"({"announce":5})",
          R"({"announce-list":"x"})",
          R"({"announce-list":[[5]]})",
          R"({"announce-list":[5]})"})
        EXPECT_THROW((void)changed(bad, adding({"udp://c"})), error) << bad;
}

}  // namespace
}  // namespace bt::torrent
