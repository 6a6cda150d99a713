#include "options.hpp"

#include <bt/base/clock.hpp>
#include <bt/base/text.hpp>
#include <bt/base/url.hpp>
#include <bt/cli/date.hpp>
#include <bt/cli/exec_option.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <limits>

namespace bt_feed {
namespace {

CLI::App& add_verb(CLI::App& app, std::string const& name, options& into, std::string doc)
{
    auto* verb = app.add_subcommand(name, std::move(doc));
    verb->final_callback([&into, name] { into.verb = name; });
    return *verb;
}

std::string check_url(std::string const& text)
{
    if (bt::is_url(text, {"http", "https"})) return {};
    return fmt::format("'{}' is not an http or https URL", text);
}

void declare_rules(CLI::App& app, options& into)
{
    auto const* const group = "Rules";
    app.add_option(
           "--match",
           into.match,
           "Tell items whose title has this extended regular expression; repeat for others that "
           "will do as well.")
        ->type_name("regex")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option(
           "--exclude",
           into.exclude,
           "Leave out items whose title has this regular expression; repeat for more.")
        ->type_name("regex")
        ->allow_extra_args(false)
        ->group(group);
    app.add_flag(
           "--ignore-case", into.ignore_case, "Upper and lower case are the same to those two.")
        ->group(group);
    app.add_option_function<std::string>(
           "--since",
           [&into](std::string const& text) { into.since = parse_since(text); },
           "Leave out items that were published before this date (RFC 3339, @SECONDS) or longer "
           "ago than this (7d). An item without a date counts as of when it was found.")
        ->type_name("date|time")
        ->check([](std::string const& text) {
            if (parse_since(text)) return std::string{};
            return fmt::format("'{}' is neither a date of RFC 3339, @SECONDS, nor a time", text);
        })
        ->group(group);
    bt::cli::add_choice(
        app,
        "--first-run",
        into.first_run,
        {"all", "none", "newest"},
        "What of a feed that is new here is told: all of it, nothing before what comes from now "
        "on, or the newest item that the rules want.")
        ->group(group);
}

void declare_state(CLI::App& app, options& into)
{
    app.add_option(
           "--state",
           into.state,
           "Keep what was told in this file; $XDG_STATE_HOME/bt-tools/feeds/feeds.db by default.")
        ->type_name("file")
        ->group("State");
}

void declare_telling(CLI::App& app, options& into)
{
    declare_state(app, into);
    bt::cli::add_duration(
        app,
        "--remember",
        into.remember,
        "Forget an item that was told when its feed has dropped it for this long.")
        ->default_str("180d")
        ->group("State");
    app.add_flag(
           "--all",
           into.all,
           "Print what was told before too, as far as the feed still has it; the hook runs for "
           "what is new alone.")
        ->group("State");
    app.add_flag(
           "-N,--dry-run",
           into.dry_run,
           "Print what would be told; remember nothing and run no hook.")
        ->group("State");
}

void declare_fetching(CLI::App& app, options& into)
{
    auto const* const group = "Network";
    bt::cli::add_duration(app, "-W,--timeout", into.timeout, "Give up on a feed after this long.")
        ->default_str("60s")
        ->group(group);
    app.add_option(
           "--proxy",
           into.proxy,
           "Fetch through this proxy, not the one of http_proxy and its like; user:password@ may "
           "stand before the host. It is the one to look names up.")
        ->type_name("url")
        ->check([](std::string const& text) {
            if (bt::is_url(text, {"socks5", "socks4", "http", "https"})) return std::string{};
            return fmt::format(
                "'{}' is no proxy such as socks5://127.0.0.1:1080, socks4://, http:// or https://",
                text);
        })
        ->group(group);
    bt::cli::add_size(app, "--max-size", into.max_size, "Refuse a larger feed; 16M by default.")
        ->check([](std::string const& text) {
            constexpr std::int64_t most = 1024 * 1024 * 1024;
            auto const size = bt::parse_size(text);
            if (size && *size >= 1 && *size <= most) return std::string{};
            return fmt::format("'{}' is not a size from 1 byte to 1G", text);
        })
        ->group("Limits");
    app.add_option(
           "--max-items", into.max_items, "Refuse a feed with more items; 10000 by default.")
        ->type_name("n")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 1, 1'000'000)) return std::string{};
            return fmt::format("'{}' is not a number from 1 to 1000000", text);
        })
        ->group("Limits");
}

void declare_hook(CLI::App& app, options& into)
{
    bt::cli::add_exec(
        app,
        into.exec,
        into.exec_timeout,
        "Run this program for each item before it is printed: its words as they are, without a "
        "shell. It reads the item as a JSON object on standard input. If it fails, the item is "
        "told again the next time.");
}

