#pragma once

#include <bt/base/network.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bt_dht {

struct options {
    bt::cli::common_options common;
    bt::network_options network;
    std::string verb;

    std::string key;     ///< FILE, fd:N or -; empty leaves it to BT_DHT_KEY
    std::string output;  ///< of keygen, import and sign
    bool force = false;
    std::string key_format = "hex";  ///< of public keys that are printed
    std::string where;       ///< what is looked for: a target, a public key, a torrent, a link
    std::string value;       ///< of put and sign; - is standard input
    bool has_value = false;  ///< which may be empty
    std::string value_format = "bytes";
    std::string salt;                ///< raw
    std::vector<std::string> items;  ///< of check and keep: FILE or -
    std::string item;                ///< of put: FILE or -
    std::optional<std::int64_t> seq;
    std::optional<std::int64_t> cas;
    std::int64_t min_nodes = 4;
    bt::cli::duration timeout{std::chrono::seconds{20}};
    bt::cli::duration max_time;

    std::string state;    ///< file of nodes; empty leaves it to the cache
    std::string session;  ///< that is asked instead of a node of our own; empty for none
    std::string state_dir;
    std::string socket;
    bool all = false;  ///< of get: what each node has
    std::optional<std::int64_t> min_seq;
    bool waits = false;  ///< of get: until there is one
    std::map<std::string, bt::cli::duration>
        intervals;                         ///< by the verb: each has its own usual one
    bool once = false;                     ///< of keep
    std::int64_t count = 0;                ///< of follow: versions; 0 is no limit
    std::vector<bt::host_and_port> nodes;  ///< of ping and sample
    std::optional<std::int64_t> peer_port;
    bool is_seed = false;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_dht
