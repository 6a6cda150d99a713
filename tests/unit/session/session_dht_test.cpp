#include "asked_session.hpp"

#include <bt/session/session_dht.hpp>
#include <bt/session/session_lists.hpp>

#include <libtorrent/kademlia/ed25519.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bt::session {
namespace {

using std::chrono::milliseconds;
using test::code_of;
using test::huge;
namespace ev = record::event;

std::string const some_hash = "0123456789abcdef0123456789abcdef01234567";

/// A node of a DHT on loopback, and what it told.
struct dht_node {
    explicit dht_node(std::vector<host_and_port> nodes = {})
        : host{
            {.network =
                 {.private_net = true,
                  .dht_nodes = std::move(nodes),
                  .stop_timeout = milliseconds{500}},
             .events = select_events("all"),
             .tick = milliseconds{20}},
            {.on_event = [this](event const& what) { events.push_back(what); }}}
    {
    }
    [[nodiscard]] host_and_port address() const { return {"127.0.0.1", host.port()}; }
    template <class Event>
    [[nodiscard]] std::optional<Event> last() const
    {
        std::optional<Event> out;
        for (auto const& each : events)
            if (auto const* const found = std::get_if<Event>(&each.what)) out = *found;
        return out;
    }

    std::vector<event> events;
    session host;
};

/// Two that know each other.
class a_session_in_the_dht : public testing::Test {
protected:
    void SetUp() override
    {
        dht_add_node(one.host, other.address());
        ASSERT_TRUE(until([&] {
            return other.host.metric("dht.dht_nodes") > 0 && one.host.metric("dht.dht_nodes") > 0;
        }));
    }
    [[nodiscard]] bool until(std::function<bool()> const& done)
    {
        auto const deadline = std::chrono::steady_clock::now() + test::session_patience;
        while (!done()) {
            if (std::chrono::steady_clock::now() >= deadline) return false;
            (void)one.host.wait([] { return false; }, milliseconds{20}, {});
            (void)other.host.wait([] { return false; }, milliseconds{20}, {});
        }
        return true;
    }
    [[nodiscard]] record::dht_state state()
    {
        std::optional<record::dht_state> out;
        ask_dht_state(one.host, [&](auto const& told) { out = told; });
        EXPECT_TRUE(until([&] { return out.has_value(); }));
        return out.value_or(record::dht_state{});
    }

