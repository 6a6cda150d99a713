#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/carrier.hpp>
#include <bt/dht/item.hpp>
#include <bt/dht/search.hpp>
#include <bt/dht/wire.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bt::dht {

/// A limit on waiting, and a way out of it.
struct patience {
    std::chrono::milliseconds within{0};  ///< 0 is no limit
    std::stop_token stop;
    int enough_nodes = 1;  ///< a put that reached fewer is tried again
};

/// What one node has, verified.
struct held_item {
    endpoint from;
    item what;
};

struct BT_API found_item {
    std::optional<item> best;    ///< the one with the highest sequence number
    std::vector<held_item> all;  ///< in the order they came
    int num_nodes = 0;           ///< nodes that answered

    /// Nodes that have the best one.
    [[nodiscard]] int num_holders() const;
};

struct put_request {
    std::string value;  ///< bencoded
    secret_key key;
    std::string salt;
    std::optional<std::int64_t> seq;  ///< one more than what is there, if absent
    std::optional<std::int64_t> cas;  ///< what must be there; 0 is nothing
    bool keeps_equal = false;         ///< without seq: if that value is there, its number stays
};

struct put_result {
    int num_success = 0;  ///< nodes that said they stored it
    int num_held = 0;     ///< nodes that gave it back when they were asked
    int num_nodes = 0;    ///< nodes that answered the look-up before
    std::int64_t seq = 0;
    signature signed_by{};
    /// The sequence number that is in the way; nothing was put then.
    std::optional<std::int64_t> conflict;
    int num_refused = 0;     ///< nodes that have a newer one, or another than cas says
    std::int64_t error = 0;  ///< what one of those that refused said, as BEP 44 numbers it
    std::string message;
};

/// Who has a torrent.
struct swarm {
    std::vector<endpoint> peers;  ///< each once
    int num_nodes = 0;            ///< nodes that answered
    int num_with_peers = 0;
    /// How many there are, by the filters of all nodes together (BEP 33); absent if none sent one.
    std::optional<double> seeds;
    std::optional<double> downloaders;
};

struct announced {
    int num_success = 0;
    int num_nodes = 0;
};

/// A node that answered.
struct node_info {
    contact node;
    std::string version;
    std::optional<endpoint> our_endpoint;
    std::chrono::microseconds round_trip{0};
};

/// Info-hashes that a node knows of (BEP 51).
struct node_samples {
    contact node;
    std::vector<target> samples;
    std::int64_t num_infohashes = 0;
    std::int64_t interval = 0;  ///< seconds
};

/// A client of the DHT, for one-shot work. All calls block, for no longer than they are given
/// time; it belongs to one thread. They throw error(network) if no node answers at all or none is
/// known to ask, error(timed_out) if there was no time to ask all there are and nothing was found,
/// and error(interrupted) when asked to stop.
class BT_API client {
public:
    explicit client(carrier& by);
    ~client();
    client(client const&) = delete;
    client& operator=(client const&) = delete;
    client(client&&) = delete;
    client& operator=(client&&) = delete;

    /// What comes is verified. Ends with the first, unless all versions are wanted.
    [[nodiscard]] found_item get(target const& where, patience const& how, bool wants_all = false);
    /// The look-up ends when the nodes nearest to it were asked, or when time is up and somebody
    /// had one.
    [[nodiscard]] found_item
    get(public_key const& key, std::string const& salt, patience const& how);

    /// Stores an item that is immutable, or signed already, and asks for it again.
    [[nodiscard]] put_result put(item const& what, patience const& how);
    [[nodiscard]] put_result put(put_request const& what, patience const& how);
    /// Stores the item again, as put() does, if fewer nodes than enough have it: num_held is how
    /// many had it before, num_success how many have it then.
    [[nodiscard]] put_result keep(item const& what, patience const& how);

    /// `on_peers` is told of each peer as it comes.
    [[nodiscard]] swarm peers(
        target const& info_hash,
        patience const& how,
        std::function<void(endpoint const&)> const& on_peer = {});
    [[nodiscard]] announced
    announce(target const& info_hash, announcement const& what, patience const& how);
    /// The nodes nearest to a target.
    [[nodiscard]] std::vector<node_info> nodes(target const& where, patience const& how);
    /// Nothing if it does not answer.
    [[nodiscard]] std::optional<node_info> ping(endpoint const& where, patience const& how);
    /// Of one node; nothing if it does not answer, or knows nothing of BEP 51.
    [[nodiscard]] std::optional<node_samples>
    sample(endpoint const& node, target const& where, patience const& how);

    /// All that answered so far.
    [[nodiscard]] std::vector<contact> const& good_nodes() const;

private:
    class state;
    std::unique_ptr<state> state_;
};

}  // namespace bt::dht
