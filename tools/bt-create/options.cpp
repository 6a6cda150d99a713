#include "options.hpp"

#include <bt/base/file.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/network_options.hpp>
#include <bt/cli/torrent_options.hpp>
#include <bt/torrent/create/piece_length.hpp>
#include <bt/torrent/identity.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

namespace bt_create {
namespace {

void declare_content(CLI::App& app, options& into)
{
    auto const group = "Content";
    app.add_option(
           "-n,--name",
           into.name,
           "Name of the torrent, and of the file or folder that downloaders get; the last part of "
           "the path by default.")
        ->type_name("name")
        ->check([](std::string const& text) {
            if (bt::torrent::is_file_name(text)) return std::string{};
            return fmt::format("'{}' is not the name of a file", text);
        })
        ->group(group);
    app.add_option(
           "-l,--piece-length",
           into.piece_length,
           "Length of a piece: auto, a size such as 256K, a power of two such as 18 or 2^18, or "
           "count:N for at most N pieces.")
        ->type_name("length")
        ->check([](std::string const& text) {
            if (bt::torrent::parse_piece_length(text)) return std::string{};
            return fmt::format("'{}' is not a power of two from 16K to 128M, nor count:N", text);
        })
        ->capture_default_str()
        ->group(group);
    app.add_flag(
           "--piece-lengths",
           into.piece_lengths,
           "Print which content gets which piece length by default, and end.")
        ->group(group);
    bt::cli::add_choice(
        app,
        "-m,--meta",
        into.meta,
        {"v1", "v2", "hybrid"},
        "Format: v1 is what every client reads, v2 is BEP 52, hybrid is both in one.")
        ->group(group);
    app.add_flag(
           "--no-attributes", into.no_attributes, "Leave out which files can be executed (BEP 47).")
        ->group(group);
    app.add_flag("--mtime", into.mtime, "Record when each file was last changed.")->group(group);
    app.add_option(
           "--reuse",
           into.reuse,
           "Take the hashes of files that have not changed from this older torrent, and its piece "
           "length unless -l is given.")
        ->type_name("torrent")
        ->group(group);
    bt::cli::add_threads(app, into.threads)->group(group);
}

/// A rule that keeps its place among the others: their order decides.
CLI::Option* add_rule(
    CLI::App& app,
    std::string const& name,
    std::function<void(std::string const&)> take,
    std::string const& doc)
{
    return app
        .add_option_function<std::vector<std::string>>(
            name,
            [take = std::move(take)](std::vector<std::string> const& given) {
                for (auto const& each : given)
                    take(each);
            },
            doc)
        ->trigger_on_parse()
        ->allow_extra_args(false)
        ->group("Selection");
}

void declare_selection(CLI::App& app, options& into)
{
    auto const group = "Selection";
    add_rule(
        app,
        "-e,--exclude",
        [&into](std::string const& glob) { into.rules.exclude(glob); },
        "Leave out files and folders that match; repeat for more. Of all rules the last that "
        "matches decides.")
        ->type_name("glob");
    add_rule(
        app,
        "--include",
        [&into](std::string const& glob) { into.rules.include(glob); },
        "Take what matches; if it is the first rule, only that.")
        ->type_name("glob");
    add_rule(
        app,
        "--exclude-from",
        [&into](std::string const& path) {
            constexpr std::size_t cap = 16UL * 1024 * 1024;
            auto const text = bt::read_file(path, {"read globs", cap});
            for (auto& glob : bt::torrent::globs_of(text))
                into.rules.exclude(std::move(glob));
        },
        "Leave out what matches one of the globs in a file, one a line.")
        ->type_name("file");
    app.add_flag(
           "--hidden", into.hidden, "Also take files and folders whose names begin with a dot.")
        ->group(group);
    bt::cli::add_choice(
        app,
        "--symlinks",
        into.symlinks,
        {"follow", "store", "skip"},
        "Symbolic links: take what they lead to, keep them as links (BEP 47), or leave them out.")
        ->group(group);
    app.add_option(
           "--files-from",
           into.files_from,
           "Take only the files and folders that this file, or standard input (-), lists, one a "
           "line; their paths start at the path, or at the current folder.")
        ->type_name("file")
        ->group(group);
    app.add_flag("-0,--null", into.null_separated, "Lists are separated by NUL instead of lines.")
        ->group(group);
}

void declare_sources(CLI::App& app, options& into)
{
    app.add_option(
           "-a,--announce,-t,--tracker",
           into.announce,
           "Tracker; repeat for the next tier, put commas between those of one.")
        ->type_name("url")
        ->allow_extra_args(false)
        ->group("Sources");
    bt::cli::add_web_seeds(
        app, "-w,--web-seed", into.web_seeds, "Web seed (BEP 19); repeat for more.")
        ->group("Sources");
    bt::cli::add_http_seeds(
        app, "--http-seed", into.http_seeds, "HTTP seed (BEP 17); repeat for more.")
        ->group("Sources");
    bt::cli::add_host_ports(
        app,
        "--dht-node",
        into.dht_nodes,
        "DHT node that downloaders can start from (BEP 5); repeat for more.")
        ->group("Sources");
    app.add_flag(
           "-p,--private,!--no-private",
           into.is_private,
           "Take peers from the trackers alone (BEP 27).")
        ->group("Sources");
}

void declare_origin(CLI::App& app, options& into)
{
    auto const group = "Metadata";
    app.add_option("-c,--comment", into.comment, "Free text for whoever reads the torrent.")
        ->type_name("text")
        ->group(group);
    auto* no_creator =
        app.add_flag("--no-created-by", into.no_created_by, "Leave out which program made it.")
            ->group(group);
    app.add_option("--created-by", into.created_by, "What to name as the program that made it.")
        ->type_name("text")
        ->excludes(no_creator)
        ->group(group);
    bt::cli::add_date(
        app,
        into.date,
        "Creation date: none, now, @SECONDS or RFC 3339; SOURCE_DATE_EPOCH if it is set, else "
        "none.")
        ->group(group);
}

void declare_identity(CLI::App& app, options& into)
{
    auto const group = "Metadata";
    app.add_option(
           "-s,--source",
           into.source,
           "Tag inside the info dictionary, which gives the same content another info-hash.")
        ->type_name("text")
        ->group(group);
    bt::cli::add_update_url(
        app,
        into.update_url,
        "Where to ask for the torrent that takes its place, inside the info dictionary (BEP 39).")
        ->group(group);
    app.add_flag(
           "-x,--entropy",
           into.entropy,
           "Put a random number into the info dictionary: another info-hash with every run.")
        ->group(group);
    app.add_option(
           "--similar",
           into.similar,
           "Another torrent with files in common (BEP 38), as an info-hash or a .torrent file; "
           "repeat for more.")
        ->type_name("torrent")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option(
           "--collection",
           into.collections,
           "Name of a collection that it belongs to (BEP 38); repeat for more.")
        ->type_name("name")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option(
           "--root-cert",
           into.root_cert,
           "Certificate in PEM, for peers that talk TLS with certificates signed by it.")
        ->type_name("file")
        ->group(group);
    app.add_option(
           "--merge",
           into.merge,
           "Keys to add, as a JSON object or @FILE with one; null removes a key.")
        ->type_name("json")
        ->allow_extra_args(false)
        ->group(group);
}

void declare_output(CLI::App& app, options& into)
{
    auto const group = "Output";
    app.add_option(
           "-o,--output",
           into.output,
           "Write the torrent to this file, into this folder, or to standard output (-); "
           "NAME.torrent in the current folder by default.")
        ->type_name("file")
        ->group(group);
    app.add_flag("-f,--force", into.force, "Replace an output file that exists.")->group(group);
    app.add_option("--save", into.save, "Keep what came through standard input in this file.")
        ->type_name("file")
        ->group(group);
    auto* dry = app.add_flag(
                       "-N,--dry-run",
                       into.dry_run,
                       "Say what the torrent would hold; read no content and write nothing.")
                    ->group(group);
    app.add_flag(
           "--magnet",
           into.magnet,
           "Print the magnet link alone; a torrent is written only if -o says where.")
        ->excludes(dry)
        ->group(group);
    app.add_flag(
           "--check",
           into.check,
           "Load what was written again, and compare some of its pieces with the content.")
        ->excludes(dry)
        ->group(group);
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    app.add_option(
           "path",
           into.paths,
           "The file or folder to make a torrent of, or - for what comes through standard input; "
           "of several, a folder that -n names.")
        ->type_name("file");
    declare_content(app, into);
    declare_selection(app, into);
    declare_sources(app, into);
    declare_origin(app, into);
    declare_identity(app, into);
    declare_output(app, into);
    bt::cli::declare_progress(app, into.common);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_create
