#include <bt/base/ascii.hpp>
#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/host/call.hpp>
#include <bt/session/session_dht.hpp>
#include <bt/session/session_lists.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

/// The session in the DHT: how it is doing, and who has a torrent.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;
namespace event = record::event;

outcome dht_state(call& c)
{
    auto& on = c.on;
    bool const nodes = c.given.flag("saved_nodes");
    return asking{[&on, nodes](std::function<void(std::string)> const& reply) {
        session::ask_dht_state(on, [&on, nodes, reply](record::dht_state told) {
            if (nodes) told.saved_nodes = session::dht_saved_nodes(on);
            reply(record::to_json(told));
        });
    }};
}

outcome dht_add_node(call& c)
{
    session::dht_add_node(c.on, {c.given.text("host"), *c.small("port")});
    return result{};
}

outcome dht_announce(call& c)
{
    session::dht_announce(
        c.on,
        c.given.text("info_hash"),
        {.port = c.small("port").value_or(0),
         .seed = c.given.flag("seed"),
         .implied_port = c.given.flag("implied_port")});
    return result{};
}

/// There is an event for each node that has some, and none for the end.
outcome dht_get_peers(call& c)
{
    constexpr std::chrono::seconds usual{10};
    auto const hash = lowered(c.given.text("info_hash"));
    auto& on = c.on;
    auto const found = std::make_shared<std::vector<std::string>>();
    return later{
        .on_event = [hash, found](session::event const& what) -> std::optional<std::string> {
            auto const* const reply = std::get_if<event::dht_get_peers_reply>(&what.what);
            if (reply == nullptr || reply->info_hash != hash) return std::nullopt;
            for (auto const& each : reply->peers)
                if (std::ranges::find(*found, each) == found->end()) found->push_back(each);
            return std::nullopt;
        },
        .within = c.timeout(usual),
        .kinds = {"dht_get_peers_reply"},
        .on_timeout =
            [found] {
                return result{}
                    .add("done", true)
                    .add("num_peers", found->size())
                    .add("peers", *found)
                    .text();
            },
        .start = [&on, hash] { session::dht_get_peers(on, hash); }};
}

outcome dht_live_nodes(call& c)
{
    constexpr std::chrono::seconds usual{5};
    auto const id = lowered(c.given.text("node_id"));
    auto& on = c.on;
    return later{
        .on_event = [id](session::event const& what) -> std::optional<std::string> {
            auto const* const reply = std::get_if<event::dht_live_nodes>(&what.what);
            if (reply == nullptr || reply->node_id != id) return std::nullopt;
            return result{}.add("node_id", id).add("nodes", reply->nodes).text();
        },
        .within = c.timeout(usual),
        .kinds = {"dht_live_nodes"},
        .start = [&on, id] { session::dht_live_nodes(on, id); }};
}

outcome dht_sample_infohashes(call& c)
{
    constexpr std::chrono::seconds usual{10};
    auto const node = c.given.text("endpoint");
    auto const where = endpoints_of("ask node", {node}).front();
    auto& on = c.on;
    return later{
        .on_event = [node](session::event const& what) -> std::optional<std::string> {
            auto const* const reply = std::get_if<event::dht_sample_infohashes>(&what.what);
            if (reply == nullptr || reply->endpoint != node) return std::nullopt;
            return result{}
                .add("endpoint", reply->endpoint)
                .add("interval", reply->interval)
                .add("num_infohashes", reply->num_infohashes)
                .add("samples", reply->samples)
                .text();
        },
        .within = c.timeout(usual),
        .kinds = {"dht_sample_infohashes"},
        .start =
            [&on, where, target = c.given.text("target")] {
                session::dht_sample_infohashes(on, where, target);
            }};
}

outcome dht_direct_request(call& c)
{
    auto const node = endpoints_of("ask node", {c.given.text("endpoint")}).front();
    auto const query = from_base64(c.given.text("query_base64"));
    if (!query)
        fail(exit_code::usage, "read", "query_base64", std::string_view{"it is not base64"});
    auto& on = c.on;
    return asking{[&on, node, query = *query](std::function<void(std::string)> const& reply) {
        session::dht_direct_request(on, node, query, [reply](std::string_view message) {
            result out;
            if (!message.empty()) out.add("response_base64", to_base64(message));
            reply(out.text());
        });
    }};
}

outcome dht_save_state(call& c)
{
    return result{}.add("state_base64", to_base64(c.on.state_bytes()));
}

outcome dht_load_state(call& c)
{
    constexpr std::size_t most = std::size_t{16} << 20U;
    bool const by_path = c.given.has("path");
    if (by_path == c.given.has("state_base64"))
        fail(
            exit_code::usage,
            "read",
            "the state of the DHT",
            std::string_view{"it comes by state_base64 or by path"});
    std::optional<std::string> bytes;
    if (by_path) {
        auto const path = c.given.text("path");
        check_plain_file("read", path);
        bytes = read_file(path, {.doing = "read the state of the DHT", .cap_bytes = most});
    } else {
        bytes = from_base64(c.given.text("state_base64"));
    }
    if (!bytes)
        fail(exit_code::usage, "read", "state_base64", std::string_view{"it is not base64"});
    session::dht_load_state(c.on, *bytes);
    return result{};
}

constexpr std::string_view off = "network: the DHT is off";

control::parameter hash_param(std::string_view name, std::string_view doc)
{
    return {.name = name, .doc = doc, .needed = need::required};
}

