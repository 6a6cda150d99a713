#include "input_list.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace bt::cli {

void declare_input_list(CLI::App& app, input_list& into)
{
    auto* const list =
        app.add_option(
               "-i,--input",
               into.file,
               "Read further inputs from this file, one a line, or from standard input (-).")
            ->type_name("file")
            ->group("Input");
    app.add_flag("-0,--null", into.nulls, "In that list NUL ends each input, not a line end.")
        ->needs(list)
        ->group("Input");
}

std::vector<std::string> read_inputs(input_list const& from)
{
    if (from.file.empty()) return {};
    read_request const how{.doing = "read list", .cap_bytes = 256 * 1024 * 1024};
    auto const bytes = read_input(from.file, how);
    std::vector<std::string> inputs;
    for (auto line : split(bytes, from.nulls ? '\0' : '\n')) {
        if (!from.nulls && line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) inputs.emplace_back(line);
    }
    return inputs;
}

std::vector<std::string>
gather_inputs(std::vector<std::string> arguments, input_list const& from, std::string_view word)
{
    auto listed = read_inputs(from);
    std::ranges::move(listed, std::back_inserter(arguments));
    if (arguments.empty() && from.file.empty())
        throw error{exit_code::usage, fmt::format("{} is required", word)};
    auto const from_stdin = std::ranges::count(arguments, "-");
    if (from_stdin + (from.file == "-" ? 1 : 0) > 1)
        throw error{exit_code::usage, "standard input can be read once"};
    return arguments;
}

}  // namespace bt::cli
