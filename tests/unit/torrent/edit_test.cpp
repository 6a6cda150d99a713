#include "made.hpp"
#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/to_json.hpp>
#include <bt/torrent/edit/edit.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace bt::torrent {
namespace {

using test::text;

std::string const info =
    "d6:lengthi3e4:name1:f12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaae";

/// A torrent with these keys, bencoded, around `info`.
std::string
around(std::string const& before, std::string const& after, std::string const& inner = info)
{
    return "d" + before + "4:info" + inner + after + "e";
}

edited made(std::string const& bytes, std::function<void(edit_request&)> const& ask)
{
    edit_request request;
    ask(request);
    return edit(bytes, "x", request);
}

std::string bytes_of(std::string const& bytes, std::function<void(edit_request&)> const& ask)
{
    auto const once = made(bytes, ask);
    EXPECT_TRUE(made(once.bytes, ask).changes.empty()) << "a second time";
    return once.bytes;
}

/// "STATUS sentence" of what edit() throws.
std::string failure(
    std::string const& bytes, std::function<void(edit_request&)> const& ask = [](auto&) {})
{
    try {
        (void)made(bytes, ask);
    } catch (error const& e) {
        return std::to_string(static_cast<int>(e.code())) + " " + e.what();
    }
    return "none";
}

auto const set_comment = [](edit_request& r) { r.comment.set = "new"; };

TEST(editing, of_nothing_gives_the_same_bytes)
{
    for (auto const& bytes :
         {around("", ""),
          around("7:comment3:old", ""),
          around("1:zi007e1:a0:", "") + "tail",
          around("", "") + std::string(3, '\0')}) {
        auto const result = made(bytes, [](auto&) {});
        EXPECT_EQ(result.bytes, bytes);
        EXPECT_TRUE(result.changes.empty());
    }
}

TEST(editing, keeps_unknown_keys_their_order_odd_numbers_and_what_follows_the_end)
{
    EXPECT_EQ(
        bytes_of(
            around("1:zi007e3:x-yd1:b0:1:ai-0ee7:comment3:old", "1:a01:q") + "rest", set_comment),
        around("1:zi007e3:x-yd1:b0:1:ai-0ee7:comment3:new", "1:a01:q") + "rest");
    EXPECT_EQ(
        bytes_of(around("1:zi007e", "1:a0:"), set_comment),
        around("7:comment3:new1:zi007e", "1:a0:"));
    std::string const odd =
        "d4:name1:f6:lengthi03e12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaae";
    EXPECT_EQ(bytes_of(around("", "", odd), set_comment), around("7:comment3:new", "", odd));
}

TEST(editing, tells_each_change_and_the_hash_that_stays)
{
    auto const result = made(around("7:comment3:old", ""), [](edit_request& r) {
        r.comment.remove = true;
        r.creation_date.set = 5;
    });
    ASSERT_EQ(result.changes.size(), 2U);
    EXPECT_EQ(result.changes[0].key, "comment");
    EXPECT_EQ(result.changes[0].before, "3:old");
    EXPECT_FALSE(result.changes[0].after);
    EXPECT_EQ(result.changes[1].key, "creation date");
    EXPECT_EQ(result.changes[1].after, "i5e");
    EXPECT_EQ(result.before, result.after);
    EXPECT_TRUE(result.before.v1);
    EXPECT_FALSE(result.before.v2);
}

TEST(editing, sets_and_takes_away_the_twin_in_utf_8_too)
{
    EXPECT_EQ(
        bytes_of(around("7:comment1:a13:comment.utf-81:b", ""), set_comment),
        around("7:comment3:new13:comment.utf-83:new", ""));
    EXPECT_EQ(
        bytes_of(
            around("10:created by1:a16:created by.utf-81:b", ""),
            [](edit_request& r) { r.created_by.remove = true; }),
        around("", ""));
}

TEST(editing, takes_web_seeds_as_a_string_or_a_list)
{
    auto const add = [](edit_request& r) { r.web_seeds.add = {"http://b/"}; };
    EXPECT_EQ(bytes_of(around("", ""), add), around("", "8:url-list9:http://b/"));
    EXPECT_EQ(bytes_of(around("", "8:url-list0:"), add), around("", "8:url-list9:http://b/"));
    EXPECT_EQ(
        bytes_of(around("", "8:url-list9:http://a/"), add),
        around("", "8:url-listl9:http://a/9:http://b/e"));
    EXPECT_EQ(
        bytes_of(around("", "8:url-listl9:http://a/i7e09:http://c/e"), add),
        around("", "8:url-listl9:http://a/i7e09:http://c/9:http://b/e"));
    EXPECT_EQ(
        failure(around("", "8:url-listi1e"), add), "4 cannot edit x: its url-list is not a list");
    auto const remove = [](edit_request& r) { r.web_seeds.remove = {"http://a*"}; };
    EXPECT_EQ(bytes_of(around("", "8:url-list9:http://a/"), remove), around("", ""));
    EXPECT_EQ(
        bytes_of(around("", "8:url-listl9:http://a/9:http://b/e"), remove),
        around("", "8:url-listl9:http://b/e"));
    auto const clear = [](edit_request& r) { r.web_seeds.clear = true; };
    for (auto const* value : {"i1e", "le", "0:", "l9:http://a/e"})
        EXPECT_EQ(bytes_of(around("", std::string{"8:url-list"} + value), clear), around("", ""));
    auto const instead = [](edit_request& r) {
        r.web_seeds.clear = true;
        r.web_seeds.add = {"http://b/"};
    };
    EXPECT_EQ(
        bytes_of(around("", "8:url-listl9:http://b/e"), instead),
        around("", "8:url-listl9:http://b/e"));
}

TEST(editing, adds_and_removes_nodes_and_http_seeds)
{
    auto const ask = [](edit_request& r) {
        r.dht_nodes.add = {{"a", 1}, {"::1", 2}};
        r.dht_nodes.remove = {{"c", 3}};
        r.http_seeds.add = {"http://h/"};
    };
    EXPECT_EQ(
        bytes_of(around("", "5:nodesll1:ai1eel1:ci3eee"), ask),
        around("9:httpseedsl9:http://h/e", "5:nodesll1:ai1eel3:::1i2eee"));
}

TEST(editing, in_info_is_refused_unless_allowed_or_no_change)
{
    auto const ask = [](edit_request& r) {
        r.info.is_private = true;
        r.info.source.set = "S";
    };
    EXPECT_EQ(
        failure(around("", ""), ask),
        "14 cannot change info.private, info.source of x: it would have another info-hash");
    auto const allowed = [&](edit_request& r) {
        ask(r);
        r.allow_new_infohash = true;
    };
    auto const result = made(around("", ""), allowed);
    auto const inner = info.substr(0, info.size() - 1) + "7:privatei1e6:source1:Se";
    EXPECT_EQ(result.bytes, around("", "", inner));
    EXPECT_NE(result.before, result.after);
    EXPECT_EQ(failure(result.bytes, ask), "none");
    EXPECT_TRUE(made(result.bytes, ask).changes.empty());
    auto const open = [](edit_request& r) { r.info.is_private = false; };
    EXPECT_EQ(failure(around("", ""), open), "none");
    auto const zero = around("", "", info.substr(0, info.size() - 1) + "7:privatei0ee");
    EXPECT_EQ(made(zero, open).bytes, zero);
    EXPECT_EQ(
        failure(result.bytes, open),
        "14 cannot change info.private of x: it would have another info-hash");
}

TEST(editing, patches_keys_last_and_deep)
{
    auto const ask = [](edit_request& r) {
        r.comment.set = "one";
        r.patch = parse_patch(
            R"({"comment":"two","x":{"y":{"z":1}},"info":{"extra":"e"}})", name_patch::allowed);
        r.allow_new_infohash = true;
    };
    auto const result = made(around("", "1:xd1:ai01e1:yd1:b0:eee"), ask);
    EXPECT_EQ(
        result.bytes,
        around("7:comment3:two", "1:xd1:ai01e1:yd1:b0:1:zi1eeee", "d5:extra1:e" + info.substr(1))
            .replace(result.bytes.size() - 1, 1, "e"));
    std::string keys;
    for (auto const& change : result.changes)
        keys += change.key + " ";
    EXPECT_EQ(keys, "comment info.extra x.y.z ");
}

TEST(editing, renames_a_single_file_in_its_tree_too)
{
    std::string const root = text(std::string(32, 'r'));
    auto const v2 = [&](std::string const& name, std::string const& file) {
        return "d9:file treed" + text(file) + "d0:d6:lengthi3e11:pieces root" + root
            + "eee12:meta versioni2e4:name" + text(name) + "12:piece lengthi16384ee";
    };
    auto const ask = [](edit_request& r) {
        r.info.name.set = "new";
        r.allow_new_infohash = true;
    };
    auto const layers = std::string{"12:piece layersde"};
    auto const result = made(around("", layers, v2("f", "f")), ask);
    EXPECT_EQ(result.bytes, around("", layers, v2("new", "new")));
    EXPECT_FALSE(result.after.v1);
    EXPECT_TRUE(result.after.v2);
    EXPECT_EQ(
        made(around("", layers, v2("folder", "f")), ask).bytes, around("", layers, v2("new", "f")));
}

TEST(editing, refuses_what_is_no_torrent_or_can_be_read_in_two_ways)
{
    EXPECT_EQ(failure(""), "4 cannot read torrent x: the file is empty");
    EXPECT_EQ(failure("hello"), "4 cannot read torrent x: no bencoded value at byte 0");
    EXPECT_EQ(failure("d4:info"), "4 cannot read torrent x: it ends in the middle at byte 7");
    EXPECT_EQ(failure("i1e"), "4 cannot read torrent x: no bencoded dictionary at byte 0");
    EXPECT_EQ(failure("d1:a0:e"), "4 cannot read torrent x: it has no info dictionary");
    EXPECT_EQ(
        failure("d4:infoi1ee"), "4 cannot read torrent x: info that is no dictionary at byte 7");
    EXPECT_EQ(
        failure(around("1:a0:1:b0:", "1:a0:")),
        "4 cannot read torrent x: a key that is there twice, at byte "
            + std::to_string(17 + info.size()));
    EXPECT_EQ(
        failure("d4:infod4:name1:a4:name1:bee"),
        "4 cannot read torrent x: a key of info that is there twice, at byte 17");
    EXPECT_EQ(
        failure("d4:info" + std::string(200, 'l')),
        "4 cannot read torrent x: nested more than 100 deep at byte 106");
}

TEST(editing, never_makes_a_torrent_that_loads_into_one_that_does_not)
{
    auto const ask = [](edit_request& r) {
        r.info.name.remove = true;
        r.allow_new_infohash = true;
    };
    EXPECT_EQ(
        failure(around("", ""), ask).substr(0, 51),
        "14 cannot edit x: the result could not be read agai");
    // What did not load before may be repaired step by step.
    EXPECT_EQ(made("d4:infod4:name1:aee", ask).bytes, "d4:infodee");
}

TEST(editing, hybrids_keeps_info_and_piece_layers)
{
    test::scratch const folder;
    test::make_sample_tree(folder / "tree");
    auto const bytes = test::made_of(folder / "tree", {}, 16 * 1024);
    auto const result = made(bytes, [](edit_request& r) {
        r.trackers.add = {{"udp://t:1", 0}};
        r.comment.set = "c";
    });
    EXPECT_NE(result.bytes, bytes);
    for (auto const* key : {"info", "piece layers"})
        EXPECT_EQ(bencode::find(result.bytes, key), bencode::find(bytes, key));
    auto const loaded = parse_torrent(result.bytes, "x");
    EXPECT_EQ(loaded.info_hash_v1(), result.after.v1);
    EXPECT_EQ(loaded.info_hash_v2(), result.after.v2);
}

}  // namespace
}  // namespace bt::torrent
