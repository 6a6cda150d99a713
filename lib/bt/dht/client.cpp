#include "client.hpp"

#include <bt/base/error.hpp>
#include <bt/dht/client_state.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace bt::dht {
namespace {

node_info
info_of(endpoint const& from, reply const& what, std::chrono::steady_clock::time_point asked)
{
    using std::chrono::microseconds;
    return {
        .node = {.where = from, .id = what.id},
        .version = what.version,
        .our_endpoint = what.our_endpoint,
        .round_trip =
            std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - asked)};
}

}  // namespace

int found_item::num_holders() const
{
    return static_cast<int>(std::ranges::count_if(all, [this](held_item const& each) {
        return each.what.seq == best->seq && each.what.value == best->value;
    }));
}

client::client(carrier& by)
    : state_{std::make_unique<state>(by)}
{
}

client::~client() = default;

std::vector<contact> const& client::good_nodes() const
{
    return state_->good_nodes;
}

found_item client::get(target const& where, patience const& how, bool wants_all)
{
    state_->begin(how);
    return state_->survey(where, wants_all);
}

found_item client::get(public_key const& key, std::string const& salt, patience const& how)
{
    state_->begin(how, salt);
    return state_->survey(target_of(key, salt), true);
}

put_result client::put(item const& what, patience const& how)
{
    state_->begin(how, what.salt);
    return state_->put_until(how.enough_nodes, [&](bool) {
        return state_->store_if_new(state_->survey_all(target_of(what)), what);
    });
}

put_result client::put(put_request const& what, patience const& how)
{
    auto const where = target_of(what.key.as_public, what.salt);
    std::optional<std::int64_t> settled = what.seq;
    state_->begin(how, what.salt);
    return state_->put_until(how.enough_nodes, [&](bool is_first) -> put_result {
        auto const [nodes, there] = state_->survey_all(where);
        auto const current = there.best ? there.best->seq : 0;
        bool const stays = what.keeps_equal && there.best && there.best->value == what.value;
        auto const seq = settled.value_or(stays ? current : current + 1);
        // A second try finds what the first one left, which is no longer what cas was about.
        if (is_first && what.cas && *what.cas != current) return {.conflict = current};
        if (is_in_the_way(there.best, what.value, seq)) return {.conflict = current};
        settled = seq;
        item const signed_item{
            .value = what.value,
            .key = what.key.as_public,
            .salt = what.salt,
            .seq = seq,
            .signed_by = sign(signed_text(what.value, seq, what.salt), what.key)};
        return state_->store(nodes, signed_item, is_first ? what.cas : std::nullopt);
    });
}

put_result client::keep(item const& what, patience const& how)
{
    auto const where = target_of(what);
    state_->begin(how, what.salt);
    auto const there = state_->survey_all(where);
    put_result out{
        .num_nodes = there.found.num_nodes, .seq = what.seq, .signed_by = what.signed_by};
    // One that is older elsewhere is no holder.
    auto const& best = there.found.best;
    if (best && best->seq == what.seq) out.num_held = there.found.num_holders();
    if (out.num_held >= how.enough_nodes && !is_in_the_way(best, what.value, what.seq)) return out;
    auto stored = state_->put_until(how.enough_nodes, [&](bool is_first) {
        return state_->store_if_new(is_first ? there : state_->survey_all(where), what);
    });
    stored.num_success = std::exchange(stored.num_held, out.num_held);
    stored.num_nodes = out.num_nodes;
    stored.signed_by = what.signed_by;
    return stored;
}

swarm client::peers(
    target const& info_hash,
    patience const& how,
    std::function<void(endpoint const&)> const& on_peer)
{
    swarm out;
    std::set<endpoint> seen;
    std::optional<bloom_filter> seeds;
    std::optional<bloom_filter> downloaders;
    auto const merge = [](std::optional<bloom_filter>& into, auto const& other) {
        if (!other) return;
        if (!into) into.emplace();
        into->merge(*other);
    };
    state_->begin(how);
    auto const round = state_->explore(
        info_hash, get_peers_query(info_hash), [&](endpoint const&, reply const& what) {
            if (!what.peers.empty()) ++out.num_with_peers;
            for (auto const& each : what.peers) {
                if (!seen.insert(each).second) continue;
                out.peers.push_back(each);
                if (on_peer) on_peer(each);
            }
            return false;
        });
    out.num_nodes = round.nodes.answers();
    if (!round.is_over && out.peers.empty()) state::fail_late();
    std::vector<state::question> scrapes;
    for (auto const& node : round.nodes.nearest())
        scrapes.push_back({node.where, scrape_query(info_hash)});
    state_->ask(scrapes, [&](endpoint const&, reply const& what) {
        merge(seeds, what.seeds);
        merge(downloaders, what.downloaders);
    });
    if (seeds) out.seeds = seeds->estimate();
    if (downloaders) out.downloaders = downloaders->estimate();
    return out;
}

announced client::announce(target const& info_hash, announcement const& what, patience const& how)
{
    announced out;
    state_->begin(how);
    auto const nodes = state_->explore_all(
        info_hash, get_peers_query(info_hash), [](endpoint const&, reply const&) { return false; });
    out.num_nodes = nodes.answers();
    std::vector<state::question> each;
    for (auto const& node : nodes.holders())
        each.push_back({node.where, announce_query(info_hash, what, node.token)});
    state_->ask(each, [&](endpoint const&, reply const& said) {
        if (said.id) ++out.num_success;
    });
    return out;
}

std::vector<node_info> client::nodes(target const& where, patience const& how)
{
    state_->begin(how);
    std::vector<node_info> said;
    auto const asked = std::chrono::steady_clock::now();
    auto const round = state_->explore(
        where, find_node_query(where), [&](endpoint const& from, reply const& what) {
            said.push_back(info_of(from, what, asked));
            return false;
        });
    std::vector<node_info> out;
    std::vector<state::question> pings;
    for (auto const& each : round.nodes.nearest()) {
        auto const found = std::ranges::find_if(
            said, [&](node_info const& one) { return one.node.where == each.where; });
        if (found == said.end()) continue;
        out.push_back(*found);
        pings.push_back({each.where, ping_query()});
    }
    // How long a node takes is what it takes by itself.
    auto const pinged = std::chrono::steady_clock::now();
    state_->ask(pings, [&](endpoint const& from, reply const& what) {
        for (auto& each : out)
            if (each.node.where == from) each.round_trip = info_of(from, what, pinged).round_trip;
    });
    return out;
}

std::optional<node_info> client::ping(endpoint const& where, patience const& how)
{
    std::optional<node_info> out;
    state_->begin(how);
    auto const asked = std::chrono::steady_clock::now();
    state_->ask({{where, ping_query()}}, [&](endpoint const& from, reply const& what) {
        if (what.id) out = info_of(from, what, asked);
    });
    return out;
}

std::optional<node_samples>
client::sample(endpoint const& node, target const& where, patience const& how)
{
    std::optional<node_samples> out;
    state_->begin(how);
    state_->ask({{node, sample_query(where)}}, [&](endpoint const& from, reply const& what) {
        if (!what.id) return;
        out = node_samples{
            .node = {.where = from, .id = what.id},
            .samples = what.samples,
            .num_infohashes = what.num_infohashes,
            .interval = what.interval};
    });
    return out;
}

}  // namespace bt::dht
