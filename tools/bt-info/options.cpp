#include "options.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace bt_info {

void declare(CLI::App& app, options& into)
{
    app.add_option("input", into.inputs, "Torrent files, - for standard input, magnet links.")
        ->required()
        ->type_name("file");
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_info
