#include "options.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/exec_option.hpp>
#include <bt/cli/network_options.hpp>
#include <bt/cli/torrent_options.hpp>
#include <bt/session/event.hpp>
#include <bt/session/event_kinds.hpp>
#include <bt/state/dirs.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <bt-add/selection.hpp>
#include <bt-add/stream_range.hpp>

namespace bt_add {
namespace {

void declare_inputs(CLI::App& app, options& into)
{
    app.add_option(
           "input",
           into.arguments,
           "Torrent files or http(s) URLs of them, - for one on standard input, magnet links, also "
           "of "
           "keys (BEP 46), or info-hashes.")
        ->type_name("file");
    bt::cli::declare_input_list(app, into.list);
    app.add_option_function<int>(
           "-J,--jobs",
           [&into](int jobs) { into.jobs = jobs; },
           "Work on at most this many torrents at a time; 0 is all.")
        ->type_name("count")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 0, 100'000)) return std::string{};
            return fmt::format("'{}' is not a number from 0 up", text);
        })
        ->default_str("16")
        ->group("Input");
    app.add_flag(
           "--fail-fast{true},--keep-going{false}",
           into.fail_fast,
           "End all when one input fails, or, as by default, go on with the others.")
        ->group("Input");
}

CLI::Option*
add_patterns(CLI::App& app, char const* names, std::vector<std::string>& into, std::string doc)
{
    return bt::cli::add_file_patterns(app, names, into, std::move(doc))
        ->check([](std::string const& text) {
            if (is_pattern(text)) return std::string{};
            return fmt::format("'{}' is not a glob, an index or a range of them", text);
        })
        ->group("Download");
}

void declare_download(CLI::App& app, options& into)
{
    app.add_option_function<std::string>(
           "-d,--dir",
           [&into](std::string const& dir) { into.dir = dir; },
           "Save below this folder; it is made if need be.")
        ->type_name("dir")
        ->default_str(".")
        ->group("Download");
    add_patterns(
        app,
        "-F,--file",
        into.files,
        "Fetch these files alone: a glob, an index or a range of them; repeat for more.");
    add_patterns(app, "-e,--exclude", into.exclude, "Do not fetch these files; repeat for more.");
    app.add_option(
           "--priority",
           into.priorities,
           "Fetch these files sooner or later than others: 1 is last, 4 usual, 7 first, 0 never; "
           "repeat for more, the last one that fits counts.")
        ->type_name("glob=n")
        ->allow_extra_args(false)
        ->check([](std::string const& text) {
            if (parse_priority(text)) return std::string{};
            return fmt::format("'{}' is not a pattern of files with =0 to =7 after it", text);
        })
        ->group("Download");
    app.add_flag(
           "--first-last",
           into.first_last,
           "Fetch the first and the last piece of each file before the others.")
        ->group("Download");
    app.add_option(
           "--reuse",
           into.reuse,
           "Before anything is fetched copy what is missing from files of the same content below "
           "this folder; repeat for more.")
        ->type_name("dir")
        ->allow_extra_args(false)
        ->group("Download");
    app.add_option(
           "--expect-sha256",
           into.sums,
           "When it is complete compare its files with this list of sha256sum(1), or its one file "
           "with these 64 digits.")
        ->type_name("file|hex")
        ->group("Download");
}

void declare_metadata(CLI::App& app, options& into)
{
    auto* const list =
        app.add_flag(
               "--list", into.list_files, "Print the files of each torrent, and fetch no content.")
            ->group("Metadata");
    auto* const only =
        app.add_flag(
               "--metadata-only",
               into.metadata_only,
               "Save each torrent as a .torrent file named by its hash, and fetch no content.")
            ->excludes(list)
            ->group("Metadata");
    app.add_option(
           "-o,--output",
           into.output,
           "Where: a file, a folder if it ends in a slash, or - for standard output.")
        ->type_name("file")
        ->needs(only)
        ->group("Metadata");
    app.add_flag("-f,--force", into.force, "Replace a .torrent file, or an archive, that is there.")
        ->group("Metadata");
}

