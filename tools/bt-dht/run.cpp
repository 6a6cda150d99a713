#include "run.hpp"

#include <array>
#include <bt-dht/key.hpp>
#include <string_view>

namespace bt_dht {
namespace {

struct verb_row {
    std::string_view name;
    bt::exit_code (*run)(options const&, bt::cli::io&);
};

constexpr std::array verb_table{
    verb_row{"keygen", run_keygen},   verb_row{"pubkey", run_pubkey},
    verb_row{"import", run_import},   verb_row{"sign", run_sign},
    verb_row{"check", run_check},     verb_row{"get", run_get},
    verb_row{"put", run_put},         verb_row{"keep", run_keep},
    verb_row{"publish", run_publish}, verb_row{"resolve", run_resolve},
    verb_row{"follow", run_follow},   verb_row{"peers", run_peers},
    verb_row{"scrape", run_peers},    verb_row{"announce", run_announce},
    verb_row{"ping", run_ping},       verb_row{"nodes", run_nodes},
    verb_row{"sample", run_sample},   verb_row{"stats", run_stats},
    verb_row{"node", run_node},
};

}  // namespace

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    take_key_variable();
    for (auto const& verb : verb_table)
        if (verb.name == given.verb) return verb.run(given, streams);
    return bt::exit_code::usage;
}

}  // namespace bt_dht
