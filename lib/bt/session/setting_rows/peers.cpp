#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array table{
    number(
        pack::connections_limit,
        {0, most_count},
        "Most connections of the session; 0 is as many as the process may open files. At the "
        "start it is also held to four fifths of those."),
    number(
        pack::connections_slack,
        {0, most_count},
        "Incoming connections taken beyond connections_limit, to replace worse ones."),
    number(
        pack::connection_speed,
        {-1, 10 * 1000},
        "Connections tried each second; -1 is 200, 0 makes none."),
    plain(
        pack::smooth_connects,
        "Whether connections are tried more slowly near connections_limit, instead of in bursts."),
    number(
        pack::torrent_connect_boost,
        {0, 255},
        "Peers a torrent tries to connect to at once when its first tracker answers."),
    plain(
        pack::seeding_outgoing_connections,
        "Whether torrents that have all they want still connect to peers."),
    number(
        pack::connect_seed_every_n_download,
        {1, most_count},
        "One connection for a finished torrent is tried after this many for torrents that still "
        "download."),
    plain(
        pack::no_connect_privileged_ports,
        "Whether peers on ports below 1024 are left alone, so that nobody is attacked through us."),
    plain(
        pack::allow_multiple_connections_per_ip,
        "Whether several peers of one torrent may share an address. A swarm on one machine needs "
        "it on."),
    plain(
        pack::close_redundant_connections,
        "Whether connections from which neither side can gain are closed, as between two seeds."),
    number(
        pack::max_failcount,
        // The counter has five bits.
        {1, 31},
        "Failed attempts after which a peer is not tried again until it is heard of anew; 31 "
        "counts no further."),
    number(
        pack::min_reconnect_time,
        measure::seconds,
        {0, day_seconds},
        "Time before a peer is tried again; each attempt that failed adds as much once more."),
    number(
        pack::peer_connect_timeout,
        measure::seconds,
        {1, 3600},
        "Time for a connection to a peer to be made."),
    number(
        pack::handshake_timeout,
        measure::seconds,
        {1, 3600},
        "Time for a connected peer's handshake to arrive."),
    number(
        pack::peer_timeout,
        measure::seconds,
        {1, day_seconds},
        "Silence after which a peer is disconnected; after half of it we send a keep-alive."),
    number(
        pack::inactivity_timeout,
        measure::seconds,
        {1, day_seconds},
        "Time in which neither side wanted anything of the other, after which a peer may be "
        "disconnected when connections are short."),
    number(
        pack::peer_turnover_interval,
        measure::seconds,
        {1, day_seconds},
        "Time between two exchanges of some peers for others not yet tried, when there are nearly "
        "as many as allowed."),
    number(
        pack::peer_turnover,
        measure::percent,
        {0, 100},
        "Share of a torrent's peers that such an exchange disconnects, one at least."),
    number(
        pack::peer_turnover_cutoff,
        measure::percent,
        {0, 100},
        "Share of the allowed connections in use from which such exchanges are made."),
    number(
        pack::max_peerlist_size,
        {0, 10 * most_count},
        "Peers that a running torrent knows of, connected or not; 0 is no limit."),
    number(
        pack::max_paused_peerlist_size,
        {0, 10 * most_count},
        "Peers that a paused torrent knows of; 0 is no limit."),
    number(
        pack::max_pex_peers,
        {0, 10 * 1000},
        "Peers taken from one peer's exchange messages (BEP 11), for IPv4 and IPv6 each."),
    plain(
        pack::use_parole_mode,
        "Whether peers that took part in a piece with a wrong hash are given whole pieces until "
        "one is right, so that the culprit is found and banned."),
    plain(pack::send_redundant_have, "Whether a peer is told of our pieces that it already has."),
    plain(
        pack::support_share_mode,
        "Whether peers are told that we understand share mode, a libtorrent extension."),
    number(
        pack::share_mode_target,
        {2, 1000},
        "How many times what is received a torrent in share mode tries to send."),
    number(
        pack::piece_timeout,
        measure::seconds,
        {1, 3600},
        "Silence of a peer that owes us data after which it counts as stalled."),
    number(
        pack::request_timeout,
        measure::seconds,
        {1, 3600},
        "Time for a requested block of 16 KiB before it is also asked of another peer; shorter "
        "for peers that are usually quick."),
    number(
        pack::request_queue_time,
        measure::seconds,
        // 2.0.8 counts the bytes of it in an int and the blocks in 16 bits, which a minute of
        // 18 MB/s overflows already.
        {1, 60},
        "How far ahead of a peer's rate blocks are requested."),
    number(
        pack::max_out_request_queue,
        {1, 65535},
        "Most blocks requested of one peer and not yet received, whatever its rate."),
    number(
        pack::max_allowed_in_request_queue,
        {1, most_count},
        "Most blocks one peer may have requested of us and not yet received; further requests are "
        "refused."),
    number(
        pack::whole_pieces_threshold,
        measure::seconds,
        // 2.0.8 counts the bytes of it in an int, which a minute of 36 MB/s overflows already.
        {0, 60},
        "A peer quick enough to send a whole piece in this time is asked for whole pieces; 0 is "
        "never."),
    number(
        pack::initial_picker_threshold,
        {0, most_count},
        "Pieces chosen at random at the start of a torrent, before the rarest come first."),
    plain(pack::prioritize_partial_pieces, "Whether pieces already begun come before rarer ones."),
    plain(
        pack::piece_extent_affinity,
        "Whether pieces near each other, in stretches of 4 MiB, are preferred, for the disk's "
        "sake."),
    plain(
        pack::auto_sequential,
        "Whether torrents with very many seeds are downloaded from front to back, for the disk's "
        "sake."),
    plain(
        pack::strict_end_game_mode,
        "Whether a block is asked of a second peer only once every piece left has been asked for. "
        "Off keeps every peer busy, and receives more blocks twice."),
    number(
        pack::predictive_piece_announce,
        measure::milliseconds,
        {0, 60 * 1000},
        "How long before a piece should be complete peers are told that we have it; 0 waits for "
        "its hash."),
    refused(
        plain(
            pack::disable_hash_checks,
            "Whether received pieces are taken as they come, without a look at their hash. For "
            "simulations."),
        "data would be kept and passed on unchecked"),
    number(
        pack::allowed_fast_set_size,
        {0, 1000},
        "Pieces a choked peer may have of us all the same (BEP 6)."),
    number(
        pack::max_rejects,
        {1, most_count},
        "Requests in a row refused to a choked peer before it is disconnected. Without effect in "
        "2.0.8."),
    number(
        pack::max_suggest_pieces,
        // 0 would make 2.0.8 resize a list to -1.
        {1, 10 * 1000},
        "Suggestions remembered of one peer, and made to peers (BEP 6)."),
    number(
        pack::max_peer_recv_buffer_size,
        measure::bytes,
        {32 * 1024, most_int},
        "Most that the buffer for what one peer sends grows to."),
    number(
        pack::send_buffer_watermark,
        measure::bytes,
        {1, most_int},
        "Most that is read from disk ahead of sending to one peer."),
    number(
        pack::send_buffer_low_watermark,
        measure::bytes,
        // At 0 nothing is ever read for a peer that was sent nothing yet.
        {1, most_int},
        "Least that is read from disk ahead of sending to one peer, however slow it is."),
    number(
        pack::send_buffer_watermark_factor,
        measure::percent,
        {0, 10 * 1000},
        "Between the two, what is read ahead is this share of what the peer took in the last "
        "second."),
    number(
        pack::max_metadata_size,
        measure::bytes,
        {1, 1024 * 1024 * 1024},
        "Largest metadata taken from a peer for a magnet link (BEP 9)."),
    number(
        pack::max_piece_count,
        {1, 64 * 1024 * 1024},
        "Most pieces of a torrent whose metadata comes from a peer."),
    number(
        pack::metadata_token_limit,
        {1, 500 * most_count},
        "Most bencoded values in metadata that comes from a peer."),
};

}  // namespace

std::span<setting_row const> peer_rows() noexcept
{
    return table;
}

}  // namespace bt::session
