#include "input_list.hpp"

#include <bt/base/file.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <unistd.h>

#include <algorithm>
#include <string_view>

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
    auto const bytes = from.file == "-" ? read_descriptor(STDIN_FILENO, "standard input", how)
                                        : read_file(from.file, how);
    std::vector<std::string> inputs;
    auto const end = from.nulls ? '\0' : '\n';
    for (std::size_t at = 0; at < bytes.size();) {
        auto const stop = std::min(bytes.find(end, at), bytes.size());
        auto line = std::string_view{bytes}.substr(at, stop - at);
        if (!from.nulls && line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) inputs.emplace_back(line);
        at = stop + 1;
    }
    return inputs;
}

}  // namespace bt::cli
