#include "options.hpp"

#include <bt/torrent/select_files.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

namespace bt_verify {
namespace {

void declare_place(CLI::App& app, options& into)
{
    auto* const dir =
        app.add_option(
               "-d,--dir",
               into.dir,
               "The folder that holds the data: a torrent's file or folder lies directly in it; "
               "the current folder by default.")
            ->type_name("dir")
            ->group("Data");
    app.add_option(
           "--content",
           into.content,
           "The torrent's file or folder itself, when it has another name.")
        ->type_name("file")
        ->excludes(dir)
        ->group("Data");
    app.add_option(
           "-F,--file",
           into.files,
           "Check only these files: a glob, an index or a range of them; repeat for more.")
        ->type_name("glob|n|n-m")
        ->allow_extra_args(false)
        ->check([](std::string const& text) {
            if (bt::torrent::parse_file_pattern(text)) return std::string{};
            return fmt::format("'{}' is not a glob, an index or a range of them", text);
        })
        ->group("Data");
}

void declare_check(CLI::App& app, options& into)
{
    app.add_flag("--quick", into.quick, "Compare sizes alone; nothing is read.")->group("Check");
    app.add_flag("--fail-fast", into.fail_fast, "Stop at the first thing that is wrong.")
        ->group("Check");
    bt::cli::add_threads(app, into.threads)->group("Check");
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    app.add_option(
           "torrent",
           into.arguments,
           "Torrent files or http(s) URLs of them, or - for one on standard input; last may come "
           "the folder that holds the data.")
        ->type_name("file");
    bt::cli::declare_input_list(app, into.list);
    declare_place(app, into);
    declare_check(app, into);
    app.add_flag("--pieces", into.pieces, "Print a line for every piece, not for bad ones alone.")
        ->group("Output");
    bt::cli::declare_progress(app, into.common);
    bt::cli::declare_load(app, into.load);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_verify
