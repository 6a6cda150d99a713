#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace bt::cli {

struct config_source {
    std::string path;
    std::string_view tool;  ///< whose section counts
    bool is_named = false;  ///< on the command line, so that it has to be there
};

/// Gives the options that nothing else gave their values from the file's section of the tool, and
/// of the verb that was typed. Throws error(config), with the line, for a file that cannot be read,
/// is not TOML, or says what there is not; the values that went well stay.
void apply_config(CLI::App& app, config_source const& from);

}  // namespace bt::cli