    dht_node one;
    dht_node other{{one.address()}};
};

TEST_F(a_session_in_the_dht, says_how_it_is_doing)
{
    EXPECT_TRUE(dht_state_of(one.host).dht_nodes.empty());
    auto const told = state();
    EXPECT_TRUE(told.running);
    EXPECT_EQ(told.nodes, 1);
    EXPECT_EQ(told.global_nodes, 2);
    EXPECT_GT(told.messages_in, 0);
    EXPECT_GT(told.total_upload, 0);
    ASSERT_EQ(told.dht_nodes.size(), 1U);
    EXPECT_EQ(told.dht_nodes[0].node_id.size(), 40U);
    EXPECT_EQ(told.dht_nodes[0].local_endpoint, "127.0.0.1:" + std::to_string(one.host.port()));
    ASSERT_FALSE(told.dht_nodes[0].routing_table.empty());
    EXPECT_EQ(told.dht_nodes[0].routing_table[0].num_nodes, 1);
    EXPECT_EQ(dht_state_of(one.host).dht_nodes.size(), 1U);
    EXPECT_EQ(state().dht_nodes.size(), 1U);
}

TEST_F(a_session_in_the_dht, puts_and_gets_items)
{
    auto const target = dht_put_immutable(one.host, "5:hello");
    ASSERT_TRUE(until([&] { return one.last<ev::dht_put>().has_value(); }));
    EXPECT_EQ(one.last<ev::dht_put>()->target, target);
    EXPECT_GE(one.last<ev::dht_put>()->num_success, 1);
    // Who has it is asked; nobody asks itself.
    dht_get_immutable(one.host, target);
    ASSERT_TRUE(until([&] { return one.last<ev::dht_immutable_item>().has_value(); }));
    EXPECT_EQ(one.last<ev::dht_immutable_item>()->value_base64.bytes, "5:hello");
}

TEST_F(a_session_in_the_dht, puts_and_gets_what_can_change)
{
    auto const [public_key, secret_key] = lt::dht::ed25519_create_keypair({});
    mutable_put what{
        .public_key = public_key.bytes,
        .secret_key = secret_key.bytes,
        .salt = "s",
        .value = "i1e",
        .seq = {}};
    std::int64_t seq = 0;
    for (auto const* const value : {"i1e", "i2e"}) {
        what.value = value;
        dht_put_mutable(one.host, what);
        ++seq;
        ASSERT_TRUE(until([&] {
            auto const put = one.last<ev::dht_put>();
            return put && put->seq == seq;
        }));
        EXPECT_GE(one.last<ev::dht_put>()->num_success, 1);
    }
    dht_get_mutable(one.host, public_key.bytes, "s");
    ASSERT_TRUE(until([&] {
        auto const found = one.last<ev::dht_mutable_item>();
        return found && found->authoritative;
    }));
    EXPECT_EQ(one.last<ev::dht_mutable_item>()->value_base64.bytes, "i2e");
    EXPECT_EQ(one.last<ev::dht_mutable_item>()->seq, 2);
}

TEST_F(a_session_in_the_dht, announces_and_finds_peers)
{
    dht_announce(one.host, some_hash, {.port = 4711, .seed = true});
    ASSERT_TRUE(until([&] { return other.host.metric("dht.dht_peers") > 0; }));
    dht_get_peers(one.host, some_hash);
    ASSERT_TRUE(until([&] { return one.last<ev::dht_get_peers_reply>().has_value(); }));
    EXPECT_EQ(
        one.last<ev::dht_get_peers_reply>()->peers, std::vector<std::string>{"127.0.0.1:4711"});
    dht_sample_infohashes(one.host, other.address(), some_hash);
    ASSERT_TRUE(until([&] { return one.last<ev::dht_sample_infohashes>().has_value(); }));
    EXPECT_EQ(one.last<ev::dht_sample_infohashes>()->samples, std::vector<std::string>{some_hash});
    dht_live_nodes(one.host, state().dht_nodes.at(0).node_id);
    ASSERT_TRUE(until([&] { return one.last<ev::dht_live_nodes>().has_value(); }));
    EXPECT_EQ(one.last<ev::dht_live_nodes>()->nodes.size(), 1U);
}

TEST_F(a_session_in_the_dht, enters_it_again_by_what_was_saved)
{
    auto const nodes = dht_saved_nodes(one.host);
    ASSERT_EQ(nodes, std::vector<std::string>{"127.0.0.1:" + std::to_string(other.host.port())});
    auto const bytes = one.host.state_bytes();
    dht_node third;
    EXPECT_EQ(third.host.metric("dht.dht_nodes"), 0);
    dht_load_state(third.host, bytes);
    auto const came = [&] {
        (void)third.host.wait([] { return false; }, milliseconds{20}, {});
        return third.host.metric("dht.dht_nodes") > 0;
    };
    EXPECT_TRUE(until(came));
    EXPECT_EQ(code_of([&] { dht_load_state(third.host, "nonsense"); }), exit_code::bad_input);
    EXPECT_EQ(code_of([&] { dht_load_state(third.host, ""); }), exit_code::bad_input);
    dht_node fourth;
    dht_add_node(fourth.host, one.address());
    EXPECT_TRUE(until([&] {
        (void)fourth.host.wait([] { return false; }, milliseconds{20}, {});
        return fourth.host.metric("dht.dht_nodes") > 0;
    }));
}

TEST_F(a_session_in_the_dht, refuses_what_cannot_be)
{
    auto& at = one.host;
    for (auto const& bad : std::vector<std::string>{"", "xyz", some_hash + "00", "012"}) {
        EXPECT_EQ(code_of([&] { dht_announce(at, bad); }), exit_code::usage) << bad;
        EXPECT_EQ(code_of([&] { dht_get_peers(at, bad); }), exit_code::usage) << bad;
        EXPECT_EQ(code_of([&] { dht_get_immutable(at, bad); }), exit_code::usage) << bad;
        EXPECT_EQ(code_of([&] { dht_live_nodes(at, bad); }), exit_code::usage) << bad;
        EXPECT_EQ(
            code_of([&] {
                dht_sample_infohashes(at, {"127.0.0.1", 1}, bad);
            }),
            exit_code::usage);
    }
    for (auto const bad : {-1, 65536, huge}) {
        EXPECT_EQ(code_of([&] { dht_announce(at, some_hash, {.port = bad}); }), exit_code::usage);
        EXPECT_EQ(code_of([&] { dht_add_node(at, {"127.0.0.1", bad}); }), exit_code::usage);
        EXPECT_EQ(
            code_of([&] {
                dht_sample_infohashes(at, {"127.0.0.1", bad}, some_hash);
            }),
            exit_code::usage);
    }
    EXPECT_EQ(code_of([&] { dht_add_node(at, {"", 1}); }), exit_code::usage);
    EXPECT_EQ(
        code_of([&] {
            dht_sample_infohashes(at, {"name", 1}, some_hash);
        }),
        exit_code::usage);
    auto const text = [](std::size_t size) {
        return std::to_string(size) + ":" + std::string(size, 'x');
    };
    for (auto const& bad :
         std::vector<std::string>{"", "5:four", "i1ei2e", "d1:b0:1:a0:e", "i01e", text(997)})
        EXPECT_EQ(code_of([&] { (void)dht_put_immutable(at, bad); }), exit_code::usage) << bad;
    (void)dht_put_immutable(at, text(996));
    std::string const salty(65, 's');
    EXPECT_EQ(code_of([&] { dht_get_mutable(at, {}, salty); }), exit_code::usage);
    EXPECT_EQ(
        code_of([&] { dht_put_mutable(at, {.salt = salty, .value = "i1e", .seq = {}}); }),
        exit_code::usage);
    EXPECT_EQ(
        code_of([&] { dht_put_mutable(at, {.salt = {}, .value = "i1e", .seq = -1}); }),
        exit_code::usage);
    EXPECT_EQ(
        code_of([&] { dht_put_mutable(at, {.salt = {}, .value = "", .seq = {}}); }),
        exit_code::usage);
}

using a_session_without_dht = test::asked_session;

TEST_F(a_session_without_dht, says_so_instead_of_nothing)
{
    auto& at = host();
    auto const words = std::string{"it is off"};
    EXPECT_EQ(code_of([&] { dht_announce(at, some_hash); }, words), exit_code::network);
    EXPECT_EQ(code_of([&] { dht_get_peers(at, some_hash); }, words), exit_code::network);
    EXPECT_EQ(code_of([&] { dht_get_immutable(at, some_hash); }, words), exit_code::network);
    EXPECT_EQ(code_of([&] { dht_get_mutable(at, {}, ""); }, words), exit_code::network);
    EXPECT_EQ(code_of([&] { (void)dht_put_immutable(at, "i1e"); }, words), exit_code::network);
    EXPECT_EQ(
        code_of([&] { dht_put_mutable(at, {.salt = {}, .value = "i1e", .seq = {}}); }, words),
        exit_code::network);
    EXPECT_EQ(code_of([&] { dht_live_nodes(at, some_hash); }, words), exit_code::network);
    EXPECT_EQ(
        code_of(
            [&] {
                dht_sample_infohashes(at, {"127.0.0.1", 1}, some_hash);
            },
            words),
        exit_code::network);
    std::optional<record::dht_state> told;
    ask_dht_state(at, [&](auto const& state) { told = state; });
    ASSERT_TRUE(test::until({&node_}, [&] { return told.has_value(); }));
    EXPECT_FALSE(told->running);
    EXPECT_TRUE(told->dht_nodes.empty());
    EXPECT_FALSE(told->global_nodes);
}

}  // namespace
}  // namespace bt::session
