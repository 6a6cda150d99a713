#include "options.hpp"

#include <bt/cli/network_options.hpp>
#include <bt/cli/torrent_options.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace bt_add {
namespace {

void declare_limits(CLI::App& app, options& into)
{
    using bt::cli::add_duration;
    add_duration(
        app,
        "-W,--deadline",
        into.deadline,
        "End after this long, whatever is missing, with status 9. 0, the default, is never; the "
        "same holds for the limits below.")
        ->group("Limits");
    add_duration(
        app,
        "--metadata-timeout",
        into.metadata_timeout,
        "Give a magnet link up with status 8 when no peer gave its metadata in this time.")
        ->group("Limits");
    add_duration(
        app,
        "--peer-timeout",
        into.peer_timeout,
        "Give a torrent up with status 9 when no peer was connected in this time.")
        ->group("Limits");
    add_duration(
        app,
        "--stall-timeout",
        into.stall_timeout,
        "Give a torrent up with status 9 when no content came for this long.")
        ->group("Limits");
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    app.add_option(
           "input",
           into.inputs,
           "Torrent files or http(s) URLs of them, - for one on standard input, magnet links or "
           "info-hashes.")
        ->required()
        ->type_name("file");
    app.add_option("-d,--dir", into.dir, "Save below this folder; it is made if need be.")
        ->type_name("dir")
        ->capture_default_str()
        ->group("Download");
    bt::cli::add_announce(app, into.announce);
    bt::cli::add_peers(app, into.peers);
    declare_limits(app, into);
    bt::cli::declare_network(app, into.network, bt::cli::network_use::torrents);
    bt::cli::add_events(app, into.events);
    bt::cli::declare_progress(app, into.common);
    bt::cli::declare_load(app, into.load);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_add
