#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/dht/search.hpp>

#include <libtorrent/entry.hpp>

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace bt::dht {

/// What brings queries to nodes of the DHT, and their replies back: a node of our own, or that of
/// a session that runs. It belongs to one thread, and calls back on it inside wait() alone.
class BT_API carrier {
public:
    /// With the message as it came, or with nothing once the node is given up.
    using heard = std::function<void(std::string_view message)>;

    carrier() = default;
    virtual ~carrier() = default;
    carrier(carrier const&) = delete;
    carrier& operator=(carrier const&) = delete;
    carrier(carrier&&) = delete;
    carrier& operator=(carrier&&) = delete;

    virtual void send(endpoint const& to, lt::entry const& query, heard then) = 0;
    /// Nodes to start from, those that are known by now; there may be more later.
    [[nodiscard]] virtual std::vector<contact> known() = 0;
    [[nodiscard]] virtual bool can_reach(endpoint const& where) const = 0;
    /// Loops until `done`: true; or until the time is over or a stop is asked for: false.
    [[nodiscard]] virtual bool wait(
        std::function<bool()> const& done,
        std::chrono::milliseconds within,
        std::stop_token const& stop) = 0;
    /// What went wrong on the way in, "cannot find x.example: ..."; empty if nothing did.
    [[nodiscard]] virtual std::string trouble() const { return {}; }
    /// Whether known() will not get longer, as far as it depends on us.
    [[nodiscard]] virtual bool is_settled() const { return true; }
};

/// A few of these, by chance, for a look-up to start from: all of a routing table would be a burst.
[[nodiscard]] BT_API std::vector<contact> some_of(std::vector<std::string> endpoints);

}  // namespace bt::dht
