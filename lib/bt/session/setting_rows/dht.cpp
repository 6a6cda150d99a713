#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array table{
    plain(
        pack::enable_dht,
        "Whether a DHT node runs, which finds peers without a tracker (BEP 5) and holds small "
        "items (BEP 44)."),
    plain(
        pack::dht_bootstrap_nodes,
        "Nodes asked when no other is known: HOST:PORT each, separated by commas. Empty asks "
        "nobody."),
    number(
        pack::dht_announce_interval,
        measure::seconds,
        {1, day_seconds},
        "Time between two announcements of one torrent to the DHT."),
    plain(
        pack::use_dht_as_fallback,
        "Whether a torrent uses the DHT only while none of its trackers has answered."),
    number(
        pack::dht_upload_rate_limit,
        measure::bytes_per_second,
        // 2.0.8 keeps three seconds' worth in an int.
        {1, most_int / 3},
        "Most the DHT sends, on average. Requests of others go without an answer while it is "
        "used up."),
    number(
        pack::dht_search_branching,
        {1, 100},
        "Requests that one look-up keeps under way; alpha in the Kademlia paper."),
    plain(
        pack::dht_aggressive_lookups,
        "Whether a look-up asks each nearer node as soon as it hears of it, beyond "
        "dht_search_branching: faster, with more requests."),
    plain(
        pack::dht_privacy_lookups,
        "Whether most nodes of a look-up are asked for a similar key instead of the one wanted. "
        "2.0.8 has faults in it; leave it off."),
    plain(
        pack::dht_extended_routing_table,
        "Whether the first four buckets of the routing table hold 128, 64, 32 and 16 nodes "
        "instead of 8."),
    number(
        pack::dht_max_fail_count,
        {1, 250},
        "Requests in a row without an answer after which a node leaves the routing table although "
        "nothing replaces it."),
    plain(
        pack::dht_prefer_verified_node_ids,
        "Whether nodes whose id fits their address (BEP 42) come first in the routing table."),
    plain(
        pack::dht_enforce_node_id,
        "Whether nodes whose id does not fit their address (BEP 42) are refused."),
    plain(
        pack::dht_restrict_routing_ips,
        "Whether the routing table takes one node per address, and few of one network. A net on "
        "one machine needs it off."),
    plain(
        pack::dht_restrict_search_ips,
        "Whether a look-up takes few nodes of one network. A net on one machine needs it off."),
    plain(
        pack::dht_ignore_dark_internet,
        "Whether DHT packets from blocks of addresses that nobody should be using are dropped."),
    plain(
        pack::dht_read_only,
        "Whether our node only asks and never answers, and says so (BEP 43), so that others do "
        "not rely on it."),
    number(
        pack::dht_block_ratelimit,
        {1, most_count},
        "Packets a second, averaged over ten, that one address may send before it is blocked."),
    number(
        pack::dht_block_timeout,
        measure::seconds,
        {1, 30 * day_seconds},
        "How long an address that sent too many packets stays blocked."),
    number(
        pack::dht_max_torrents,
        {1, 10 * most_count},
        "Torrents of others whose peers our node remembers."),
    number(
        pack::dht_max_peers,
        {1, most_count},
        "Peers our node remembers of each torrent of others."),
    number(
        pack::dht_max_peers_reply,
        {1, 1000},
        "Peers in one answer to a node that asks for those of a torrent; a quarter of it over "
        "IPv6."),
    number(
        pack::dht_max_dht_items,
        {1, 10 * most_count},
        "Items our node stores for others, immutable and mutable each (BEP 44)."),
    number(
        pack::dht_item_lifetime,
        measure::seconds,
        {0, 365 * day_seconds},
        "How long our node keeps an item of others that nobody puts again, two hours at least; 0 "
        "is for ever."),
    number(
        pack::dht_sample_infohashes_interval,
        measure::seconds,
        {0, 21600},
        "Time between two choices of the info-hashes our node gives as a sample (BEP 51)."),
    number(
        pack::dht_max_infohashes_sample_count, {0, 20}, "Info-hashes in one such sample (BEP 51)."),
    number(
        pack::dht_max_torrent_search_reply,
        {0, most_count},
        "Torrents in an answer to a search by name, which 2.0.8 does not do: without effect."),
};

}  // namespace

std::span<setting_row const> dht_rows() noexcept
{
    return table;
}

}  // namespace bt::session
