#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/session/session.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a running session does in the DHT. It belongs to the thread of the session. Answers are
/// events; of most look-ups there is none if nobody has anything, so whoever waits needs a limit.
/// Throws error(network) while the DHT is off, for libtorrent would say nothing at all, and
/// error(usage) for what cannot be.
namespace bt::session {

/// What session_state saves of the DHT: state_bytes() of the session. Enters the DHT anew by the
/// nodes of such bytes; with the DHT off they are for when it is switched on. Throws
/// error(bad_input) for other bytes.
BT_API void dht_load_state(session& of, std::string const& bytes);
/// The nodes that state_bytes() names, "192.0.2.1:6881" each.
[[nodiscard]] BT_API std::vector<std::string> dht_saved_nodes(session& of);

/// A name or an address; also with the DHT off.
BT_API void dht_add_node(session& of, host_and_port const& node);

struct announce_to_dht {
    int port = 0;  ///< 0 is that of the session
    bool seed = false;
    bool implied_port = false;  ///< the one it comes from instead
};
/// Info-hashes, targets and ids of nodes are 40 hex digits. Event dht_get_peers_reply.
BT_API void dht_announce(session& of, std::string_view info_hash, announce_to_dht const& how = {});
/// Event dht_get_peers_reply for each node that has peers.
BT_API void dht_get_peers(session& of, std::string_view info_hash);
/// Event dht_immutable_item, always.
BT_API void dht_get_immutable(session& of, std::string_view target);

using public_key_bytes = std::array<char, 32>;
using secret_key_bytes = std::array<char, 64>;  ///< expanded, not with the seed
/// Event dht_mutable_item, the last one with `authoritative`. The salt has at most 64 bytes.
BT_API void dht_get_mutable(session& of, public_key_bytes const& key, std::string const& salt);

/// A bencoded value of at most 1000 bytes; its target, hex. Event dht_put.
BT_API std::string dht_put_immutable(session& of, std::string const& value);

struct mutable_put {
    public_key_bytes public_key{};
    secret_key_bytes secret_key{};
    std::string salt;                 ///< at most 64 bytes
    std::string value;                ///< bencoded, at most 1000 bytes
    std::optional<std::int64_t> seq;  ///< one more than what is there, if absent
};
/// Event dht_put. The keys are kept in memory until the look-up before it is over.
BT_API void dht_put_mutable(session& of, mutable_put const& what);

/// Event dht_live_nodes: what our node of that id has in its table.
BT_API void dht_live_nodes(session& of, std::string_view node_id);
/// Asks a node for info-hashes that it has, and for nodes near the target (BEP 51). Event
/// dht_sample_infohashes.
BT_API void dht_sample_infohashes(session& of, host_and_port const& node, std::string_view target);

/// Sends a query, bencoded, "q" and "a" of BEP 5 in it; libtorrent adds what every message has.
/// Calls back once, on the thread of the session: with the message that came back, or with nothing
/// after a few seconds, or for an error, which libtorrent keeps for itself.
BT_API void dht_direct_request(
    session& of,
    host_and_port const& node,
    std::string_view query,
    std::function<void(std::string_view message)> then);

}  // namespace bt::session
