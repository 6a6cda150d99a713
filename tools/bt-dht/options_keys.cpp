#include <bt/dht/secret.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <bt-dht/options_parts.hpp>

namespace bt_dht {
namespace {

void add_key_format(CLI::App& app, options& into)
{
    bt::cli::add_choice(
        app,
        "--format",
        into.key_format,
        {"hex", "base32", "z-base-32"},
        "How the public key is printed.")
        ->group("Key");
}

void add_force(CLI::App& app, options& into)
{
    app.add_flag("-f,--force", into.force, "Replace a key that is there. It is lost then.")
        ->group("Output");
}

}  // namespace

void declare_keys(CLI::App& app, options& into)
{
    auto& keygen = add_verb(app, "keygen", into, "Make a key pair and print its public key.");
    keygen.add_option("file", into.output, "Write the secret key here, as PEM with mode 0600.")
        ->required()
        ->type_name("file");
    add_key_format(keygen, into);
    add_force(keygen, into);
    bt::cli::declare_common(keygen, into.common);

    auto& pubkey = add_verb(app, "pubkey", into, "Print the public key of a secret one.");
    add_key(pubkey, into);
    add_key_format(pubkey, into);
    bt::cli::declare_common(pubkey, into.common);

    auto& import = add_verb(
        app,
        "import",
        into,
        "Write a secret key that comes from elsewhere into a file, and print its public key.");
    import
        .add_option(
            "file",
            into.output,
            "Write it here with mode 0600: as PEM, or in hex if it is an expanded secret, of "
            "which nobody can tell the seed.")
        ->required()
        ->type_name("file");
    add_key(import, into);
    add_key_format(import, into);
    add_force(import, into);
    bt::cli::declare_common(import, into.common);
}

void declare_items(CLI::App& app, options& into)
{
    auto& sign = add_verb(
        app,
        "sign",
        into,
        "Write an item into a file, from which it can be stored without its key. Prints its target "
        "or public key.");
    add_value(sign, into);
    add_key(sign, into);
    add_immutable(sign, into, "Write an immutable item, which has no key.");
    add_salt(sign, into);
    add_number(sign, "--seq", into.seq, "Sequence number; a mutable item needs one.");
    sign.add_option(
            "-o,--output",
            into.output,
            "Write the item here, and not on standard output; - is standard output.")
        ->type_name("file")
        ->group("Output");
    sign.add_flag("-f,--force", into.force, "Replace a file that is there.")->group("Output");
    bt::cli::declare_common(sign, into.common);

    auto& check = add_verb(
        app, "check", into, "Say what is in files of items, and whether it is signed by its key.");
    check.add_option("items", into.items, "Files of items; - is standard input.")
        ->required()
        ->type_name("file");
    bt::cli::declare_common(check, into.common);
}

}  // namespace bt_dht