void declare_stream(CLI::App& app, options& into)
{
    auto* const cat =
        app.add_option(
               "--cat",
               into.cat,
               "Write the content of these files to standard output while it comes, in the "
               "torrent's order; nothing else goes there.")
            ->type_name("glob|n|n-m")
            ->check([](std::string const& text) {
                if (is_pattern(text)) return std::string{};
                return fmt::format("'{}' is not a glob, an index or a range of them", text);
            })
            ->group("Stream");
    app.add_option(
           "--tar",
           into.tar,
           "Write the files as a tar archive while they come, to this file or to standard output "
           "(-).")
        ->type_name("file")
        ->excludes(cat)
        ->group("Stream");
    app.add_option(
           "--range",
           into.range,
           "With --cat, of one file: the bytes A to B, both included, from 0; A- is all from A, "
           "-N the last N.")
        ->type_name("a-b")
        ->check([](std::string const& text) {
            if (parse_range(text)) return std::string{};
            return fmt::format("'{}' is not a range such as 0-999, 1000- or -500", text);
        })
        ->needs(cat)
        ->group("Stream");
}

void declare_sources(CLI::App& app, options& into)
{
    bt::cli::add_announce(app, into.announce);
    bt::cli::add_web_seeds(
        app,
        "-w,--web-seed",
        into.web_seeds,
        "Fetch from this web server too (BEP 19); repeat for more.")
        ->group("Sources");
    bt::cli::add_peers(app, into.peers);
}

void declare_limits(CLI::App& app, options& into)
{
    auto const add = [&app](char const* names, bt::cli::duration& value, char const* doc) {
        return bt::cli::add_duration(app, names, value, doc)->group("Limits");
    };
    add("-W,--deadline",
        into.deadline,
        "End after this long, whatever is missing, with status 9. 0, the default, is never; the "
        "same holds for the limits below.");
    add("--metadata-timeout",
        into.metadata_timeout,
        "Give a magnet link up with status 8 when no peer gave its metadata in this time.");
    add("--peer-timeout",
        into.peer_timeout,
        "Give a torrent up with status 9 when no peer was connected in this time.");
    add("--stall-timeout",
        into.stall_timeout,
        "Give a torrent up with status 9 when no content came for this long.");
    bt::cli::add_rate(
        app,
        "--min-rate",
        into.min_rate,
        "Give a torrent up with status 9 when less than this came a second, over the time below.")
        ->group("Limits");
    add("--min-rate-time", into.min_rate_time, "How long --min-rate looks back.")
        ->default_str("30s");
}

void declare_giving_back(CLI::App& app, options& into)
{
    app.add_flag("--seed", into.seed, "Serve what is complete until told to stop.")
        ->group("Giving back");
    bt::cli::add_ratio(
        app, "-r,--ratio", into.ratio, "Serve until this many times its size was sent.")
        ->group("Giving back");
    bt::cli::add_duration(
        app,
        "--seed-time",
        into.seed_time,
        "Serve for this long; with --ratio, whichever comes first.")
        ->group("Giving back");
}

void declare_session(CLI::App& app, options& into)
{
    bt::cli::declare_session(
        app,
        into,
        bt::state::check_session_name,
        {.session = "Keep what is downloaded, and how far it came, in the named session; without "
                    "an input go on with what is not complete in it.",
         .save_interval =
             "How often to save how far torrents came, beside the data or in the session.",
         .saves_always = true});
    app.add_flag(
           "--detach", into.detach, "Hand the torrents to whoever hosts the session, and end.")
        ->needs(app.get_option("--session"))
        ->group("Session");
}