void declare_poll(CLI::App& app, options& into)
{
    auto& poll =
        add_verb(app, "poll", into, "Look at feeds, and print each item that was not told before.");
    poll.add_option("url", into.inputs, "URLs of RSS or Atom feeds.")->type_name("url");
    bt::cli::declare_input_list(poll, into.list);
    declare_rules(poll, into);
    declare_telling(poll, into);
    declare_hook(poll, into);
    poll.add_option_function<std::string>(
            "--loop",
            [&into](std::string const& text) {
                bt::cli::duration every;
                if (lexical_cast(text, every)) into.loop = every;
            },
            "Stay, and look again this often, or as seldom as a feed asks for by its ttl or its "
            "server by Retry-After.")
        ->type_name("time")
        ->check([](std::string const& text) {
            auto const every = bt::parse_duration(text);
            if (every && *every >= std::chrono::seconds{1}) return std::string{};
            return fmt::format("'{}' is not a time of at least 1s, such as 15m", text);
        })
        ->excludes("--dry-run")
        ->excludes("--all")
        ->group("Loop");
    declare_fetching(poll, into);
    bt::cli::declare_common(poll, into.common);
}

void add_page(CLI::App& app, std::string const& name, std::string& into, std::string doc)
{
    app.add_option(name, into, std::move(doc))->type_name("url")->check(check_url)->group("Feed");
}

void declare_channel(CLI::App& app, options& into)
{
    auto const* const group = "Feed";
    bt::cli::add_choice(
        app, "--format", into.format, {"rss", "atom"}, "RSS 2.0, or Atom (RFC 4287).")
        ->group(group);
    add_page(
        app,
        "--base",
        into.base,
        "Where the torrent files can be fetched; the path of each below its folder comes after it. "
        "Without it items have their magnet links alone.");
    app.add_option("--title", into.title, "Title; the name of the first folder by default.")
        ->type_name("text")
        ->group(group);
    app.add_option("--description", into.description, "What the feed is about.")
        ->type_name("text")
        ->group(group);
    add_page(app, "--link", into.link, "Page that the feed belongs to; --base by default.");
    add_page(app, "--self", into.self, "Where the feed itself will be.");
    bt::cli::add_duration(
        app, "--ttl", into.ttl, "How long readers are to leave it alone, in whole minutes; RSS.")
        ->group(group);
}

void declare_make(CLI::App& app, options& into)
{
    auto& make = add_verb(app, "make", into, "Write a feed of torrent files, the newest first.");
    make.add_option("torrent", into.inputs, "Torrent files, or folders of them.")
        ->type_name("file");
    bt::cli::declare_input_list(make, into.list);
    make.add_flag("--recursive", into.recursive, "Look into the folders of folders too.")
        ->group("Input");
    declare_channel(make, into);
    make.add_option("--limit", into.limit, "Have no more items than this; 0 is no limit.")
        ->type_name("n")
        ->check([](std::string const& text) {
            if (bt::parse_integer(text, 0, std::numeric_limits<std::int32_t>::max()))
                return std::string{};
            return fmt::format("'{}' is not a whole number from 0", text);
        })
        ->capture_default_str()
        ->group("Feed");
    bt::cli::add_choice(
        make,
        "--date-from",
        into.date_from,
        {"torrent", "file"},
        "Items have the creation date of their torrents, or the time when their files were "
        "changed; also where a torrent has no date.")
        ->group("Feed");
    make.add_option("-o,--output", into.output, "Write to this file, or to standard output (-).")
        ->type_name("file")
        ->capture_default_str()
        ->group("Output");
    make.add_flag(
            "-f,--force",
            into.force,
            "Replace an output file that exists; one that would be the same is left alone.")
        ->group("Output");
    bt::cli::declare_load(make, into.load);
    bt::cli::declare_common(make, into.common);
}

void declare_books(CLI::App& app, options& into)
{
    auto& list = add_verb(app, "list", into, "Print the feeds that were polled so far.");
    declare_state(list, into);
    bt::cli::declare_common(list, into.common);
    auto& forget = add_verb(app, "forget", into, "Forget feeds: the next time they are new here.");
    forget.add_option("url", into.inputs, "URLs, as they were polled.")
        ->required()
        ->type_name("url");
    declare_state(forget, into);
    bt::cli::declare_common(forget, into.common);
}

}  // namespace

std::int64_t since_choice::seconds(std::int64_t now) const
{
    return at ? *at : now - std::chrono::duration_cast<std::chrono::seconds>(ago.value).count();
}

std::optional<since_choice> parse_since(std::string_view text)
{
    if (auto const ago = bt::parse_duration(text)) return since_choice{.at = {}, .ago = {*ago}};
    auto const date = bt::cli::parse_date(text);
    if (!date || !date->unix_seconds) return std::nullopt;
    return since_choice{.at = date->unix_seconds, .ago = {}};
}

void declare(CLI::App& app, options& into)
{
    app.require_subcommand(1);
    declare_poll(app, into);
    declare_make(app, into);
    declare_books(app, into);
}

}  // namespace bt_feed
