#include "options.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/network_options.hpp>
#include <bt/cli/salt_option.hpp>
#include <bt/cli/torrent_options.hpp>
#include <bt/session/event_kinds.hpp>
#include <bt/state/dirs.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <bt-seed/watching.hpp>
#include <limits>

namespace bt_seed {
namespace {

void declare_inputs(CLI::App& app, options& into)
{
    app.add_option(
           "torrent",
           into.arguments,
           "Torrent files or http(s) URLs of them, or - for one on standard input.")
        ->type_name("file");
    bt::cli::declare_input_list(app, into.list);
}

void declare_seeding(CLI::App& app, options& into)
{
    app.add_option(
           "-d,--dir",
           into.dir,
           "The folder that holds the data: a torrent's file or folder lies directly in it.")
        ->type_name("dir")
        ->capture_default_str()
        ->group("Seeding");
    bt::cli::add_choice(
        app,
        "--trust",
        into.trust,
        {"full", "quick", "resume"},
        "Check all data first, believe it if it looks untouched, or believe what the session "
        "saved; untouched is when every file has its size, none is newer than the torrent, and the "
        "first piece is right.")
        ->default_str("resume in a session, else full")
        ->group("Seeding");
}

void declare_creation(CLI::App& app, options& into)
{
    auto* const create =
        app.add_option(
               "--create",
               into.create,
               "Make a torrent of this file or folder, as bt-create does, and serve it from where "
               "it is; repeat for more.")
            ->type_name("path")
            ->allow_extra_args(false)
            ->group("Creation");
    app.add_option(
           "-o,--output",
           into.output,
           "Keep that torrent: as this file, in this folder if it ends in a slash, or - for "
           "standard output.")
        ->type_name("file")
        ->needs(create)
        ->group("Creation");
    app.add_flag("-f,--force", into.force, "Replace the file that is there.")
        ->needs(create)
        ->group("Creation");
    bt::cli::add_choice(
        app, "-m,--meta", into.meta, {"v1", "v2", "hybrid"}, "Which format it is in (BEP 3, 52).")
        ->default_str("hybrid")
        ->needs(create)
        ->group("Creation");
    app.add_flag(
           "-p,--private", into.is_private, "Its peers come from its trackers alone (BEP 27).")
        ->needs(create)
        ->group("Creation");
    bt::cli::add_web_seeds(
        app,
        "-w,--web-seed",
        into.web_seeds,
        "Write into it that this web server has the content too (BEP 19); repeat for more.")
        ->needs(create)
        ->group("Creation");
}

void add_count(CLI::App& app, char const* name, std::optional<std::int64_t>& into, char const* doc)
{
    app.add_option_function<std::int64_t>(
           name, [&into](std::int64_t given) { into = given; }, doc)
        ->type_name("count")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 1, std::numeric_limits<int>::max())) return std::string{};
            return fmt::format("'{}' is not a number from 1 up", text);
        })
        ->group("Goals");
}

void declare_publishing(CLI::App& app, options& into)
{
    auto* const key =
        app.add_option(
               "--publish",
               into.publish,
               "Have the secret key in this file, in descriptor N (fd:N) or on standard input (-) "
               "point at the torrent in the DHT (BEP 46), over what it pointed at before, and keep "
               "it there while the torrent is served. Ends once somebody else publishes a newer "
               "one.")
            ->type_name("file")
            ->configurable(false)
            ->group("Publishing");
    bt::cli::add_salt(app, into.salt, "Publishing", key);
    bt::cli::add_duration(
        app,
        "--publish-interval",
        into.publish_interval,
        "How often it looks whether enough nodes have the pointer, a tenth more or less; nodes "
        "forget it after two hours.")
        ->default_str("30m")
        ->needs(key)
        ->group("Publishing");
}

