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

}  // namespace bt::record
