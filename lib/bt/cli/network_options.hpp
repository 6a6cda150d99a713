#pragma once

#include <bt/base/network.hpp>

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bt::cli {

/// The options of every tool with a network session. bt-dht has no use for those of torrents.
enum class network_use { torrents, dht };

/// --list-settings, of the tools with --set.
void add_list_settings(CLI::App& app, bool& into);
void declare_network(CLI::App& app, network_options& into, network_use use);

/// An option that takes HOST:PORT, repeatedly or with commas between.
CLI::Option* add_host_ports(
    CLI::App& app, std::string const& name, std::vector<host_and_port>& into, std::string doc);

/// "HOST:PORT", "1.2.3.4:6881" or "[::1]:6881"; false is a usage error.
[[nodiscard]] bool parse_host_port(std::string const& text, host_and_port& out);

}  // namespace bt::cli
