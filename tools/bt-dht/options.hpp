#pragma once

#include <bt/base/network.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bt_dht {

struct options {
    bt::cli::common_options common;
    bt::network_options network;
    std::string verb;

    std::string key;     ///< FILE, fd:N or -; empty leaves it to BT_DHT_KEY
    std::string output;  ///< of keygen
    bool force = false;
    std::string where;  ///< what is looked for: a target, a public key, a torrent, a link
    std::string value;  ///< of put; - is standard input
    std::string salt;
    std::optional<std::int64_t> seq;
    std::optional<std::int64_t> cas;
    std::int64_t min_nodes = 4;
    bt::cli::duration timeout{std::chrono::seconds{20}};
    bt::cli::duration max_time;

    std::string state;  ///< file of nodes; empty leaves it to the cache
    bool all = false;   ///< of get: what each node has
    std::optional<std::int64_t> min_seq;
    bool waits = false;  ///< of get: until there is one
    bt::cli::duration interval{std::chrono::seconds{60}};
    std::int64_t count = 0;                ///< of follow: versions; 0 is no limit
    std::vector<bt::host_and_port> nodes;  ///< of ping and sample
    std::optional<std::int64_t> peer_port;
    bool is_seed = false;
};

void declare(CLI::App& app, options& into);

// Parts of it, for the verbs of one kind.
CLI::App& add_verb(CLI::App& app, std::string const& name, options& into, std::string doc);
CLI::Option* add_key(CLI::App& app, options& into);
void add_salt(CLI::App& app, options& into);
CLI::Option*
add_number(CLI::App& app, char const* name, std::optional<std::int64_t>& into, std::string doc);
void add_min_nodes(CLI::App& app, options& into, std::string doc);
void add_interval(CLI::App& app, options& into, std::string doc);
/// What every verb has that talks to the DHT.
void declare_entry(CLI::App& app, options& into);
void declare_network_verbs(CLI::App& app, options& into);

}  // namespace bt_dht
