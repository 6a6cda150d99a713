#include <bt/record/all.hpp>
#include <bt/record/field_walk.hpp>

namespace bt::record {

template struct rendering<torrent_info>;
template struct rendering<file>;
template struct rendering<folder>;
template struct rendering<piece>;
template struct rendering<lint_finding>;
template struct rendering<torrent_diff>;
template struct rendering<key_diff>;
template struct rendering<file_diff>;
template struct rendering<torrent_status>;
template struct rendering<file_check>;
template struct rendering<piece_check>;
template struct rendering<torrent_check>;
template struct rendering<torrent_edited>;
template struct rendering<scrape>;
template struct rendering<web_seed_check>;
template struct rendering<peer>;
template struct rendering<known_peer>;
template struct rendering<tracker>;
template struct rendering<web_seed>;
template struct rendering<piece_status>;
template struct rendering<partial_piece>;
template struct rendering<torrent_limits>;
template struct rendering<session_info>;
template struct rendering<session_stats>;
template struct rendering<stats_metric>;
template struct rendering<dht_state>;
template struct rendering<ip_range>;
template struct rendering<port_rule>;
template struct rendering<peer_class>;
template struct rendering<port_mapping>;
template struct rendering<dht_item>;
template struct rendering<dht_stored>;
template struct rendering<dht_key>;
template struct rendering<hosted_session>;
template struct rendering<reply>;
template struct rendering<setting_value>;
template struct rendering<setting>;
template struct rendering<piece_length>;
template struct rendering<hash_progress>;
template struct rendering<torrent_saved>;
template struct rendering<hook>;
template struct rendering<input_error>;
template struct rendering<summary>;
template struct rendering<tracker_entry>;
template struct rendering<web_seed_entry>;
template struct rendering<host_port>;
template struct rendering<piece_part>;
template struct rendering<key_change>;
template struct rendering<size_difference>;
template struct rendering<tracker_endpoint>;
template struct rendering<tracker_state>;
template struct rendering<block>;
template struct rendering<utp_stats>;
template struct rendering<disk_stats>;
template struct rendering<dht_node_state>;
template struct rendering<dht_bucket>;
template struct rendering<dht_lookup>;

}  // namespace bt::record
