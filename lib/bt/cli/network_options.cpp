#include "network_options.hpp"

#include <bt/base/text.hpp>
#include <bt/base/url.hpp>
#include <bt/cli/convert.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <optional>

namespace bt::cli {
namespace {

constexpr char const* group = "Network";

std::string check_host_port(std::string const& text)
{
    host_and_port parsed;
    if (parse_host_port(text, parsed)) return {};
    return fmt::format("'{}' is not HOST:PORT, such as 127.0.0.1:6881 or [::1]:6881", text);
}

void declare_listen(CLI::App& app, network_options& into)
{
    auto* listen = add_host_ports(
                       app,
                       "--listen",
                       into.listen,
                       "Listen on these addresses or devices, comma-separated; port 0 is any. A "
                       "port named here "
                       "must be free. Default 0.0.0.0:6881,[::]:6881 or the next free port, and "
                       "127.0.0.1:0 with "
                       "--private-net.")
                       ->group(group);
    app.add_option_function<int>(
           "-P,--port",
           [&into](int port) { into.port = port; },
           "Listen on this port of every interface; 0 is any.")
        ->type_name("port")
        ->check([](std::string const& text) {
            if (parse_integer(text, 0, 65535)) return std::string{};
            return fmt::format("'{}' is not a port from 0 to 65535", text);
        })
        ->excludes(listen)
        ->group(group);
    app.add_option(
           "-I,--interface",
           into.interfaces,
           "Listen on this address or device alone, and connect from it; repeat for more.")
        ->type_name("address")
        ->allow_extra_args(false)
        ->excludes(listen)
        ->group(group);
    app.add_flag(
           "--private-net",
           into.private_net,
           "Stay on loopback or a closed network: no public DHT nodes, no port mapping, no local "
           "discovery, and none of the rules against private addresses.")
        ->group(group);
}

void declare_sources(CLI::App& app, network_options& into)
{
    app.add_flag("--no-dht", into.no_dht, "Do not use the DHT.")->group(group);
    app.add_flag("--no-lsd", into.no_lsd, "Do not look for peers on the local network (BEP 14).")
        ->group(group);
    app.add_flag("--no-pex", into.no_pex, "Do not exchange peers with peers (BEP 11).")
        ->group(group);
    app.add_flag("--no-utp", into.no_utp, "Use TCP only, not uTP (BEP 29).")->group(group);
}

void declare_rates(CLI::App& app, network_options& into)
{
    auto const add = [&](char const* name, std::int64_t& value, char const* doc) {
        app.add_option_function<byte_rate>(
               name, [&value](byte_rate const& given) { value = given.value; }, doc)
            ->type_name("rate")
            ->check([](std::string const& text) {
                if (parse_rate(text)) return std::string{};
                return fmt::format("'{}' is not a rate such as 500K or 2MB/s", text);
            })
            ->group(group);
    };
    add("--down",
        into.down_bytes_per_second,
        "Receive at most this much a second, from all peers together, local ones too; 0 is no "
        "limit.");
    add("--up",
        into.up_bytes_per_second,
        "Send at most this much a second, to all peers together, local ones too; 0 is no limit.");
}

std::string check_proxy(std::string const& text)
{
    if (is_url(text, {"socks5", "socks4", "http"})) return {};
    return fmt::format(
        "'{}' is no proxy such as socks5://127.0.0.1:1080, socks4:// or http://", text);
}

std::optional<port_range> parse_ports(std::string const& text)
{
    auto const dash = text.find('-');
    auto const first = parse_integer(text.substr(0, dash), 0, 65535);
    auto const last =
        dash == std::string::npos ? first : parse_integer(text.substr(dash + 1), 0, 65535);
    if (!first || !last || *last < *first) return std::nullopt;
    return port_range{static_cast<int>(*first), static_cast<int>(*last)};
}

void declare_guards(CLI::App& app, network_options& into)
{
    app.add_option(
           "--proxy",
           into.proxy,
           "Reach trackers, web seeds, peers and the servers of .torrent files through this proxy; "
           "user:password@ may stand before the host.")
        ->type_name("url")
        ->check(check_proxy)
        ->group(group);
    one_of(
        app.add_option(
            "--encryption",
            into.encryption,
            "Of connections to peers: never, if the peer wants it, or always; allow is the "
            "default."),
        {"off", "allow", "require"})
        ->group(group);
    app.add_option(
           "--ip-filter",
           into.ip_filters,
           "Have no peers at the addresses in this file: CIDR or ranges, one a line, or a list in "
           "P2P or DAT form; repeat for more.")
        ->type_name("file")
        ->allow_extra_args(false)
        ->group(group);
    app.add_option_function<std::vector<std::string>>(
           "--port-filter",
           [&into](std::vector<std::string> const& texts) {
               for (auto const& text : texts)
                   if (auto const range = parse_ports(text)) into.port_filter.push_back(*range);
           },
           "Connect to no peer at these ports, such as 25 or 1-1023; repeat for more.")
        ->type_name("n|n-m")
        ->allow_extra_args(false)
        ->delimiter(',')
        ->check([](std::string const& text) {
            if (parse_ports(text)) return std::string{};
            return fmt::format("'{}' is not a port or a range of ports", text);
        })
        ->group(group);
}

void declare_places(CLI::App& app, network_options& into)
{
    app.add_option(
           "--geoip",
           into.geoip,
           "Tell countries and networks of peers by this database in MaxMind's format (.mmdb); "
           "repeat for more.")
        ->type_name("file")
        ->allow_extra_args(false)
        ->group(group);
}

void declare_disk(CLI::App& app, network_options& into)
{
    add_choice(
        app,
        "--disk",
        into.disk,
        {"bt", "mmap", "posix"},
        "What reads and writes files: our own back end, or one of libtorrent's two.")
        ->group("Files");
}

void declare_tuning(CLI::App& app, network_options& into)
{
    app.add_option(
           "--set",
           into.set,
           "Give a libtorrent setting another value; bt-add --list-settings prints them. Repeat "
           "for "
           "more.")
        ->type_name("name=value")
        ->allow_extra_args(false)
        ->group(group);
    add_choice(
        app,
        "--preset",
        into.preset,
        {"default", "seedbox", "low-memory"},
        "Start from this set of libtorrent settings.")
        ->group(group);
    app.add_option_function<duration>(
           "--stop-timeout",
           [&into](duration const& given) { into.stop_timeout = given.value; },
           "How long an orderly stop may take, such as telling trackers.")
        ->type_name("time")
        ->check([](std::string const& text) {
            if (parse_duration(text)) return std::string{};
            return fmt::format("'{}' is not a time such as 5s", text);
        })
        ->default_str("5s")
        ->group(group);
}

}  // namespace

bool parse_host_port(std::string const& text, host_and_port& out)
{
    auto const colon = text.rfind(':');
    if (colon == std::string::npos) return false;
    auto const port = parse_integer(std::string_view{text}.substr(colon + 1), 0, 65535);
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string::npos)
        return false;
    bool const odd = host.find_first_of(" \t,/[]\"'") != std::string::npos;
    if (!port || host.empty() || odd) return false;
    out = {std::move(host), static_cast<int>(*port)};
    return true;
}

