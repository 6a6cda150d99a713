#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/node_cache.hpp>
#include <bt/record/dht_network.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-dht/entry.hpp>
#include <bt-dht/run.hpp>
#include <cmath>
#include <vector>

/// Who has a torrent, and telling that we do.
namespace bt_dht {
namespace {

using bt::exit_code;
using bt::dht::target;

target target_from(std::string const& raw)
{
    target out{};
    std::copy_n(raw.begin(), out.size(), out.begin());
    return out;
}

/// What the DHT calls a torrent: a hybrid one has two names in it (BEP 52).
std::vector<target> names_of(std::string const& input)
{
    auto const what = bt::torrent::load(input, {}, bt::torrent::piece_layers::optional);
    std::vector<target> out;
    if (auto const v1 = what.info_hash_v1()) out.push_back(target_from(*v1));
    if (auto const v2 = what.info_hash_v2()) out.push_back(target_from(*v2));
    return out;
}

std::optional<std::int64_t> rounded(std::optional<double> const& count)
{
    if (!count) return std::nullopt;
    return std::llround(*count);
}

bt::record::dht_swarm record_of(target const& where, bt::dht::swarm const& found)
{
    bt::record::dht_swarm out{
        .info_hash = bt::to_hex(bt::dht::view_of(where)),
        .peers = {},
        .num_peers = static_cast<std::int64_t>(found.peers.size()),
        .seeds = rounded(found.seeds),
        .downloaders = rounded(found.downloaders),
        .num_nodes = found.num_nodes,
        .num_with_peers = found.num_with_peers};
    for (auto const& each : found.peers)
        out.peers.push_back(bt::dht::text_of(each));
    return out;
}

std::string sentence_of(bt::record::dht_swarm const& found)
{
    auto const count = [](std::optional<std::int64_t> const& of) {
        return of ? std::to_string(*of) : std::string{"?"};
    };
    return fmt::format(
        "seeds {}, downloaders {}, peers {} (of {} nodes, {} know peers)",
        count(found.seeds),
        count(found.downloaders),
        found.num_peers,
        found.num_nodes,
        found.num_with_peers);
}

}  // namespace

bt::exit_code run_peers(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::cli::interrupt interrupt;
    auto const names = names_of(given.where);
    entry dht{given};
    bool const tells_each = given.verb == "peers" && !tell.is_json();
    return interruptible(interrupt, [&] {
        std::vector<bt::dht::endpoint> told;
        for (auto const& name : names) {
            auto const found =
                dht.get().peers(name, dht.patience(interrupt), [&](bt::dht::endpoint const& peer) {
                    bool const is_new = std::ranges::find(told, peer) == told.end();
                    if (is_new) told.push_back(peer);
                    if (is_new && tells_each) tell.result(bt::dht::text_of(peer));
                });
            auto const record = record_of(name, found);
            if (tell.is_json())
                tell.write()(record);
            else if (given.verb == "scrape")
                tell.result(sentence_of(record));
            else if (!given.common.quiet)
                tell.complain(sentence_of(record));
        }
        if (!told.empty()) return exit_code::ok;
        tell.complain(fmt::format("no node knows a peer of {}", given.where));
        return exit_code::not_found;
    });
}

bt::exit_code run_announce(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::cli::interrupt interrupt;
    auto const names = names_of(given.where);
    bt::dht::announcement const what{
        .port = static_cast<int>(given.peer_port.value_or(0)),
        .implied_port = !given.peer_port,
        .seed = given.is_seed};
    entry dht{given};
    return interruptible(interrupt, [&] {
        int fewest = bt::dht::search::width;
        for (auto const& name : names) {
            auto const done = dht.get().announce(name, what, dht.patience(interrupt));
            auto const hex = bt::to_hex(bt::dht::view_of(name));
            fewest = std::min(fewest, done.num_success);
            if (tell.is_json())
                tell.write()(bt::record::dht_announced{
                    .info_hash = hex,
                    .port = what.port,
                    .num_success = done.num_success,
                    .num_nodes = done.num_nodes});
            else
                tell.result(fmt::format("{} on {} nodes", hex, done.num_success));
        }
        if (fewest >= given.min_nodes) return exit_code::ok;
        tell.complain(fmt::format("announced on {} nodes, fewer than {}", fewest, given.min_nodes));
        return exit_code::too_few;
    });
}

}  // namespace bt_dht
