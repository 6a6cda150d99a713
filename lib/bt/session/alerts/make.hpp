#pragma once

#include <bt/session/event.hpp>

#include <libtorrent/alert_types.hpp>

/// One function for each row of the alert table.
namespace bt::session {

[[nodiscard]] event_body make(lt::add_torrent_alert const& a);
[[nodiscard]] event_body make(lt::torrent_removed_alert const& a);
[[nodiscard]] event_body make(lt::metadata_received_alert const& a);
[[nodiscard]] event_body make(lt::metadata_failed_alert const& a);
[[nodiscard]] event_body make(lt::state_changed_alert const& a);
[[nodiscard]] event_body make(lt::torrent_finished_alert const& a);
[[nodiscard]] event_body make(lt::torrent_checked_alert const& a);
[[nodiscard]] event_body make(lt::torrent_paused_alert const& a);
[[nodiscard]] event_body make(lt::torrent_resumed_alert const& a);
[[nodiscard]] event_body make(lt::torrent_error_alert const& a);
[[nodiscard]] event_body make(lt::torrent_conflict_alert const& a);
[[nodiscard]] event_body make(lt::torrent_need_cert_alert const& a);
[[nodiscard]] event_body make(lt::piece_finished_alert const& a);
[[nodiscard]] event_body make(lt::hash_failed_alert const& a);
[[nodiscard]] event_body make(lt::performance_alert const& a);
[[nodiscard]] event_body make(lt::file_completed_alert const& a);
[[nodiscard]] event_body make(lt::file_error_alert const& a);
[[nodiscard]] event_body make(lt::file_prio_alert const& a);
[[nodiscard]] event_body make(lt::file_renamed_alert const& a);
[[nodiscard]] event_body make(lt::file_rename_failed_alert const& a);
[[nodiscard]] event_body make(lt::oversized_file_alert const& a);
[[nodiscard]] event_body make(lt::storage_moved_alert const& a);
[[nodiscard]] event_body make(lt::storage_moved_failed_alert const& a);
[[nodiscard]] event_body make(lt::torrent_deleted_alert const& a);
[[nodiscard]] event_body make(lt::torrent_delete_failed_alert const& a);
[[nodiscard]] event_body make(lt::cache_flushed_alert const& a);
[[nodiscard]] event_body make(lt::save_resume_data_alert const& a);
[[nodiscard]] event_body make(lt::save_resume_data_failed_alert const& a);
[[nodiscard]] event_body make(lt::fastresume_rejected_alert const& a);
[[nodiscard]] event_body make(lt::tracker_announce_alert const& a);
[[nodiscard]] event_body make(lt::tracker_reply_alert const& a);
[[nodiscard]] event_body make(lt::tracker_error_alert const& a);
[[nodiscard]] event_body make(lt::tracker_warning_alert const& a);
[[nodiscard]] event_body make(lt::trackerid_alert const& a);
[[nodiscard]] event_body make(lt::scrape_reply_alert const& a);
[[nodiscard]] event_body make(lt::scrape_failed_alert const& a);
[[nodiscard]] event_body make(lt::url_seed_alert const& a);
[[nodiscard]] event_body make(lt::dht_reply_alert const& a);
[[nodiscard]] event_body make(lt::peer_connect_alert const& a);
[[nodiscard]] event_body make(lt::peer_disconnected_alert const& a);
[[nodiscard]] event_body make(lt::peer_error_alert const& a);
[[nodiscard]] event_body make(lt::peer_ban_alert const& a);
[[nodiscard]] event_body make(lt::peer_snubbed_alert const& a);
[[nodiscard]] event_body make(lt::peer_unsnubbed_alert const& a);
[[nodiscard]] event_body make(lt::peer_blocked_alert const& a);
[[nodiscard]] event_body make(lt::lsd_peer_alert const& a);
[[nodiscard]] event_body make(lt::invalid_request_alert const& a);
[[nodiscard]] event_body make(lt::incoming_request_alert const& a);
[[nodiscard]] event_body make(lt::incoming_connection_alert const& a);
[[nodiscard]] event_body make(lt::block_downloading_alert const& a);
[[nodiscard]] event_body make(lt::block_finished_alert const& a);
[[nodiscard]] event_body make(lt::block_timeout_alert const& a);
[[nodiscard]] event_body make(lt::block_uploaded_alert const& a);
[[nodiscard]] event_body make(lt::request_dropped_alert const& a);
[[nodiscard]] event_body make(lt::unwanted_block_alert const& a);
[[nodiscard]] event_body make(lt::dht_bootstrap_alert const& a);
[[nodiscard]] event_body make(lt::dht_error_alert const& a);
[[nodiscard]] event_body make(lt::dht_announce_alert const& a);
[[nodiscard]] event_body make(lt::dht_get_peers_alert const& a);
[[nodiscard]] event_body make(lt::dht_outgoing_get_peers_alert const& a);
[[nodiscard]] event_body make(lt::dht_get_peers_reply_alert const& a);
[[nodiscard]] event_body make(lt::dht_put_alert const& a);
[[nodiscard]] event_body make(lt::dht_immutable_item_alert const& a);
[[nodiscard]] event_body make(lt::dht_mutable_item_alert const& a);
[[nodiscard]] event_body make(lt::dht_live_nodes_alert const& a);
[[nodiscard]] event_body make(lt::dht_sample_infohashes_alert const& a);
[[nodiscard]] event_body make(lt::listen_succeeded_alert const& a);
[[nodiscard]] event_body make(lt::listen_failed_alert const& a);
[[nodiscard]] event_body make(lt::external_ip_alert const& a);
[[nodiscard]] event_body make(lt::portmap_alert const& a);
[[nodiscard]] event_body make(lt::portmap_error_alert const& a);
[[nodiscard]] event_body make(lt::session_error_alert const& a);
[[nodiscard]] event_body make(lt::udp_error_alert const& a);
[[nodiscard]] event_body make(lt::lsd_error_alert const& a);
[[nodiscard]] event_body make(lt::i2p_alert const& a);
[[nodiscard]] event_body make(lt::socks5_alert const& a);
[[nodiscard]] event_body make(lt::alerts_dropped_alert const& a);
[[nodiscard]] event_body make(lt::log_alert const& a);
[[nodiscard]] event_body make(lt::torrent_log_alert const& a);
[[nodiscard]] event_body make(lt::peer_log_alert const& a);
[[nodiscard]] event_body make(lt::dht_log_alert const& a);
[[nodiscard]] event_body make(lt::portmap_log_alert const& a);
[[nodiscard]] event_body make(lt::picker_log_alert const& a);

}  // namespace bt::session
