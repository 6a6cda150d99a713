#include "torrent_options.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/base/url.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/network_options.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace bt::cli {
namespace {

constexpr char const* group = "Torrents";

/// What only a download can do.
void declare_download_flags(CLI::App& app, torrent_options& into)
{
    app.add_flag("--sequential", into.sequential_download, "Fetch pieces in their order.")
        ->group(group);
    app.add_flag("--upload-mode", into.upload_mode, "Send what is here, and fetch nothing.")
        ->group(group);
    app.add_flag(
           "--share-mode",
           into.share_mode,
           "Fetch only what lets more be sent than received; the torrent is never complete.")
        ->group(group);
    app.add_flag("--paused", into.paused, "Add torrents without starting them.")->group(group);
}

void declare_flags(CLI::App& app, torrent_options& into)
{
    app.add_flag(
           "--seed-mode",
           into.seed_mode,
           "Take all data for present and right: a piece is checked when a peer first asks for it.")
        ->group(group);
    app.add_flag(
           "--super-seed",
           into.super_seeding,
           "As a seed, offer each peer the pieces that the others lack (BEP 16).")
        ->group(group);
    app.add_flag(
           "--auto-managed",
           into.auto_managed,
           "Let libtorrent's queue start and stop torrents, by the settings active_downloads and "
           "their kin.")
        ->group(group);
    app.add_flag(
           "--no-ip-filter", into.ignore_ip_filter, "Do not apply the IP filter to these torrents.")
        ->group(group);
}

/// "500K", "500K:100K", ":100K".
bool parse_limit(std::string const& text, torrent_options& into)
{
    auto const colon = text.find(':');
    auto const down = text.substr(0, colon);
    auto const up = colon == std::string::npos ? std::string{} : text.substr(colon + 1);
    if (down.empty() && up.empty()) return false;
    auto const down_rate = down.empty() ? std::optional<std::int64_t>{0} : parse_rate(down);
    auto const up_rate = up.empty() ? std::optional<std::int64_t>{0} : parse_rate(up);
    if (!down_rate || !up_rate) return false;
    into.down_bytes_per_second = *down_rate;
    into.up_bytes_per_second = *up_rate;
    return true;
}

void declare_caps(CLI::App& app, torrent_options& into)
{
    auto const add_cap = [&](char const* name, int& value, int least, char const* doc) {
        app.add_option_function<int>(
               name, [&value](int given) { value = given; }, doc)
            ->type_name("count")
            ->check([least](std::string const& text) {
                if (parse_integer(text, least, 1 << 20)) return std::string{};
                return fmt::format("'{}' is not a number from {} up", text, least);
            })
            ->group(group);
    };
    app.add_option_function<std::string>(
           "-L,--limit",
           [&into](std::string const& text) { (void)parse_limit(text, into); },
           "Receive, and send after a colon, at most this much a second for each torrent: 2M, "
           "2M:500K or :500K; 0 is no limit.")
        ->type_name("down[:up]")
        ->check([](std::string const& text) {
            if (torrent_options parsed; parse_limit(text, parsed)) return std::string{};
            return fmt::format("'{}' is not a rate, or two with a colon, such as 2M:500K", text);
        })
        ->group(group);
    // libtorrent needs two connections for each torrent.
    add_cap(
        "--max-connections",
        into.max_connections,
        2,
        "Connect to at most this many peers of each.");
    add_cap(
        "--max-uploads", into.max_uploads, 1, "Send to at most this many peers of each at a time.");
}

void declare_storage(CLI::App& app, torrent_options& into)
{
    one_of(
        app.add_option_function<std::string>(
            "--storage",
            [&into](std::string const& word) { into.allocate = word == "allocate"; },
            "Let files grow as pieces come, or give them all their room at the start."),
        {"sparse", "allocate"})
        ->default_str("sparse")
        ->group("Files");
}

}  // namespace

void declare_torrent(CLI::App& app, torrent_options& into, torrent_use use)
{
    if (use == torrent_use::download) declare_download_flags(app, into);
    declare_flags(app, into);
    declare_caps(app, into);
    if (use == torrent_use::download) declare_storage(app, into);
}

CLI::Option* add_file_patterns(
    CLI::App& app, std::string const& names, std::vector<std::string>& into, std::string doc)
{
    return app.add_option(names, into, std::move(doc))
        ->type_name("glob|n|n-m")
        ->allow_extra_args(false);
}

void add_announce(CLI::App& app, std::vector<std::string>& into)
{
    app.add_option(
           "-a,--announce",
           into,
           "Ask this tracker too; repeat for the next tier, put commas between those of one.")
        ->type_name("url")
        ->allow_extra_args(false)
        ->group("Sources");
}

void add_peers(CLI::App& app, std::vector<host_and_port>& into)
{
    add_host_ports(app, "--peer", into, "Connect to this peer, and keep trying; repeat for more.")
        ->group("Sources");
}

CLI::Option* add_web_seeds(
    CLI::App& app, std::string const& names, std::vector<std::string>& into, std::string doc)
{
    return app.add_option(names, into, std::move(doc))
        ->type_name("url")
        ->check([](std::string const& text) {
            if (is_url(text, {"http", "https", "ftp"})) return std::string{};
            return fmt::format("'{}' is not an http, https or ftp URL", text);
        })
        ->allow_extra_args(false);
}

CLI::Option* add_update_url(CLI::App& app, std::optional<std::string>& into, std::string doc)
{
    return app.add_option("--update-url", into, std::move(doc))
        ->type_name("url")
        ->check([](std::string const& text) {
            if (is_url(text, {"http", "https"})) return std::string{};
            return fmt::format("'{}' is not an http or https URL", text);
        });
}

CLI::Option* add_http_seeds(
    CLI::App& app, std::string const& names, std::vector<std::string>& into, std::string doc)
{
    return app.add_option(names, into, std::move(doc))
        ->type_name("url")
        ->check([](std::string const& text) {
            if (is_url(text, {"http", "https"})) return std::string{};
            return fmt::format("'{}' is not an http or https URL", text);
        })
        ->allow_extra_args(false);
}

void add_events(CLI::App& app, std::string& into, std::vector<std::string> const& kinds)
{
    knows(
        app.add_option(
            "--events",
            into,
            "Which events --json tells: names to add to the usual ones, -name to leave one out, "
            "all or none first; bt-records(5) lists them."),
        kinds,
        value_form::list)
        ->type_name("list")
        ->group("Output");
}

}  // namespace bt::cli
