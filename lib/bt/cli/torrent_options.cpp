#include "torrent_options.hpp"

#include <bt/base/url.hpp>
#include <bt/cli/network_options.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

namespace bt::cli {

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

void add_events(CLI::App& app, std::string& into)
{
    app.add_option(
           "--events",
           into,
           "Which events --json tells: names to add to the usual ones, -name to leave one out, "
           "all or none first; bt-records(5) lists them.")
        ->type_name("list")
        ->group("Output");
}

}  // namespace bt::cli
