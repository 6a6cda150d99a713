#pragma once

#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bt::cli {

/// --salt and --salt-hex of an item in the DHT (BEP 44), which exclude each other; into what it is
/// raw. Neither goes without `needed`, if there is one.
void add_salt(CLI::App& app, std::string& into, char const* group, CLI::Option* needed = nullptr);

}  // namespace bt::cli
