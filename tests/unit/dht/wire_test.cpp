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
    return read_reply(message, salt);
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
    auto const none = read_reply("", {});
    EXPECT_FALSE(none.id);
    EXPECT_FALSE(none.found);
}

TEST(wire, replies_about_torrents_give_peers_filters_and_samples)
{
    std::string const peer("\x7f\0\0\x01\x15\xb3", 6);
    auto const peers = read(answer("6:valuesl6:" + peer + "3:bade"));
    ASSERT_EQ(peers.peers.size(), 1U);
    EXPECT_EQ(peers.peers[0].port(), 5555);
    EXPECT_FALSE(peers.seeds);
    auto const scraped = read(answer("4:BFpe256:" + std::string(256, '\0') + "4:BFsd3:bad"));
    ASSERT_TRUE(scraped.downloaders);
    EXPECT_EQ(scraped.downloaders->estimate(), 0);
    EXPECT_FALSE(scraped.seeds);
    auto const samples = read(answer("8:intervali60e3:numi9e7:samples40:" + std::string(40, 's')));
    EXPECT_EQ(samples.samples.size(), 2U);
    EXPECT_EQ(samples.num_infohashes, 9);
    EXPECT_EQ(samples.interval, 60);
}

TEST(wire, a_reply_says_who_sent_it_and_how_it_sees_us)
{
    std::string const us("\x7f\0\0\x01\x15\xb3", 6);
    auto const got = read(
        "d2:ip6:" + us + "1:rd2:id20:" + id_text + "e1:t2:aa1:v4:LT\x02" + std::string("\x08")
        + "1:y1:re");
    ASSERT_TRUE(got.our_endpoint);
    EXPECT_EQ(got.our_endpoint->port(), 5555);
    EXPECT_EQ(version_text(got.version), "LT 2.0.8");
    EXPECT_EQ(version_text("x\n"), "x\\x0a");
}

TEST(wire, errors_have_a_message)
{
    EXPECT_EQ(read("d1:eli205e7:too bige1:y1:ee").message, "too big");
}

TEST(wire, queries_are_those_of_the_beps)
{
    target where{};
    where.fill('x');
    std::string const x(20, 'x');
    EXPECT_EQ(text_of(ping_query()), "d1:ade1:q4:ping1:y1:qe");
    EXPECT_EQ(text_of(find_node_query(where)), "d1:ad6:target20:" + x + "e1:q9:find_node1:y1:qe");
    EXPECT_EQ(
        text_of(get_peers_query(where)), "d1:ad9:info_hash20:" + x + "e1:q9:get_peers1:y1:qe");
    EXPECT_EQ(
        text_of(scrape_query(where)),
        "d1:ad9:info_hash20:" + x + "6:scrapei1ee1:q9:get_peers1:y1:qe");
    EXPECT_EQ(
        text_of(announce_query(where, {.port = 7, .seed = true}, "t")),
        "d1:ad12:implied_porti0e9:info_hash20:" + x
            + "4:porti7e4:seedi1e5:token1:te1:q13:announce_peer1:y1:qe");
    EXPECT_EQ(
        text_of(sample_query(where)), "d1:ad6:target20:" + x + "e1:q17:sample_infohashes1:y1:qe");
}

}  // namespace
