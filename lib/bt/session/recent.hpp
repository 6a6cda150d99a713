#pragma once

#include <bt/record/dht_state.hpp>
#include <bt/record/filter.hpp>
#include <bt/record/peer.hpp>
#include <bt/session/session.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bt::net {
class geography;
}

namespace bt::session {

/// What libtorrent said lately, or was told, and cannot be asked for. It belongs to the thread of
/// the session.
struct recent {
    struct counters {
        std::chrono::steady_clock::time_point at;
        std::vector<std::int64_t> values;
    };
    counters now;
    counters before;
    std::int64_t peak_queued = 0;               // the most disk jobs that were seen to wait
    std::set<std::string, std::less<>> needed;  // also_needs()
    std::shared_ptr<net::geography const> places;

    std::vector<record::dht_node_state> dht_nodes;         // of the last answer that is whole
    std::vector<record::dht_node_state> dht_nodes_coming;  // of the one that is on its way
    bool dht_is_coming = false;
    bool dht_was_told = false;
    std::vector<std::function<void(record::dht_state const&)>> dht_waiting;

    struct question {
        std::chrono::steady_clock::time_point asked;
        std::function<void(std::string_view)> then;
    };
    /// By a number that libtorrent says whose answer it is by.
    std::map<std::uintptr_t, question> dht_questions;
    std::uintptr_t last_question = 0;

    std::
        unordered_map<torrent_id, std::vector<std::function<void(std::vector<record::known_peer>)>>>
            peers_waiting;

    std::optional<std::string> external_address;
    std::map<int, record::port_mapping> mappings;
    /// Nothing before it was changed: then it is what the options said.
    std::optional<std::vector<record::port_rule>> port_rules;
    std::set<int> own_classes;
    bool class_filter_changed = false;
};

/// The databases that --geoip names; nothing without. Throws as net::geography does.
[[nodiscard]] std::shared_ptr<net::geography const> places_in(network_options const& asked);

}  // namespace bt::session
