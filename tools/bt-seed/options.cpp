#include "options.hpp"

#include <bt/cli/network_options.hpp>
#include <bt/cli/torrent_options.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace bt_seed {

void declare(CLI::App& app, options& into)
{
    app.add_option(
           "torrent",
           into.inputs,
           "Torrent files or http(s) URLs of them, or - for one on standard input.")
        ->required()
        ->type_name("file");
    app.add_option(
           "-d,--dir",
           into.dir,
           "The folder that holds the data: a torrent's file or folder lies directly in it.")
        ->type_name("dir")
        ->capture_default_str()
        ->group("Seeding");
    bt::cli::add_announce(app, into.announce);
    bt::cli::add_peers(app, into.peers);
    bt::cli::declare_network(app, into.network, bt::cli::network_use::torrents);
    bt::cli::add_events(app, into.events);
    bt::cli::declare_progress(app, into.common);
    bt::cli::declare_load(app, into.load);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_seed
