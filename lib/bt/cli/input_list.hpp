#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace bt::cli {

/// A list of inputs beside those on the command line.
struct input_list {
    std::string file;    ///< "-" is standard input; empty is no list
    bool nulls = false;  ///< NUL ends each, not a line end
};

/// -i/--input and -0/--null.
void declare_input_list(CLI::App& app, input_list& into);

/// The inputs of the list in order, without empty lines. Throws error(bad_input).
[[nodiscard]] std::vector<std::string> read_inputs(input_list const& from);

}  // namespace bt::cli
