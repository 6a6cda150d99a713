#include "options.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace bt_info {

void declare(CLI::App& app, options& into)
{
    app.add_option(
           "input",
           into.inputs,
           "Torrent files, - for one on standard input, magnet links or info-hashes.")
        ->required()
        ->type_name("file");
    auto* files =
        app.add_flag("--files", into.files, "List the files, with their index, size and path.")
            ->group("What to print");
    app.add_flag("--pad-files", into.pad_files, "List pad files (BEP 47) among them.")
        ->needs(files)
        ->group("What to print");
    app.add_flag(
           "-m,--magnet",
           into.magnet,
           "Print the magnet link alone, one a line; --json has it in any case.")
        ->excludes(files)
        ->group("What to print");
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_info
