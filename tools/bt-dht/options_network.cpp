#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/network_options.hpp>

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <bt-dht/options_parts.hpp>

namespace bt_dht {
namespace {

void declare_pointers(CLI::App& app, options& into)
{
    auto& publish = add_verb(
        app,
        "publish",
        into,
        "Have a key point at a torrent (BEP 46), and print the link that follows the key.");
    publish
        .add_option(
            "torrent", into.where, "A .torrent file, - for standard input, a link or an info-hash.")
        ->required()
        ->type_name("torrent");
    add_key(publish, into);
    add_salt(publish, into);
    add_number(
        publish,
        "--seq",
        into.seq,
        "Sequence number; one more than what the DHT has by default, or the same if that is the "
        "torrent already.");
    add_number(
        publish,
        "--cas",
        into.cas,
        "Store only if the DHT has this sequence number; 0 is no pointer. Else status 12.");
    add_min_nodes(publish, into, "End with status 12 if fewer nodes than this hold it in the end.");
    declare_entry(publish, into);

    auto& resolve = add_verb(
        app, "resolve", into, "Print the magnet link of the torrent that a key points at.");
    auto& follow = add_verb(
        app,
        "follow",
        into,
        "Print the magnet link of the torrent, and of each that takes its place.");
    for (auto* const verb : {&resolve, &follow}) {
        verb->add_option(
                "key",
                into.where,
                "The public key, or a link of it: magnet:?xs=urn:btpk:KEY&s=SALT.")
            ->required()
            ->type_name("key");
        add_salt(*verb, into);
        add_number(
            *verb, "--min-seq", into.min_seq, "Take none with a lower sequence number than this.");
        declare_entry(*verb, into);
    }
    follow.add_option("--count", into.count, "End after so many.")
        ->type_name("number")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 1, 1'000'000'000)) return std::string{};
            return fmt::format("'{}' is not a number from 1", text);
        })
        ->group("Limits");
    add_interval(follow, into, std::chrono::minutes{1}, "How often it looks.");
}

void declare_swarms(CLI::App& app, options& into)
{
    auto& peers = add_verb(app, "peers", into, "Print the peers of a torrent that the DHT knows.");
    auto& scrape = add_verb(
        app, "scrape", into, "Print how many seeds and downloaders a torrent has (BEP 33).");
    auto& announce =
        add_verb(app, "announce", into, "Tell the DHT that we are a peer of a torrent.");
    for (auto* const verb : {&peers, &scrape, &announce}) {
        verb->add_option(
                "torrent",
                into.where,
                "An info-hash, a magnet link, a .torrent file, or - for one.")
            ->required()
            ->type_name("torrent");
        declare_entry(*verb, into);
    }
    announce
        .add_option_function<std::int64_t>(
            "--peer-port",
            [&into](std::int64_t port) { into.peer_port = port; },
            "The port that peers are to connect to; without it, the one that nodes see us at.")
        ->type_name("port")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 1, 65535)) return std::string{};
            return fmt::format("'{}' is not a port", text);
        })
        ->group("Torrent");
    announce.add_flag("--seed", into.is_seed, "We have all of it (BEP 33).")->group("Torrent");
    add_min_nodes(announce, into, "End with status 12 if fewer nodes than this take it.");
}

void declare_nodes(CLI::App& app, options& into)
{
    auto& nodes =
        add_verb(app, "nodes", into, "Print the nodes nearest to a target, or to a random one.");
    nodes.add_option("target", into.where, "40 hex digits: an id, an info-hash, a target.")
        ->type_name("hex")
        ->check([](std::string const& text) {
            auto const bytes = bt::from_hex(text);
            if (bytes && bytes->size() == 20) return std::string{};
            return fmt::format("'{}' is not 40 hex digits", text);
        });
    declare_entry(nodes, into);

    auto& stats = add_verb(
        app,
        "stats",
        into,
        "Print how a node is doing: its routing table, its look-ups, its messages.");
    declare_entry(stats, into);
    stats.get_option("--state")->description(
        "Start from the nodes in this file, which stays as it is.");

    auto& ping =
        add_verb(app, "ping", into, "Say whether nodes answer, who they are and how fast.");
    bt::cli::add_host_ports(ping, "node", into.nodes, "The nodes to ask.")
        ->allow_extra_args()
        ->required();
    declare_entry(ping, into);

    auto& sample = add_verb(
        app,
        "sample",
        into,
        "Print info-hashes that nodes know (BEP 51): these, or some at random.");
    bt::cli::add_host_ports(sample, "node", into.nodes, "The nodes to ask.")->allow_extra_args();
    declare_entry(sample, into);
}

}  // namespace

void declare_network_verbs(CLI::App& app, options& into)
{
    declare_pointers(app, into);
    declare_swarms(app, into);
    declare_nodes(app, into);
}

}  // namespace bt_dht
