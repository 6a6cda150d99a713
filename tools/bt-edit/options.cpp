#include "options.hpp"

#include <bt/cli/network_options.hpp>
#include <bt/cli/torrent_options.hpp>
#include <bt/torrent/identity.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <bt-edit/request.hpp>

namespace bt_edit {
namespace {

void declare_trackers(CLI::App& app, options& into)
{
    auto const group = "Trackers";
    app.add_option(
           "-a,--announce,-t,--tracker",
           into.announce,
           "Add a tracker; repeat for the next tier, put commas between those of one. One that is "
           "there stays where it is.")
        ->type_name("url")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option(
           "--remove-announce",
           into.remove_announce,
           "Take a tracker away; * in it is anything; repeat for more.")
        ->type_name("url")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option(
           "--replace-announce",
           into.replace_announce,
           "Put another tracker in the place of one, where that is there; repeat for more.")
        ->type_name("old=new")
        ->allow_extra_args(false)
        ->check([](std::string const& text) {
            if (parse_replacement(text)) return std::string{};
            return fmt::format("'{}' is not OLD=NEW with NEW a tracker's URL", text);
        })
        ->group(group);
    app.add_flag(
           "--no-announce",
           into.no_announce,
           "Take all trackers away; those of -a are added after that.")
        ->group(group);
}

CLI::Option*
add_remover(CLI::App& app, std::string const& name, std::vector<std::string>& into, std::string doc)
{
    return app.add_option(name, into, std::move(doc))
        ->type_name("url")
        ->allow_extra_args(false)
        ->group("Seeds and nodes");
}

void declare_seeds(CLI::App& app, options& into)
{
    auto const group = "Seeds and nodes";
    bt::cli::add_web_seeds(
        app, "-w,--web-seed", into.web_seeds, "Add a web seed (BEP 19); repeat for more.")
        ->group(group);
    add_remover(
        app,
        "--remove-web-seed",
        into.remove_web_seeds,
        "Take a web seed away; * in it is anything; repeat for more.");
    app.add_flag("--no-web-seeds", into.no_web_seeds, "Take all web seeds away, before any -w.")
        ->group(group);
    bt::cli::add_http_seeds(
        app, "--http-seed", into.http_seeds, "Add an HTTP seed (BEP 17); repeat for more.")
        ->group(group);
    add_remover(
        app,
        "--remove-http-seed",
        into.remove_http_seeds,
        "Take an HTTP seed away; * in it is anything; repeat for more.");
    app.add_flag("--no-http-seeds", into.no_http_seeds, "Take all HTTP seeds away.")->group(group);
    bt::cli::add_host_ports(
        app,
        "--dht-node",
        into.dht_nodes,
        "Add a DHT node that downloaders can start from (BEP 5); repeat for more.")
        ->group(group);
    bt::cli::add_host_ports(
        app, "--remove-dht-node", into.remove_dht_nodes, "Take a DHT node away; repeat for more.")
        ->group(group);
    app.add_flag("--no-dht-nodes", into.no_dht_nodes, "Take all DHT nodes away.")->group(group);
}

void add_text(
    CLI::App& app,
    std::string const& names,
    std::optional<std::string>& into,
    std::string doc,
    char const* group)
{
    app.add_option(names, into, std::move(doc))->type_name("text")->group(group);
}

/// The flag that takes away what another option sets.
void add_opposite(
    CLI::App& app, std::string const& name, bool& into, std::string doc, std::string const& of)
{
    auto* const other = app.get_option(of);
    app.add_flag(name, into, std::move(doc))->excludes(other)->group(other->get_group());
}

void declare_origin(CLI::App& app, options& into)
{
    auto const* const group = "Metadata";
    add_text(app, "-c,--comment", into.comment, "Free text for whoever reads it.", group);
    add_opposite(app, "--no-comment", into.no_comment, "Take the comment away.", "--comment");
    add_text(
        app, "--created-by", into.created_by, "What to name as the program that made it.", group);
    add_opposite(
        app,
        "--no-created-by",
        into.no_created_by,
        "Take away which program made it.",
        "--created-by");
    bt::cli::add_date(
        app, into.date, "Creation date: now, @SECONDS or RFC 3339; none takes it away.")
        ->group(group);
    app.add_option(
           "--merge",
           into.merge,
           "Keys to change, as a JSON object or @FILE with one; null removes a key. It comes after "
           "all other changes; repeat for more.")
        ->type_name("json")
        ->allow_extra_args(false)
        ->group(group);
}

char const* const info_group = "Info dictionary";

void declare_name(CLI::App& app, options& into)
{
    app.add_flag(
           "--allow-new-infohash",
           into.allow_new_infohash,
           "Let what follows, or --merge, give the torrent another info-hash: for clients and "
           "trackers it is another torrent then.")
        ->group(info_group);
    app.add_option("-n,--name", into.name, "Name of the file or folder that downloaders get.")
        ->type_name("name")
        ->check([](std::string const& text) {
            if (bt::torrent::is_file_name(text)) return std::string{};
            return fmt::format("'{}' is not the name of a file", text);
        })
        ->group(info_group);
    app.add_flag("-p,--private", into.is_private, "Take peers from the trackers alone (BEP 27).")
        ->group(info_group);
    add_opposite(app, "--no-private", into.no_private, "Take peers from anywhere.", "--private");
}

void declare_identity(CLI::App& app, options& into)
{
    add_text(app, "-s,--source", into.source, "Tag that sets it apart on one tracker.", info_group);
    add_opposite(app, "--no-source", into.no_source, "Take the source away.", "--source");
    bt::cli::add_update_url(
        app, into.update_url, "Where to ask for the torrent that takes its place (BEP 39).")
        ->group(info_group);
    add_opposite(
        app, "--no-update-url", into.no_update_url, "Take the update URL away.", "--update-url");
    app.add_flag("-x,--entropy", into.entropy, "Put another random number in with every run.")
        ->group(info_group);
    add_opposite(app, "--no-entropy", into.no_entropy, "Take the random number away.", "--entropy");
    app.add_option(
           "--similar",
           into.similar,
           "Add another torrent with files in common (BEP 38), as an info-hash or a torrent file; "
           "repeat for more.")
        ->type_name("torrent")
        ->allow_extra_args(false)
        ->group(info_group);
    app.add_flag("--no-similar", into.no_similar, "Take all similar torrents away.")
        ->group(info_group);
    app.add_option(
           "--collection",
           into.collections,
           "Add a collection that it belongs to (BEP 38); repeat for more.")
        ->type_name("name")
        ->allow_extra_args(false)
        ->group(info_group);
    app.add_flag("--no-collections", into.no_collections, "Take all collections away.")
        ->group(info_group);
}

void declare_output(CLI::App& app, options& into)
{
    auto const group = "Output";
    app.add_option(
           "-o,--output",
           into.output,
           "Leave the input alone, and write to this file, into this folder, or to standard output "
           "(-).")
        ->type_name("file")
        ->group(group);
    app.add_flag("-f,--force", into.force, "Replace an output file of -o that exists.")
        ->group(group);
    app.add_flag(
           "-N,--dry-run", into.dry_run, "Print the difference that it would make; write nothing.")
        ->group(group);
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    app.add_option(
           "torrent",
           into.torrents,
           "Torrent files to change in place, or - for one on standard input, which goes to "
           "standard output.")
        ->type_name("file");
    bt::cli::declare_input_list(app, into.list);
    declare_trackers(app, into);
    declare_seeds(app, into);
    declare_origin(app, into);
    declare_name(app, into);
    declare_identity(app, into);
    declare_output(app, into);
    bt::cli::declare_load(app, into.load);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_edit
