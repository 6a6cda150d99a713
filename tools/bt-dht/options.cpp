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
    get.add_flag("--all", into.all, "Print what each node has, with the node before it.")
        ->group("Item");
    add_number(get, "--min-seq", into.min_seq, "Take none with a lower sequence number than this.");
    get.add_flag(
           "--wait",
           into.waits,
           "Look again every so often until there is one; status 9 if --max-time is over first.")
        ->group("Item");
    add_interval(get, into, std::chrono::minutes{1}, "How often --wait looks.");
    add_value_format(
        get,
        into,
        "How the value is printed: the bytes of a string as they are, in hex or in base64, or "
        "anything that bencoding has, as JSON or bencoded.");
    declare_entry(get, into);
}

void declare_put(CLI::App& app, options& into)
{
    auto& put = add_verb(
        app,
        "put",
        into,
        "Store an item: immutable, or mutable with a key. Prints its target or public key.");
    auto* const value = add_value(put, into)->required(false);
    add_key(put, into);
    add_immutable(put, into, "Store an immutable item even if BT_DHT_KEY is set.");
    add_salt(put, into);
    put.add_option(
           "--item",
           into.item,
           "Store the item in this file, which bt-dht sign made, instead of a value; - is standard "
           "input. No key is needed.")
        ->type_name("file")
        ->excludes(value)
        ->group("Item");
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
    add_min_nodes(put, into, "End with status 12 if fewer nodes than this hold it in the end.");
    declare_entry(put, into);

    auto& keep = add_verb(
        app,
        "keep",
        into,
        "Store items of files again whenever too few nodes have them: nodes forget an item after "
        "two hours.");
    keep.add_option("items", into.items, "Files that bt-dht sign made, or folders of them.")
        ->required()
        ->type_name("file");
    keep.add_flag("--once", into.once, "Look at each once, and end.")->group("Limits");
    add_interval(
        keep,
        into,
        std::chrono::minutes{30},
        "How often it looks at all of them, a tenth more or less.");
    add_min_nodes(keep, into, "Store an item again if fewer nodes than this have it.");
    declare_entry(keep, into);
}

void declare_node(CLI::App& app, options& into)
{
    auto& node = add_verb(app, "node", into, "Run a DHT node until told to stop.");
    bt::cli::add_duration(
        node, "--max-time", into.max_time, "End after this long; 0, the default, is never.")
        ->group("Limits");
    add_state(
        node,
        into,
        "Keep the nodes that this one knows in this file, and start from them the next time.");
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
    declare_network_verbs(app, into);
    declare_node(app, into);
}

}  // namespace bt_dht