void add_peers(std::vector<method>& to)
{
    constexpr std::string_view shown = "dht: who announces is found by another";
    to.push_back(
        {{.name = "dht_announce",
          .doc = "Announces that we have a torrent, whatever torrents there are.",
          .params =
              {hash_param("info_hash", "40 hex digits."),
               {.name = "port",
                .is = kind::integer,
                .doc = "Where peers find us; 0 is the session's own.",
                .least = 0,
                .most = 65535},
               {.name = "seed", .is = kind::flag, .doc = "We have all of it."},
               {.name = "implied_port",
                .is = kind::flag,
                .doc = "The port that the DHT sees instead."}},
          .result = "nothing",
          .example = R"({"info_hash":"c9e15763f722f23e98a29decdfae341b98d53056"})",
          .errors = off,
          .shown_by = shown},
         dht_announce});
    to.push_back(
        {{.name = "dht_get_peers",
          .doc = "Asks who has a torrent. There is no end to that but the time.",
          .params =
              {hash_param("info_hash", "40 hex digits."),
               timeout_param("How long to ask, in seconds; 10 without it.")},
          .result = "done; num_peers; peers: ADDRESS:PORT each",
          .example = R"({"info_hash":"c9e15763f722f23e98a29decdfae341b98d53056","timeout":0})",
          .errors = off,
          .shown_by = shown},
         dht_get_peers});
}

void add_nodes(std::vector<method>& to)
{
    constexpr std::string_view shown = "dht: our nodes and those of others can be asked";
    to.push_back(
        {{.name = "dht_add_node",
          .doc = "Enters the DHT by a node; also while it is off.",
          .params =
              {{.name = "host", .doc = "A name or an address.", .needed = need::required},
               {.name = "port",
                .is = kind::integer,
                .doc = "Of its UDP socket.",
                .needed = need::required,
                .least = 1,
                .most = 65535}},
          .result = "nothing",
          .example = R"({"host":"192.0.2.7","port":6881})",
          .shown_by = "dht: two sessions that know each other are nodes"},
         dht_add_node});
    to.push_back(
        {{.name = "dht_live_nodes",
          .doc = "Lists the nodes that one of our nodes knows.",
          .params =
              {hash_param("node_id", "40 hex digits, as dht_state has it."),
               timeout_param("How long to wait, in seconds; 5 without it.")},
          .result = "node_id; nodes: ID@ADDRESS:PORT each, none if no node of ours has that id",
          .example = R"({"node_id":"c9e15763f722f23e98a29decdfae341b98d53056","timeout":0})",
          .errors = off,
          .shown_by = shown},
         dht_live_nodes});
    to.push_back(
        {{.name = "dht_sample_infohashes",
          .doc = "Asks a node for info-hashes that it has peers for (BEP 51).",
          .params =
              {{.name = "endpoint", .doc = "ADDRESS:PORT.", .needed = need::required},
               hash_param("target", "40 hex digits: nodes near it are told of, too."),
               timeout_param("How long to wait, in seconds; 10 without it.")},
          .result = "endpoint; interval: seconds until it has others; num_infohashes: how many it "
                    "has; samples: some of them",
          .example = R"({"endpoint":"192.0.2.7:6881",)"
                     R"("target":"c9e15763f722f23e98a29decdfae341b98d53056","timeout":0})",
          .errors = "network: the DHT is off; timed_out: the node does not answer",
          .shown_by = shown},
         dht_sample_infohashes});
    to.push_back(
        {{.name = "dht_direct_request",
          .doc = "Sends a query to a node as it is; what every message has is added to it.",
          .params =
              {{.name = "endpoint", .doc = "ADDRESS:PORT.", .needed = need::required},
               {.name = "query_base64",
                .doc = "A bencoded dictionary with q and a, as BEP 5 has them.",
                .needed = need::required}},
          .result = "response_base64: the whole message, bencoded; absent if the node kept silent "
                    "or said "
                    "that it failed",
          .example = R"({"endpoint":"192.0.2.7:6881","query_base64":"ZDE6YWRlMTpxNDpwaW5nZQ=="})",
          .errors = off,
          .shown_by = "dht: a query goes to a node as it is"},
         dht_direct_request});
}

}  // namespace

void add_dht_methods(std::vector<method>& to)
{
    constexpr std::string_view saved = "dht: a saved state is where another session goes on";
    to.push_back(
        {{.name = "dht_state",
          .doc = "Says how the session is doing in the DHT.",
          .params =
              {{.name = "saved_nodes",
                .is = kind::flag,
                .doc = "With the nodes that the DHT is entered by next time."}},
          .result = "dht_state",
          .shown_by = "dht: two sessions that know each other are nodes"},
         dht_state});
    add_nodes(to);
    add_peers(to);
    to.push_back(
        {{.name = "dht_save_state",
          .doc = "Gives what the DHT is entered by next time.",
          .params = {},
          .result = "state_base64",
          .shown_by = saved},
         dht_save_state});
    to.push_back(
        {{.name = "dht_load_state",
          .doc = "Enters the DHT anew by such a state; with the DHT off it is for when it is on.",
          .params =
              {{.name = "state_base64", .doc = "As dht_save_state gives it."},
               {.name = "path", .doc = "The absolute path of a file with its bytes."}},
          .result = "nothing",
          .example = R"({"state_base64":"ZTU="})",
          .errors = "bad_input: it cannot be read",
          .shown_by = saved},
         dht_load_state});
}

}  // namespace bt::host
