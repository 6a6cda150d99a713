#include "options_parts.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/dht/secret.hpp>

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
    auto* text = app.add_option("--salt", into.salt, "Salt, which sets apart the items of one key.")
                     ->type_name("text")
                     ->group("Item");
    app.add_option_function<std::string>(
           "--salt-hex",
           [&into](std::string const& given) { into.salt = bt::from_hex(given).value_or(""); },
           "The same in hex, for a salt that is no text.")
        ->type_name("hex")
        ->check([](std::string const& given) {
            if (bt::from_hex(given)) return std::string{};
            return fmt::format("'{}' is not hex", given);
        })
        ->excludes(text)
        ->group("Item");
}

void add_timeout(CLI::App& app, options& into)
{
    bt::cli::add_duration(app, "-W,--timeout", into.timeout, "Give up after this long; 0 is never.")
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

void add_value(CLI::App& app, options& into)
{
    app.add_option("value", into.value, "The value, or - for standard input.")
        ->required()
        ->type_name("text");
    add_value_format(
        app,
        into,
        "How the value is given: as the bytes of a string, as they are or in hex or base64, or as "
        "anything that bencoding has, in JSON or bencoded.");
}

void add_value_format(CLI::App& app, options& into, std::string doc)
{
    bt::cli::add_choice(
        app, "--value-format", into.value_format, value_format_words(), std::move(doc))
        ->group("Item");
}

}  // namespace bt_dht
