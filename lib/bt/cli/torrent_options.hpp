#pragma once

#include <bt/base/network.hpp>
#include <bt/base/torrent_options.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// Options that mean the same in the tools that add torrents to a session, or write them.
namespace bt::cli {

/// -a/--announce: trackers beside the torrent's own; repeat for the next tier, comma for the same.
void add_announce(CLI::App& app, std::vector<std::string>& into);
/// --peer HOST:PORT, repeatable.
void add_peers(CLI::App& app, std::vector<host_and_port>& into);
/// Options of web servers that have the content, repeatable: http, https or ftp for BEP 19, http
/// or https for BEP 17.
CLI::Option* add_web_seeds(
    CLI::App& app, std::string const& names, std::vector<std::string>& into, std::string doc);
CLI::Option* add_http_seeds(
    CLI::App& app, std::string const& names, std::vector<std::string>& into, std::string doc);
/// --update-url (BEP 39).
CLI::Option* add_update_url(CLI::App& app, std::optional<std::string>& into, std::string doc);
/// Flags, limits and storage of each torrent: --sequential, --seed-mode, --limit and their kin; a
/// seed has no use for some.
enum class torrent_use { download, seed };
void declare_torrent(CLI::App& app, torrent_options& into, torrent_use use);
/// -F/--file: which files of a torrent are meant.
CLI::Option* add_file_patterns(
    CLI::App& app, std::string const& names, std::vector<std::string>& into, std::string doc);
/// --events LIST, of these kinds.
void add_events(CLI::App& app, std::string& into, std::vector<std::string> const& kinds);

}  // namespace bt::cli
