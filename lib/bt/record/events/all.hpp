#pragma once

#include <bt/record/events/block.hpp>
#include <bt/record/events/dht.hpp>
#include <bt/record/events/log.hpp>
#include <bt/record/events/peer.hpp>
#include <bt/record/events/session.hpp>
#include <bt/record/events/storage.hpp>
#include <bt/record/events/torrent.hpp>
#include <bt/record/events/tracker.hpp>

#include <tuple>

namespace bt::record {

/// Every event that libtorrent tells.
using alert_events = std::tuple<
    event::torrent_added,
    event::torrent_removed,
    event::metadata_received,
    event::metadata_failed,
    event::state_changed,
    event::torrent_finished,
    event::torrent_checked,
    event::torrent_paused,
    event::torrent_resumed,
    event::torrent_error,
    event::torrent_conflict,
    event::torrent_need_cert,
    event::piece_finished,
    event::hash_failed,
    event::performance_warning,
    event::file_completed,
    event::file_error,
    event::file_prio,
    event::file_renamed,
    event::file_rename_failed,
    event::oversized_file,
    event::storage_moved,
    event::storage_moved_failed,
    event::torrent_deleted,
    event::torrent_delete_failed,
    event::cache_flushed,
    event::resume_data_ready,
    event::resume_data_failed,
    event::fastresume_rejected,
    event::tracker_announce,
    event::tracker_reply,
    event::tracker_error,
    event::tracker_warning,
    event::tracker_id,
    event::scrape_reply,
    event::scrape_failed,
    event::web_seed_error,
    event::dht_reply,
    event::peer_connected,
    event::peer_disconnected,
    event::peer_error,
    event::peer_ban,
    event::peer_snubbed,
    event::peer_unsnubbed,
    event::peer_blocked,
    event::lsd_peer,
    event::invalid_request,
    event::incoming_request,
    event::incoming_connection,
    event::block_downloading,
    event::block_finished,
    event::block_timeout,
    event::block_uploaded,
    event::request_dropped,
    event::unwanted_block,
    event::dht_bootstrap,
    event::dht_error,
    event::dht_announce_in,
    event::dht_get_peers_in,
    event::dht_get_peers_out,
    event::dht_get_peers_reply,
    event::dht_put,
    event::dht_immutable_item,
    event::dht_mutable_item,
    event::dht_live_nodes,
    event::dht_sample_infohashes,
    event::listen_succeeded,
    event::listen_failed,
    event::external_ip,
    event::portmap,
    event::portmap_error,
    event::session_error,
    event::udp_error,
    event::lsd_error,
    event::i2p_error,
    event::socks5_error,
    event::alerts_dropped,
    event::session_log,
    event::torrent_log,
    event::peer_log,
    event::dht_log,
    event::portmap_log,
    event::picker_log>;

/// Every event that the tools tell by themselves.
using tool_events = std::tuple<
    event::session_started,
    event::session_stopped,
    event::ready,
    event::goal_progress,
    event::pointer_published,
    event::feed_error>;

}  // namespace bt::record
