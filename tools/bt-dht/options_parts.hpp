#pragma once

#include <bt-dht/options.hpp>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// What the options of several verbs have in common, and the verbs of keys and item files.
namespace bt_dht {

CLI::App& add_verb(CLI::App& app, std::string const& name, options& into, std::string doc);
/// --key and, of what may do without, --immutable.
CLI::Option* add_key(CLI::App& app, options& into);
void add_immutable(CLI::App& app, options& into, std::string doc);
/// --salt and --salt-hex.
void add_salt(CLI::App& app, options& into);
/// A whole number from 0.
CLI::Option*
add_number(CLI::App& app, char const* name, std::optional<std::int64_t>& into, std::string doc);
/// The value that is given, and --value-format.
CLI::Option* add_value(CLI::App& app, options& into);
void add_value_format(CLI::App& app, options& into, std::string doc);
void add_min_nodes(CLI::App& app, options& into, std::string doc);
/// --interval and --max-time.
void add_interval(CLI::App& app, options& into, std::chrono::minutes usual, std::string doc);
/// What every verb has that talks to the DHT.
void add_state(CLI::App& app, options& into, std::string doc);
void declare_entry(CLI::App& app, options& into);

/// keygen, pubkey, import.
void declare_keys(CLI::App& app, options& into);
/// sign, check.
void declare_items(CLI::App& app, options& into);
/// Those of pointers, swarms and nodes.
void declare_network_verbs(CLI::App& app, options& into);

}  // namespace bt_dht
