#include "common_options.hpp"

#include <bt/cli/convert.hpp>
#include <bt/cli/io.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace bt::cli {

record::form common_options::form(io const& streams) const
{
    if (json) return record::form::json;
    return streams.out_is_terminal ? record::form::human : record::form::lines;
}

bool common_options::draws_progress(io const& streams) const
{
    if (quiet || json || progress == "none" || progress == "json") return false;
    return progress == "text" || streams.err_is_terminal;
}

bool common_options::tells_progress() const
{
    return json && progress != "none" && progress != "text";
}

void declare_common(CLI::App& app, common_options& into)
{
    app.add_flag("-j,--json", into.json, "Print one JSON object per line.")->group("Output");
    app.add_flag("-q,--quiet", into.quiet, "Say nothing but errors on standard error.")
        ->group("Output");
    app.add_flag("-v,--verbose", into.verbose, "Say more on standard error; repeat for more.")
        ->group("Output");
    add_choice(
        app,
        "--color",
        into.color,
        {"auto", "always", "never"},
        "Whether text is coloured; NO_COLOR also turns it off.")
        ->group("Output");
}

void declare_progress(CLI::App& app, common_options& into)
{
    add_choice(
        app,
        "--progress",
        into.progress,
        {"auto", "none", "text", "json"},
        "How progress is told: a line on standard error, records on standard output with --json, "
        "or not at all.")
        ->group("Output");
    add_duration(
        app, "--progress-interval", into.progress_interval, "Time between two progress records.")
        ->group("Output")
        ->default_str("1s");
}

}  // namespace bt::cli
