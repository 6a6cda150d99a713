#pragma once

#include <string>
#include <string_view>
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

/// Those on the command line, then those of the list. Throws error(usage) where there is neither,
/// or standard input is to be read twice; `word` is what the tool calls an input.
[[nodiscard]] std::vector<std::string>
gather_inputs(std::vector<std::string> arguments, input_list const& from, std::string_view word);

/// The inputs of the list in order, without empty lines. Throws error(bad_input).
[[nodiscard]] std::vector<std::string> read_inputs(input_list const& from);

}  // namespace bt::cli
