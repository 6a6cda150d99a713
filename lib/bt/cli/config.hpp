#pragma once

#include <bt/base/error.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace bt::cli {

/// Adds --config FILE|none and gives every long option its variable BT_<TOOL>_<OPTION>. What is
/// on the command line wins over the environment, and the environment over the file. The file is
/// TOML with a section for each tool; [bt-dht.put] is the verb's own. What is wrong with it is in
/// `fault` once the app has parsed, whether that went well or not, for help comes before it.
void add_config(CLI::App& app, std::string_view tool, std::optional<error>& fault);

/// "BT_ADD_STOP_TIMEOUT" for bt-add's --stop-timeout.
[[nodiscard]] std::string variable_of(std::string_view tool, std::string_view option);

}  // namespace bt::cli
