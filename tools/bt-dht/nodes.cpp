#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/node_cache.hpp>
#include <bt/dht/node_id.hpp>
#include <bt/dht/wire.hpp>
#include <bt/record/dht_network.hpp>

#include <fmt/format.h>

#include <bt-dht/entry.hpp>
#include <bt-dht/run.hpp>
#include <chrono>
#include <random>

/// The nodes of the DHT themselves.
namespace bt_dht {
namespace {

using bt::exit_code;
using bt::dht::target;

bt::record::dht_node record_of(bt::dht::node_info const& node)
{
    bt::record::dht_node out{
        .endpoint = bt::dht::text_of(node.node.where),
        .node_id = node.node.id ? bt::to_hex(bt::dht::view_of(*node.node.id)) : "",
        .round_trip = std::chrono::duration<double>{node.round_trip}.count(),
        .version = {},
        .is_id_valid =
            node.node.id && bt::dht::is_id_of(*node.node.id, node.node.where.address().to_string()),
        .our_endpoint = {}};
    if (!node.version.empty()) out.version = bt::dht::version_text(node.version);
    if (node.our_endpoint) out.our_endpoint = bt::dht::text_of(*node.our_endpoint);
    return out;
}

void tell_node(bt::dht::node_info const& node, bt::cli::teller& tell)
{
    auto const record = record_of(node);
    if (tell.is_json())
        tell.write()(record);
    else
        tell.result(fmt::format(
            "{} {} {:.1f} ms{}{}",
            record.endpoint,
            record.node_id,
            record.round_trip * 1000,
            record.version ? " " + *record.version : "",
            record.is_id_valid ? "" : " (its id does not go with its address)"));
}

target any_target()
{
    std::random_device from;
    target out{};
    for (auto& each : out)
        each = static_cast<char>(from());
    return out;
}

target target_of(options const& given)
{
    if (given.where.empty()) return any_target();
    return bt::dht::parse_target(given.where).value_or(target{});
}

}  // namespace

bt::exit_code run_nodes(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::cli::interrupt interrupt;
    entry dht{given};
    return interruptible(interrupt, [&] {
        for (auto const& each : dht.get().nodes(target_of(given), dht.patience(interrupt)))
            tell_node(each, tell);
        return exit_code::ok;
    });
}

bt::exit_code run_ping(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::cli::interrupt interrupt;
    entry dht{given, entry::need::nobody};
    return interruptible(interrupt, [&] {
        std::vector<exit_code> each;
        for (auto const& node : given.nodes) {
            auto const where = dht.find(node, interrupt);
            auto const said = dht.get().ping(where, dht.patience(interrupt));
            if (said) {
                tell_node(*said, tell);
                each.push_back(exit_code::ok);
                continue;
            }
            tell.input_failed(
                bt::dht::text_of(where),
                exit_code::timed_out,
                fmt::format("cannot ping {}: it does not answer", bt::dht::text_of(where)));
            each.push_back(exit_code::timed_out);
        }
        return bt::cli::combined(each);
    });
}

bt::exit_code run_sample(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::cli::interrupt interrupt;
    auto const what = given.nodes.empty() ? entry::need::network : entry::need::nobody;
    entry dht{given, what};
    return interruptible(interrupt, [&] {
        auto const where = any_target();
        std::vector<bt::dht::endpoint> asked;
        for (auto const& node : given.nodes)
            asked.push_back(dht.find(node, interrupt));
        if (asked.empty())
            for (auto const& node : dht.get().nodes(where, dht.patience(interrupt)))
                asked.push_back(node.node.where);
        bool any = false;
        for (auto const& node : asked) {
            auto const said = dht.get().sample(node, where, dht.patience(interrupt));
            if (!said) {
                tell.complain(fmt::format("{} tells no samples", bt::dht::text_of(node)));
                continue;
            }
            any = true;
            bt::record::dht_samples record{
                .endpoint = bt::dht::text_of(node),
                .node_id = said->node.id ? bt::to_hex(bt::dht::view_of(*said->node.id)) : "",
                .samples = {},
                .num_infohashes = said->num_infohashes,
                .interval = said->interval};
            for (auto const& each : said->samples)
                record.samples.push_back(bt::to_hex(bt::dht::view_of(each)));
            if (tell.is_json())
                tell.write()(record);
            else
                for (auto const& each : record.samples)
                    tell.result(each);
        }
        return any ? exit_code::ok : exit_code::not_found;
    });
}

}  // namespace bt_dht
