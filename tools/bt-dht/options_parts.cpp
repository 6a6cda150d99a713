#include "options_parts.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/network_options.hpp>
#include <bt/cli/salt_option.hpp>
#include <bt/cli/session_options.hpp>
#include <bt/dht/secret.hpp>
#include <bt/state/dirs.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <bt-dht/value.hpp>
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

void add_immutable(CLI::App& app, options& into, std::string doc)
{
    app.add_flag(
           "--immutable", [&into](std::int64_t) { into.key = "none"; }, std::move(doc))
        ->group("Key");
}

void add_salt(CLI::App& app, options& into)
{
    bt::cli::add_salt(app, into.salt, "Item");
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

CLI::Option* add_value(CLI::App& app, options& into)
{
    add_value_format(
        app,
        into,
        "How the value is given: as the bytes of a string, as they are or in hex or base64, or as "
        "anything that bencoding has, in JSON or bencoded.");
    return app
        .add_option_function<std::string>(
            "value",
            [&into](std::string const& given) {
                into.value = given;
                into.has_value = true;
            },
            "The value, or - for standard input.")
        ->required()
        ->type_name("text");
}

void add_value_format(CLI::App& app, options& into, std::string doc)
{
    bt::cli::add_choice(
        app, "--value-format", into.value_format, value_format_words(), std::move(doc))
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

void add_interval(CLI::App& app, options& into, std::chrono::minutes usual, std::string doc)
{
    auto& interval = into.intervals[app.get_name()];
    interval.value = usual;
    bt::cli::add_duration(app, "--interval", interval, std::move(doc))
        ->default_str(fmt::format("{}m", usual.count()))
        ->group("Limits");
    bt::cli::add_duration(
        app, "--max-time", into.max_time, "End after this long; 0, the default, is never.")
        ->group("Limits");
}

void add_state(CLI::App& app, options& into, std::string doc)
{
    app.add_option("--state", into.state, std::move(doc))->type_name("file")->group("Network");
}

namespace {

/// A session has a network and a memory of its own.
void declare_session(CLI::App& app, options& into)
{
    auto const of_our_node = app.get_options([](CLI::Option const* each) {
        return each->get_group() == "Network" && !each->check_lname("timeout");
    });
    auto* const session = bt::cli::add_session_name(
        app,
        into.session,
        bt::state::check_session_name,
        "Ask by the node of this session, which has to be running, rather than by one of our own.");
    bt::cli::add_state_dir(app, into.state_dir)->needs(session);
    auto* const socket =
        app.add_option(
               "--socket", into.socket, "The same for the session that has this control socket.")
            ->type_name("file")
            ->excludes(session)
            ->group("Session");
    for (auto* const each : of_our_node) {
        session->excludes(each);
        socket->excludes(each);
    }
}

}  // namespace

void declare_entry(CLI::App& app, options& into)
{
    bt::cli::add_duration(
        app, "-W,--timeout", into.timeout, "Give up a look-up after this long; 0 is never.")
        ->default_str("20s")
        ->group("Network");
    add_state(
        app,
        into,
        "Keep the nodes that answered in this file, and start from them the next time. Without it "
        "they are in ~/.cache/bt-tools/dht-nodes, unless --private-net or --dht-node says that "
        "this is another network.");
    bt::cli::declare_network(app, into.network, bt::cli::network_use::dht);
    declare_session(app, into);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_dht
