#pragma once

#include <bt/session/swarm_count.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bt_seed {

/// When serving a torrent has been enough. Nothing of it: never.
struct goals {
    std::optional<double> ratio;           ///< sent over size
    std::chrono::milliseconds idle{0};     ///< without a byte that was sent
    std::optional<std::int64_t> seeds;     ///< others that have all of it
    std::optional<std::int64_t> copies;    ///< whole copies without ours
    std::optional<std::int64_t> peers;     ///< distinct ones that completed
    std::optional<std::int64_t> uploaded;  ///< bytes of content
    bool all = false;                      ///< every one of them, not the first

    [[nodiscard]] bool any() const
    {
        return ratio || idle.count() > 0 || seeds || copies || peers || uploaded;
    }
    /// Whether the peers have to be listened to.
    [[nodiscard]] bool need_swarm() const { return seeds || copies || peers; }
};

/// How much a torrent was served.
struct served {
    std::chrono::milliseconds idle{0};  ///< since it sent last, or since it began
    std::int64_t sent_bytes = 0;
    std::int64_t size_bytes = 0;
    std::int64_t known_seeds = 0;  ///< others, as its trackers say
    bt::session::swarm_count swarm;
};

/// How far one goal is.
struct goal_state {
    std::string_view name;  ///< ratio, idle, seeds, copies, peers, uploaded
    double target = 0;      ///< seconds for idle, bytes for uploaded
    double value = 0;
    [[nodiscard]] bool is_reached() const { return value >= target; }
};

/// Of those that were given, in the order of the struct.
[[nodiscard]] std::vector<goal_state> states_of(goals const& given, served const& so_far);

/// The goal that ends it, "all_goals" for all of them; empty while it goes on.
[[nodiscard]] std::string_view
goal_reached(goals const& given, std::vector<goal_state> const& states);

}  // namespace bt_seed
