#include "options.hpp"

#include <bt/base/text.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/torrent/select_files.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <bt-info/sort.hpp>

namespace bt_info {
namespace {

constexpr auto group = "What to print";
constexpr auto network_group = "What to ask the network";

std::vector<std::string> field_names()
{
    std::vector<std::string> names;
    bt::record::for_each_field<bt::record::torrent_info>(
        [&](auto const& each) { names.emplace_back(each.key); });
    return names;
}

/// The options that choose a view, of which there is one at a time.
void declare_views(CLI::App& app, options& into)
{
    std::vector<CLI::Option*> views{
        app.add_flag("--files", into.files, "List the files: index, size and path."),
        app.add_flag("--tree", into.tree, "Draw the files as a tree, with the size of folders."),
        app.add_flag("--trackers", into.trackers, "List the trackers: tier and URL."),
        app.add_flag("--pieces", into.pieces, "List the pieces and their hashes."),
        app.add_flag(
            "-m,--magnet", into.magnet, "Print the magnet link alone; --json has it in any case."),
        bt::cli::knows(
            app.add_option(
                "--field",
                into.fields,
                "Print the value of this field alone; repeat for more. A list is one line for each "
                "entry; several fields make one tab-separated line."),
            field_names())
            ->type_name("name")
            ->allow_extra_args(false)
            ->check([](std::string const& name) {
                if (std::ranges::count(field_names(), name) > 0) return std::string{};
                return fmt::format(
                    "there is no field '{}'; the fields are {}",
                    name,
                    fmt::join(field_names(), ", "));
            }),
        app.add_flag(
            "--raw", into.raw, "Print the bencoding as JSON, exactly; any bencoded file will do."),
        bt::cli::one_of(
            app.add_flag(
                "--lint{never}",
                into.lint,
                "Say what will trouble somebody. With --lint=error, =warning or =notice a finding "
                "at least as bad ends with 1."),
            {"never", "error", "warning", "notice"},
            "level"),
        app.add_flag(
            "--diff",
            into.diff,
            "Compare two torrents: in which keys and files they differ, and whether the content "
            "is the same."),
        app.add_flag(
            "--scrape",
            into.scrape,
            "Ask every tracker how many peers the torrents have, instead of describing them."),
        app.add_flag(
            "--check-web-seeds",
            into.check_web_seeds,
            "Fetch a few pieces from every web seed and compare them with the torrent, instead of "
            "describing it."),
        app.add_flag(
            "--check-update",
            into.check_update,
            "Ask the update URL of each torrent (BEP 39) whether another takes its place, instead "
            "of describing it. Of one that names its originator only what that has signed (BEP "
            "35) does."),
    };
    for (auto* const each : views) {
        each->group(group);
        for (auto* const other : views)
            if (each != other) each->excludes(other);
    }
}

void declare_network(CLI::App& app, options& into)
{
    for (auto const* view : {"--scrape", "--check-web-seeds", "--check-update"})
        app.get_option(view)->group(network_group);
    app.add_option("--samples", into.samples, "How many pieces are fetched from each web seed.")
        ->type_name("n")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 0, 1000)) return std::string{};
            return fmt::format("'{}' is not a number from 0 to 1000", text);
        })
        ->needs("--check-web-seeds")
        ->default_str("3")
        ->group(network_group);
    bt::cli::add_duration(
        app,
        "-W,--timeout",
        into.timeout,
        "Give up after this long: all trackers together, each web seed, or each URL that is asked "
        "or an input. Without it trackers have 15s, the others 60s.")
        ->group(network_group);
}

void declare_details(CLI::App& app, options& into)
{
    app.add_flag("--pad-files", into.pad_files, "List pad files (BEP 47) with --files.")
        ->needs("--files")
        ->group(group);
    app.add_option(
           "-F,--file",
           into.select,
           "List these files alone: a glob, an index or a range of them; repeat for more.")
        ->type_name("glob|n|n-m")
        ->allow_extra_args(false)
        ->check([](std::string const& text) {
            if (bt::torrent::parse_file_pattern(text)) return std::string{};
            return fmt::format("'{}' is not a glob, an index or a range of them", text);
        })
        ->group(group);
    bt::cli::knows(
        app.add_option(
            "--sort",
            into.sort,
            "Sort by name, size, date or files; with --files by index, path or size. A :desc after "
            "it turns the order."),
        {"name", "size", "date", "files", "index", "path"})
        ->type_name("key")
        ->check([](std::string const& text) {
            if (parse_order(text)) return std::string{};
            return fmt::format(
                "'{}' is not name, size, date, files, index or path, with :desc or without", text);
        })
        ->group(group);
}

}  // namespace

view options::what() const
{
    if (files) return view::files;
    if (tree) return view::tree;
    if (trackers) return view::trackers;
    if (pieces) return view::pieces;
    if (magnet) return view::magnet;
    if (!fields.empty()) return view::field;
    if (raw) return view::raw;
    if (!lint.empty()) return view::lint;
    if (diff) return view::diff;
    if (scrape) return view::scrape;
    if (check_web_seeds) return view::web_seeds;
    if (check_update) return view::update;
    return view::facts;
}

void declare(CLI::App& app, options& into)
{
    app.add_option(
           "input",
           into.inputs,
           "Torrent files or http(s) URLs of them, - for one on standard input, magnet links or "
           "info-hashes.")
        ->type_name("file");
    bt::cli::declare_input_list(app, into.list);
    declare_views(app, into);
    declare_details(app, into);
    declare_network(app, into);
    bt::cli::declare_load(app, into.load);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_info