CLI::Option* add_host_ports(
    CLI::App& app, std::string const& name, std::vector<host_and_port>& into, std::string doc)
{
    return app
        .add_option_function<std::vector<std::string>>(
            name,
            [&into](std::vector<std::string> const& texts) {
                for (auto const& text : texts)
                    if (host_and_port parsed; parse_host_port(text, parsed)) into.push_back(parsed);
            },
            std::move(doc))
        ->type_name("host:port")
        ->check(check_host_port)
        ->allow_extra_args(false)
        ->delimiter(',');
}

void add_list_settings(CLI::App& app, bool& into)
{
    app.add_flag(
           "--list-settings",
           into,
           "Print every libtorrent setting with type, default, limits and meaning, and end.")
        ->group(group);
}

void declare_network(CLI::App& app, network_options& into, network_use use)
{
    declare_listen(app, into);
    if (use == network_use::torrents) {
        declare_sources(app, into);
        declare_rates(app, into);
        declare_guards(app, into);
        declare_places(app, into);
        declare_disk(app, into);
    }
    app.add_flag("--no-upnp", into.no_upnp, "Do not map ports by UPnP.")->group(group);
    app.add_flag("--no-natpmp", into.no_natpmp, "Do not map ports by NAT-PMP or PCP.")
        ->group(group);
    add_host_ports(
        app,
        "--dht-node",
        into.dht_nodes,
        "Enter the DHT through this node instead of the public ones; repeat for more.")
        ->group(group);
    declare_tuning(app, into);
}

}  // namespace bt::cli