void declare_follow(CLI::App& app, options& into)
{
    auto* const follow =
        app.add_flag(
               "--follow",
               into.follow,
               "Go on after the torrent that the link of a key points at (BEP 46), or, with "
               "--follow-update-url, that names an update URL: fetch each that takes its place, of "
               "which only what differs has to come.")
            ->group("Follow");
    for (auto const* const other : {"--cat", "--tar", "--detach", "--metadata-only", "--list"})
        follow->excludes(app.get_option(other));
    auto const positive = [](std::int64_t least) {
        return [least](std::string const& text) {
            if (bt::parse_integer(text, least, 1'000'000'000)) return std::string{};
            return fmt::format("'{}' is not a number from {} up", text, least);
        };
    };
    bt::cli::add_duration(
        app, "--follow-interval", into.follow_interval, "How often to look for another one.")
        ->default_str("1m")
        ->needs(follow)
        ->group("Follow");
    app.add_option("--follow-count", into.follow_count, "End after so many.")
        ->type_name("count")
        ->check(positive(1))
        ->needs(follow)
        ->group("Follow");
    app.add_option_function<std::int64_t>(
           "--keep-versions",
           [&into](std::int64_t number) { into.keep_versions = number; },
           "Save each version in a folder of its own, DIR/NUMBER by its sequence number, have the "
           "link DIR/current lead to the newest complete one, and keep so many of them; 0 is all. "
           "Files that an earlier one has are copied from there.")
        ->type_name("count")
        ->check(positive(0))
        ->needs(follow)
        ->excludes(app.get_option("--session"))
        ->group("Follow");
    app.add_flag(
           "--follow-update-url",
           into.follow_update_url,
           "Ask the update URL of each torrent (BEP 39) whether another one takes its place, and "
           "fetch the newest, over the files that are here.")
        ->group("Follow");
}

void declare_exec(CLI::App& app, options& into)
{
    auto* const exec = bt::cli::add_exec(
        app,
        into.exec,
        into.exec_timeout,
        "Run this program when a torrent is complete, or at the events named below: its words as "
        "they are, without a shell. It reads one JSON object on standard input.");
    bt::cli::knows(
        app.add_option("--exec-on", into.exec_on, "Run it at this event instead; repeat for more."),
        bt::session::event_kinds())
        ->type_name("event")
        ->allow_extra_args(false)
        ->check([](std::string const& text) {
            if (std::ranges::count(bt::session::event_rows(), text, &bt::session::event_row::kind))
                return std::string{};
            return fmt::format("there is no event '{}'; bt-records(5) lists them", text);
        })
        ->default_str("torrent_finished")
        ->needs(exec)
        ->group("Hook");
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    declare_inputs(app, into);
    declare_download(app, into);
    declare_metadata(app, into);
    declare_stream(app, into);
    declare_sources(app, into);
    declare_limits(app, into);
    declare_giving_back(app, into);
    declare_exec(app, into);
    declare_session(app, into);
    declare_follow(app, into);
    bt::cli::declare_torrent(app, into.torrent, bt::cli::torrent_use::download);
    bt::cli::declare_network(app, into.network, bt::cli::network_use::torrents);
    bt::cli::add_list_settings(app, into.list_settings);
    bt::cli::add_events(app, into.events, bt::session::event_kinds());
    bt::cli::declare_progress(app, into.common);
    bt::cli::declare_load(app, into.load);
    bt::cli::declare_common(app, into.common);
}

void check(options const& given)
{
    using bt::error;
    using bt::exit_code;
    bool const to_stdout = !given.cat.empty() || given.tar == "-" || given.output == "-";
    if (to_stdout && given.common.json)
        throw error{exit_code::usage, "--json and the content cannot both have standard output"};
    if (given.force && !given.metadata_only && given.tar.empty())
        throw error{exit_code::usage, "--force is for --metadata-only and --tar"};
    if (given.streams() && given.wants_metadata_alone())
        throw error{exit_code::usage, "metadata alone has no content to stream"};
    bool const stays = given.streams() || given.wants_metadata_alone() || given.gives_back()
        || !given.sums.empty() || !given.exec.empty();
    if (given.detach && stays)
        throw error{
            exit_code::usage,
            "--detach does not wait, and something given with it is to be waited for"};
}

}  // namespace bt_add
