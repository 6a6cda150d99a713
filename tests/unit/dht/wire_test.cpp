#include <bt/dht/wire.hpp>

#include <libtorrent/bencode.hpp>

#include <gtest/gtest.h>

#include <iterator>
#include <string>

namespace {

using namespace bt::dht;

std::string const id_text(20, 'i');

reply read(std::string const& message, std::string_view salt = {})
{
    lt::error_code reason;
    auto const node = lt::bdecode(message, reason);
    EXPECT_FALSE(reason) << message;
    return read_reply(node, salt);
}

std::string answer(std::string const& body)
{
    return "d1:rd2:id20:" + id_text + body + "e1:t2:aa1:y1:re";
}

std::string text_of(lt::entry const& query)
{
    std::string out;
    lt::bencode(std::back_inserter(out), query);
    return out;
}

TEST(wire, get_names_the_target)
{
    target where{};
    where.fill('x');
    EXPECT_EQ(
        text_of(get_query(where)), "d1:ad6:target20:" + std::string(20, 'x') + "e1:q3:get1:y1:qe");
}

TEST(wire, put_of_an_immutable_item_has_value_and_token_alone)
{
    EXPECT_EQ(
        text_of(put_query({.value = "5:hello"}, "tok", 3)),
        "d1:ad5:token3:tok1:v5:helloe1:q3:put1:y1:qe");
}

TEST(wire, put_of_a_mutable_item_has_what_bep_44_asks_for)
{
    item what{.value = "i7e", .key = public_key{}, .salt = "s", .seq = 4};
    what.key->fill('k');
    what.signed_by.fill('g');
    EXPECT_EQ(
        text_of(put_query(what, "tok", 3)),
        "d1:ad3:casi3e1:k32:" + std::string(32, 'k') + "4:salt1:s3:seqi4e3:sig64:"
            + std::string(64, 'g') + "5:token3:tok1:vi7ee1:q3:put1:y1:qe");
}

TEST(wire, reply_gives_nodes_of_both_families)
{
    std::string const four = id_text + std::string("\x7f\0\0\x01\x1a\xe1", 6);
    std::string const six = id_text + std::string(15, '\0') + std::string("\x01\x1a\xe1", 3);
    auto const got = read(answer("5:nodes26:" + four + "6:nodes638:" + six + "5:token2:tt"));
    ASSERT_TRUE(got.id);
    EXPECT_EQ(got.token, "tt");
    ASSERT_EQ(got.nodes.size(), 2U);
    EXPECT_EQ(got.nodes[0].where.address().to_string(), "127.0.0.1");
    EXPECT_EQ(got.nodes[0].where.port(), 6881);
    EXPECT_EQ(got.nodes[1].where.address().to_string(), "::1");
    EXPECT_EQ(got.nodes[1].where.port(), 6881);
}

TEST(wire, reply_gives_the_value_as_the_bytes_that_came)
{
    // Keys out of order: another bencoding of it would have another hash.
    auto const got = read(answer("1:vd1:bi1e1:ai2ee"));
    ASSERT_TRUE(got.found);
    EXPECT_EQ(got.found->value, "d1:bi1e1:ai2ee");
    EXPECT_FALSE(got.found->key);
}

TEST(wire, reply_gives_a_mutable_item_with_the_salt_asked_for)
{
    std::string const body =
        "1:k32:" + std::string(32, 'k') + "3:seqi9e3:sig64:" + std::string(64, 'g') + "1:v2:hi";
    auto const got = read(answer(body), "salt");
    ASSERT_TRUE(got.found);
    ASSERT_TRUE(got.found->key);
    EXPECT_EQ(got.found->seq, 9);
    EXPECT_EQ(got.found->salt, "salt");
}

TEST(wire, malformed_parts_are_left_out)
{
    EXPECT_FALSE(read("d1:rd2:id3:abce1:y1:re").id);
    EXPECT_TRUE(read(answer("5:nodes7:garbage")).nodes.empty());
    std::string const key = "1:k32:" + std::string(32, 'k');
    EXPECT_FALSE(read(answer(key + "3:seqi1e1:v2:hi")).found);
    EXPECT_FALSE(read(answer(key + "3:seqi-4e3:sig64:" + std::string(64, 'g') + "1:v2:hi")).found);
    EXPECT_FALSE(read(answer(key + "3:sig64:" + std::string(64, 'g') + "1:v2:hi")).found);
}

TEST(wire, errors_have_a_number_and_no_id)
{
    auto const refused = read("d1:eli302e3:olde1:t2:aa1:y1:ee");
    EXPECT_FALSE(refused.id);
    EXPECT_EQ(refused.error, seq_too_low);
    EXPECT_NE(read("d1:ele1:y1:ee").error, 0);
    EXPECT_NE(read("d1:y1:ee").error, 0);
}

TEST(wire, silence_is_no_reply)
{
    auto const none = read_reply({}, {});
    EXPECT_FALSE(none.id);
    EXPECT_FALSE(none.found);
}

}  // namespace
