#include "options.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/network_options.hpp>
#include <bt/dht/item.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <bt-dht/options_parts.hpp>

namespace bt_dht {
namespace {

void declare_get(CLI::App& app, options& into)
{
    auto& get = add_verb(app, "get", into, "Get an item and print its value.");
    get.add_option(
           "where",
           into.where,
           "The target of an immutable item (40 hex digits) or the public key of a mutable one "
           "(64, or 52 of base32 or z-base-32).")
        ->required()
        ->type_name("hex")
        ->check([](std::string const& text) {
            if (bt::dht::parse_target(text) || bt::dht::parse_public_key(text))
                return std::string{};
            return fmt::format("'{}' is neither a target nor a public key", text);
        });
    add_salt(get, into);
    add_timeout(get, into);
    bt::cli::declare_network(get, into.network, bt::cli::network_use::dht);
    bt::cli::declare_common(get, into.common);
}

void declare_put(CLI::App& app, options& into)
{
    auto& put = add_verb(
        app,
        "put",
        into,
        "Store an item: immutable, or mutable with a key. Prints its target or public key.");
    put.add_option("value", into.value, "The value as it is, or - for standard input.")
        ->required()
        ->type_name("text");
    add_key(put, into);
    put.add_flag(
           "--immutable",
           [&into](std::int64_t) { into.key = "none"; },
           "Store an immutable item even if BT_DHT_KEY is set.")
        ->group("Key");
    add_salt(put, into);
    add_number(
        put,
        "--seq",
        into.seq,
        "Sequence number of a mutable item; one more than what the DHT has by default.");
    add_number(
        put,
        "--cas",
        into.cas,
        "Store only if the DHT has this sequence number; 0 is no item. Else status 12.");
    put.add_option(
           "--min-nodes", into.min_nodes, "End with status 12 if fewer nodes than this stored it.")
        ->type_name("number")
        ->check([](std::string const& text) {
            // An item is stored on the eight nodes nearest to it.
            if (bt::parse_integer(text, 1, 8)) return std::string{};
            return fmt::format("'{}' is not a number from 1 to 8", text);
        })
        ->capture_default_str()
        ->group("Item");
    add_timeout(put, into);
    bt::cli::declare_network(put, into.network, bt::cli::network_use::dht);
    bt::cli::declare_common(put, into.common);
}

void declare_node(CLI::App& app, options& into)
{
    auto& node = add_verb(app, "node", into, "Run a DHT node until told to stop.");
    bt::cli::add_duration(
        node, "--max-time", into.max_time, "End after this long; 0, the default, is never.")
        ->group("Limits");
    bt::cli::declare_network(node, into.network, bt::cli::network_use::dht);
    bt::cli::declare_common(node, into.common);
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    app.require_subcommand(1);
    declare_keys(app, into);
    declare_get(app, into);
    declare_put(app, into);
    declare_items(app, into);
    declare_node(app, into);
}

}  // namespace bt_dht
