#include "options.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/network_options.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <limits>

namespace bt_dht {
CLI::App& add_verb(CLI::App& app, std::string const& name, options& into, std::string doc)
{
    auto* verb = app.add_subcommand(name, std::move(doc));
    verb->final_callback([&into, name] { into.verb = name; });
    return *verb;
}

// BT_DHT_KEY holds the key itself, so it is no variable for this option.
CLI::Option* add_key(CLI::App& app, options& into)
{
    return app
        .add_option(
            "-k,--key",
            into.key,
            "Read the secret key from this file, from descriptor N (fd:N) or from standard input "
            "(-); without it from the variable BT_DHT_KEY. PEM, or hex of a seed or an expanded "
            "secret.")
        ->type_name("file")
        ->configurable(false)
        ->group("Key");
}

void add_salt(CLI::App& app, options& into)
{
    app.add_option("--salt", into.salt, "Salt, which sets apart the items of one key.")
        ->type_name("text")
        ->group("Item");
}

static void add_timeout(CLI::App& app, options& into)
{
    bt::cli::add_duration(
        app, "-W,--timeout", into.timeout, "Give up a look-up after this long; 0 is never.")
        ->default_str("20s")
        ->group("Network");
}

CLI::Option*
add_number(CLI::App& app, char const* name, std::optional<std::int64_t>& into, std::string doc)
{
    return app
        .add_option_function<std::int64_t>(
            name, [&into](std::int64_t given) { into = given; }, std::move(doc))
        ->type_name("number")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 0, std::numeric_limits<std::int64_t>::max()))
                return std::string{};
            return fmt::format("'{}' is not a whole number from 0", text);
        })
        ->group("Item");
}

void add_min_nodes(CLI::App& app, options& into, std::string doc)
{
    app.add_option("--min-nodes", into.min_nodes, std::move(doc))
        ->type_name("number")
        ->check([](std::string const& text) {
            // An item is stored on the eight nodes nearest to it.
            if (bt::parse_integer(text, 1, 8)) return std::string{};
            return fmt::format("'{}' is not a number from 1 to 8", text);
        })
        ->capture_default_str()
        ->group("Item");
}

void add_interval(CLI::App& app, options& into, std::string doc)
{
    bt::cli::add_duration(app, "--interval", into.interval, std::move(doc))
        ->default_str("1m")
        ->group("Limits");
    bt::cli::add_duration(
        app, "--max-time", into.max_time, "End after this long; 0, the default, is never.")
        ->group("Limits");
}

void declare_entry(CLI::App& app, options& into)
{
    add_timeout(app, into);
    app.add_option(
           "--state",
           into.state,
           "Keep the nodes that answered in this file, and start from them the next time. Without "
           "it they are in ~/.cache/bt-tools/dht-nodes, unless --private-net or --dht-node says "
           "that this is another network.")
        ->type_name("file")
        ->group("Network");
    bt::cli::declare_network(app, into.network, bt::cli::network_use::dht);
    bt::cli::declare_common(app, into.common);
}

namespace {

void declare_keys(CLI::App& app, options& into)
{
    auto& keygen = add_verb(app, "keygen", into, "Make a key pair and print its public key.");
    keygen.add_option("file", into.output, "Write the secret key here, as PEM with mode 0600.")
        ->required()
        ->type_name("file");
    keygen.add_flag("-f,--force", into.force, "Replace a key that is there. It is lost then.")
        ->group("Output");
    bt::cli::declare_common(keygen, into.common);

    auto& pubkey = add_verb(app, "pubkey", into, "Print the public key of a secret one.");
    add_key(pubkey, into);
    bt::cli::declare_common(pubkey, into.common);
}

void declare_get(CLI::App& app, options& into)
{
    auto& get = add_verb(app, "get", into, "Get an item and print its value.");
    get.add_option(
           "where",
           into.where,
           "The target of an immutable item (40 hex digits) or the public key of a mutable one "
           "(64).")
        ->required()
        ->type_name("hex")
        ->check([](std::string const& text) {
            auto const bytes = bt::from_hex(text);
            if (bytes && (bytes->size() == 20 || bytes->size() == 32)) return std::string{};
            return fmt::format("'{}' is neither 40 nor 64 hex digits", text);
        });
    add_salt(get, into);
    get.add_flag("--all", into.all, "Print what each node has, with the node before it.")
        ->group("Item");
    add_number(get, "--min-seq", into.min_seq, "Take none with a lower sequence number than this.");
    get.add_flag(
           "--wait",
           into.waits,
           "Look again every --interval until there is one, or --max-time is over (status 9).")
        ->group("Item");
    add_interval(get, into, "How often --wait looks.");
    declare_entry(get, into);
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
    add_min_nodes(put, into, "End with status 12 if fewer nodes than this hold it in the end.");
    declare_entry(put, into);
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
    declare_network_verbs(app, into);
    declare_node(app, into);
}

}  // namespace bt_dht
