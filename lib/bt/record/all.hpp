#pragma once

#include <bt/record/check.hpp>
#include <bt/record/dht_item.hpp>
#include <bt/record/dht_network.hpp>
#include <bt/record/dht_state.hpp>
#include <bt/record/events/all.hpp>
#include <bt/record/feed.hpp>
#include <bt/record/file.hpp>
#include <bt/record/filter.hpp>
#include <bt/record/folder.hpp>
#include <bt/record/hash_progress.hpp>
#include <bt/record/help.hpp>
#include <bt/record/hook.hpp>
#include <bt/record/hosted_session.hpp>
#include <bt/record/lint_finding.hpp>
#include <bt/record/peer.hpp>
#include <bt/record/piece.hpp>
#include <bt/record/piece_length.hpp>
#include <bt/record/piece_status.hpp>
#include <bt/record/result.hpp>
#include <bt/record/scrape.hpp>
#include <bt/record/session_info.hpp>
#include <bt/record/session_stats.hpp>
#include <bt/record/setting.hpp>
#include <bt/record/stats_parts.hpp>
#include <bt/record/torrent_diff.hpp>
#include <bt/record/torrent_edited.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/record/torrent_status.hpp>
#include <bt/record/tracker.hpp>
#include <bt/record/update_check.hpp>
#include <bt/record/web_seed_check.hpp>

#include <tuple>
#include <utility>

/// The list of every record type; the catalog, the schema, the manual and the tests walk it.
namespace bt::record {

using all_records = std::tuple<
    torrent_info,
    file,
    folder,
    piece,
    lint_finding,
    torrent_diff,
    key_diff,
    file_diff,
    torrent_status,
    file_check,
    piece_check,
    torrent_check,
    torrent_edited,
    scrape,
    web_seed_check,
    update_check,
    peer,
    known_peer,
    tracker,
    web_seed,
    piece_status,
    partial_piece,
    torrent_limits,
    session_info,
    session_stats,
    stats_metric,
    dht_state,
    ip_range,
    port_rule,
    peer_class,
    port_mapping,
    dht_item,
    dht_stored,
    dht_key,
    dht_swarm,
    dht_announced,
    dht_node,
    dht_samples,
    dht_pointer,
    dht_kept,
    feed_item,
    feed,
    feed_made,
    hosted_session,
    reply,
    setting_value,
    setting,
    piece_length,
    hash_progress,
    torrent_saved,
    file_reused,
    hook,
    help,
    input_error,
    summary>;
using all_parts = std::tuple<
    tracker_entry,
    web_seed_entry,
    host_port,
    piece_part,
    key_change,
    size_difference,
    tracker_endpoint,
    tracker_state,
    block,
    utp_stats,
    disk_stats,
    dht_node_state,
    dht_bucket,
    dht_lookup,
    help_option,
    help_verb,
    help_status,
    help_variable>;
using all_events =
    decltype(std::tuple_cat(std::declval<alert_events>(), std::declval<tool_events>()));

}  // namespace bt::record