void declare_goals(CLI::App& app, options& into)
{
    bt::cli::add_ratio(
        app,
        "-r,--ratio",
        into.until.ratio,
        "Serve each torrent until this many times its size was sent.")
        ->group("Goals");
    app.add_option_function<std::string>(
           "--until-uploaded",
           [&into](std::string const& text) { into.until.uploaded = bt::parse_size(text); },
           "Serve each torrent until this much of its content was sent.")
        ->type_name("size")
        ->check([](std::string const& text) {
            if (bt::parse_size(text)) return std::string{};
            return fmt::format("'{}' is not a size such as 500M", text);
        })
        ->group("Goals");
    add_count(
        app,
        "--until-peers",
        into.until.peers,
        "Serve each torrent until this many peers have completed it, by their own word; each "
        "counts once.");
    add_count(
        app,
        "--until-seeds",
        into.until.seeds,
        "Serve each torrent until it has this many other seeds, connected or by the word of a "
        "tracker.");
    add_count(
        app,
        "--until-copies",
        into.until.copies,
        "Serve each torrent until the connected peers have this many copies among them.");
    bt::cli::add_duration(
        app, "--idle", into.idle, "Serve each torrent until it has sent nothing for this long.")
        ->group("Goals");
    app.add_flag(
           "--all-goals", into.until.all, "Serve until all of these goals are reached, not one.")
        ->group("Goals");
    bt::cli::add_duration(
        app,
        "--max-time",
        into.max_time,
        "End after this long: with status 9 if there are goals above, and they were not reached.")
        ->group("Goals");
}

void declare_hosting(CLI::App& app, options& into)
{
    bt::cli::declare_session(
        app,
        into,
        bt::state::check_session_name,
        {.session = "Host the named session: serve all of its torrents, fetch what is missing of "
                    "those that are not complete, and keep what is added.",
         .save_interval = "How often to save what changed."});
    auto* const watch =
        app.add_option(
               "--watch",
               into.watch,
               "Take every .torrent and .magnet file that is in this folder or comes into it, and "
               "let go of those whose file goes; after = the folder of their data, and after "
               "another their category. Repeat for more.")
            ->type_name("dir[=data[=category]]")
            ->allow_extra_args(false)
            ->check([](std::string const& text) {
                if (parse_watch(text)) return std::string{};
                return fmt::format("'{}' is not a folder, or two and a category", text);
            })
            ->group("Watch");
    app.add_flag(
           "--watch-move",
           into.watch_move,
           "Move taken files to a folder \"added\" below the one they came into.")
        ->needs(watch)
        ->group("Watch");
}

void declare_readiness(CLI::App& app, options& into)
{
    app.add_option_function<int>(
           "--ready-fd",
           [&into](int fd) { into.ready_fd = fd; },
           "Write the ready event as one line to this descriptor once all is checked, and close "
           "it.")
        ->type_name("n")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 1, 1 << 20)) return std::string{};
            return fmt::format("'{}' is not the number of a descriptor", text);
        })
        ->group("Service");
    app.add_option(
           "--pid-file",
           into.pid_file,
           "Keep the number of the process in this file while it runs, and refuse to run twice.")
        ->type_name("file")
        ->group("Service");
}

void declare_sources(CLI::App& app, options& into)
{
    bt::cli::add_announce(app, into.announce);
    bt::cli::add_peers(app, into.peers);
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    declare_inputs(app, into);
    declare_seeding(app, into);
    declare_creation(app, into);
    declare_publishing(app, into);
    declare_goals(app, into);
    declare_hosting(app, into);
    declare_readiness(app, into);
    declare_sources(app, into);
    bt::cli::declare_torrent(app, into.torrent, bt::cli::torrent_use::seed);
    bt::cli::declare_network(app, into.network, bt::cli::network_use::torrents);
    bt::cli::add_list_settings(app, into.list_settings);
    bt::cli::add_events(app, into.events, bt::session::event_kinds());
    bt::cli::declare_progress(app, into.common);
    bt::cli::declare_load(app, into.load);
    bt::cli::declare_common(app, into.common);
}

void check(options const& given)
{
    auto const wrong = [](char const* sentence) {
        throw bt::error{bt::exit_code::usage, sentence};
    };
    if (given.prints_torrent() && given.common.json)
        wrong("cannot write the torrent and JSON to standard output");
    if (given.create.size() > 1 && !given.output.empty() && !given.output.ends_with('/'))
        wrong("several torrents need a folder as --output, which ends in a slash");
    if (given.torrent.seed_mode && !given.trust.empty())
        wrong("--seed-mode and --trust do not go together");
    if (given.publish_interval.value.count() == 0) wrong("--publish-interval is longer than 0");
    if (!given.publish.empty() && given.network.no_dht) wrong("cannot publish with --no-dht");
    if (given.publish == "-"
        && (given.list.file == "-"
            || std::ranges::find(given.arguments, "-") != given.arguments.end()))
        wrong("standard input cannot be the key and a torrent");
    if (given.trust == "resume" && given.session.empty()) wrong("--trust resume needs a --session");
}

}  // namespace bt_seed
