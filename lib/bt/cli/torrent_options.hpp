#pragma once

#include <bt/base/network.hpp>

#include <string>
#include <vector>

namespace CLI {
class App;
}

/// Options that mean the same in the tools that add torrents to a session.
namespace bt::cli {

/// -a/--announce: trackers beside the torrent's own; repeat for the next tier, comma for the same.
void add_announce(CLI::App& app, std::vector<std::string>& into);
/// --peer HOST:PORT, repeatable.
void add_peers(CLI::App& app, std::vector<host_and_port>& into);
/// --events LIST.
void add_events(CLI::App& app, std::string& into);

}  // namespace bt::cli
