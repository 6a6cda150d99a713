#pragma once

#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bt::cli {

/// --salt and --salt-hex of an item in the DHT (BEP 44), which exclude each other; into what it is
/// raw. Gives --salt.
CLI::Option* add_salt(CLI::App& app, std::string& into, char const* group);

}  // namespace bt::cli
