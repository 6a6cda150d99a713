#include "alert_table.hpp"

#include <bt/base/clock.hpp>
#include <bt/base/error.hpp>
#include <bt/base/nearest.hpp>
#include <bt/session/alerts/make.hpp>
#include <bt/session/event_kinds.hpp>
#include <bt/session/status.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bt::session {
namespace {

// 2.0.8 ors a retired bit into its progress alerts, which as a mask would switch all of them on.
constexpr lt::alert_category_t retired_progress{1U << 7};

struct alert_row {
    int alert;
    lt::alert_category_t category;
    std::string_view kind;
    bool by_default;
    event_body (*build)(lt::alert const&);
};

template <class Alert>
event_body build_from(lt::alert const& alert)
{
    return make(static_cast<Alert const&>(alert));
}

template <class Alert>
constexpr alert_row usual(std::string_view kind)
{
    return {
        Alert::alert_type,
        Alert::static_category & ~retired_progress,
        kind,
        true,
        build_from<Alert>};
}

/// Told only when asked for by name: there are many of them.
template <class Alert>
constexpr alert_row on_request(std::string_view kind)
{
    auto row = usual<Alert>(kind);
    row.by_default = false;
    return row;
}

constexpr std::array alert_table{
    usual<lt::torrent_removed_alert>("torrent_removed"),
    usual<lt::file_completed_alert>("file_completed"),
    usual<lt::file_renamed_alert>("file_renamed"),
    usual<lt::file_rename_failed_alert>("file_rename_failed"),
    usual<lt::performance_alert>("performance_warning"),
    usual<lt::state_changed_alert>("state_changed"),
    usual<lt::tracker_error_alert>("tracker_error"),
    usual<lt::tracker_warning_alert>("tracker_warning"),
    usual<lt::scrape_reply_alert>("scrape_reply"),
    usual<lt::scrape_failed_alert>("scrape_failed"),
    usual<lt::tracker_reply_alert>("tracker_reply"),
    usual<lt::dht_reply_alert>("dht_reply"),
    usual<lt::tracker_announce_alert>("tracker_announce"),
    usual<lt::hash_failed_alert>("hash_failed"),
    on_request<lt::peer_ban_alert>("peer_ban"),
    on_request<lt::peer_unsnubbed_alert>("peer_unsnubbed"),
    on_request<lt::peer_snubbed_alert>("peer_snubbed"),
    on_request<lt::peer_error_alert>("peer_error"),
    on_request<lt::peer_connect_alert>("peer_connected"),
    on_request<lt::peer_disconnected_alert>("peer_disconnected"),
    on_request<lt::invalid_request_alert>("invalid_request"),
    usual<lt::torrent_finished_alert>("torrent_finished"),
    on_request<lt::piece_finished_alert>("piece_finished"),
    on_request<lt::request_dropped_alert>("request_dropped"),
    on_request<lt::block_timeout_alert>("block_timeout"),
    on_request<lt::block_finished_alert>("block_finished"),
    on_request<lt::block_downloading_alert>("block_downloading"),
    on_request<lt::unwanted_block_alert>("unwanted_block"),
    usual<lt::storage_moved_alert>("storage_moved"),
    usual<lt::storage_moved_failed_alert>("storage_moved_failed"),
    usual<lt::torrent_deleted_alert>("torrent_deleted"),
    usual<lt::torrent_delete_failed_alert>("torrent_delete_failed"),
    on_request<lt::save_resume_data_alert>("resume_data_ready"),
    usual<lt::save_resume_data_failed_alert>("resume_data_failed"),
    usual<lt::torrent_paused_alert>("torrent_paused"),
    usual<lt::torrent_resumed_alert>("torrent_resumed"),
    usual<lt::torrent_checked_alert>("torrent_checked"),
    usual<lt::url_seed_alert>("web_seed_error"),
    usual<lt::file_error_alert>("file_error"),
    usual<lt::metadata_failed_alert>("metadata_failed"),
    usual<lt::metadata_received_alert>("metadata_received"),
    usual<lt::udp_error_alert>("udp_error"),
    usual<lt::external_ip_alert>("external_ip"),
    usual<lt::listen_failed_alert>("listen_failed"),
    usual<lt::listen_succeeded_alert>("listen_succeeded"),
    usual<lt::portmap_error_alert>("portmap_error"),
    usual<lt::portmap_alert>("portmap"),
    on_request<lt::portmap_log_alert>("portmap_log"),
    usual<lt::fastresume_rejected_alert>("fastresume_rejected"),
    usual<lt::peer_blocked_alert>("peer_blocked"),
    on_request<lt::dht_announce_alert>("dht_announce_in"),
    on_request<lt::dht_get_peers_alert>("dht_get_peers_in"),
    usual<lt::cache_flushed_alert>("cache_flushed"),
    on_request<lt::lsd_peer_alert>("lsd_peer"),
    usual<lt::trackerid_alert>("tracker_id"),
    usual<lt::dht_bootstrap_alert>("dht_bootstrap"),
    usual<lt::torrent_error_alert>("torrent_error"),
    usual<lt::torrent_need_cert_alert>("torrent_need_cert"),
    on_request<lt::incoming_connection_alert>("incoming_connection"),
    usual<lt::add_torrent_alert>("torrent_added"),
    usual<lt::dht_error_alert>("dht_error"),
    usual<lt::dht_immutable_item_alert>("dht_immutable_item"),
    usual<lt::dht_mutable_item_alert>("dht_mutable_item"),
    usual<lt::dht_put_alert>("dht_put"),
    usual<lt::i2p_alert>("i2p_error"),
    on_request<lt::dht_outgoing_get_peers_alert>("dht_get_peers_out"),
    on_request<lt::log_alert>("session_log"),
    on_request<lt::torrent_log_alert>("torrent_log"),
    on_request<lt::peer_log_alert>("peer_log"),
    usual<lt::lsd_error_alert>("lsd_error"),
    on_request<lt::incoming_request_alert>("incoming_request"),
    on_request<lt::dht_log_alert>("dht_log"),
    on_request<lt::dht_get_peers_reply_alert>("dht_get_peers_reply"),
    on_request<lt::picker_log_alert>("picker_log"),
    usual<lt::session_error_alert>("session_error"),
    usual<lt::dht_live_nodes_alert>("dht_live_nodes"),
    usual<lt::dht_sample_infohashes_alert>("dht_sample_infohashes"),
    on_request<lt::block_uploaded_alert>("block_uploaded"),
    usual<lt::alerts_dropped_alert>("alerts_dropped"),
    usual<lt::socks5_alert>("socks5_error"),
    usual<lt::file_prio_alert>("file_prio"),
    usual<lt::oversized_file_alert>("oversized_file"),
    usual<lt::torrent_conflict_alert>("torrent_conflict"),
};
static_assert(
    std::ranges::adjacent_find(
        alert_table, [](alert_row const& a, alert_row const& b) { return a.alert >= b.alert; })
        == alert_table.end(),
    "rows are ordered by alert number, each alert once");

alert_row const* row_of_alert(int type)
{
    auto const row = std::ranges::lower_bound(alert_table, type, {}, &alert_row::alert);
    return row != alert_table.end() && row->alert == type ? &*row : nullptr;
}

alert_row const* row_of_kind(std::string_view kind)
{
    auto const row = std::ranges::find(alert_table, kind, &alert_row::kind);
    return row == alert_table.end() ? nullptr : &*row;
}

constexpr auto make_event_rows()
{
    std::array<event_row, alert_table.size()> rows{};
    std::ranges::transform(alert_table, rows.begin(), [](alert_row const& row) {
        return event_row{row.kind, row.by_default};
    });
    return rows;
}

// libtorrent's clock happens to be the system's; counting back from now holds for any clock.
double time_of(lt::alert const& alert)
{
    auto const age = lt::clock_type::now() - alert.timestamp();
    return unix_seconds(
        std::chrono::system_clock::now()
        - std::chrono::duration_cast<std::chrono::system_clock::duration>(age));
}

/// A removed torrent's handle says nothing any more; its alert still does.
template <class Alert>
std::optional<std::string> key_of_removed(lt::alert const& alert)
{
    auto const* gone = lt::alert_cast<Alert>(&alert);
    if (gone == nullptr) return std::nullopt;
    return key_of(gone->info_hashes);
}

void name_torrent(event& into, lt::torrent_alert const& alert, torrent_names const& names)
{
    if (auto const* known = names.find(alert.handle.id())) {
        into.torrent = known->id;
        into.where.torrent = known->key;
        if (!known->name.empty()) into.where.name = known->name;
        return;
    }
    into.where.torrent = key_of_removed<lt::torrent_removed_alert>(alert);
    if (!into.where.torrent) into.where.torrent = key_of_removed<lt::torrent_deleted_alert>(alert);
    if (!into.where.torrent)
        into.where.torrent = key_of_removed<lt::torrent_delete_failed_alert>(alert);
    // One without a name has its hash for one.
    std::string_view const name{alert.torrent_name()};
    if (into.where.torrent && !name.empty() && name != *into.where.torrent) into.where.name = name;
}

}  // namespace

void torrent_names::add(std::uint32_t handle, entry what)
{
    entries_.insert_or_assign(handle, std::move(what));
}

void torrent_names::rename(std::uint32_t handle, std::string name)
{
    if (auto const found = entries_.find(handle); found != entries_.end())
        found->second.name = std::move(name);
}

torrent_names::entry const* torrent_names::find(std::uint32_t handle) const
{
    auto const found = entries_.find(handle);
    return found == entries_.end() ? nullptr : &found->second;
}

std::optional<event> to_event(
    lt::alert const& alert, torrent_names const& names, std::span<std::string_view const> wanted)
{
    auto const* row = row_of_alert(alert.type());
    if (row == nullptr) return std::nullopt;
    event out{
        .where = {.time = time_of(alert), .torrent = {}, .name = {}},
        .torrent = std::nullopt,
        .what = row->build(alert),
        .told = std::ranges::find(wanted, row->kind) != wanted.end()};
    if (auto const* about = dynamic_cast<lt::torrent_alert const*>(&alert))
        name_torrent(out, *about, names);
    return out;
}

lt::alert_category_t mask_for(std::span<std::string_view const> kinds)
{
    auto mask =
        lt::alert_category::error | lt::alert_category::status | lt::alert_category::storage;
    for (auto const kind : kinds)
        if (auto const* row = row_of_kind(kind)) mask |= row->category;
    return mask;
}

std::span<event_row const> event_rows()
{
    static constexpr auto rows = make_event_rows();
    return rows;
}

std::vector<std::string> event_kinds()
{
    std::vector<std::string> kinds;
    for (auto const& row : event_rows())
        kinds.emplace_back(row.kind);
    return kinds;
}

namespace {

[[noreturn]] void refuse_event(std::string_view word)
{
    std::vector<std::string_view> kinds{"all", "none"};
    for (auto const& row : event_rows())
        kinds.push_back(row.kind);
    throw error{
        exit_code::usage,
        fmt::format("cannot tell event {}: there is none of that name", word),
        did_you_mean(word, kinds)};
}

}  // namespace

std::vector<std::string_view> select_events(std::string_view list)
{
    std::vector<std::string_view> chosen;
    auto const start_over = [&](auto keep) {
        chosen.clear();
        for (auto const& row : alert_table)
            if (keep(row)) chosen.push_back(row.kind);
    };
    start_over([](alert_row const& row) { return row.by_default; });
    while (!list.empty()) {
        auto const end = std::min(list.find(','), list.size());
        auto word = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        if (word == "all" || word == "none") {
            start_over([&](alert_row const&) { return word == "all"; });
            continue;
        }
        bool const less = word.starts_with('-');
        if (less) word.remove_prefix(1);
        auto const* row = row_of_kind(word);
        if (row == nullptr) refuse_event(word);
        std::erase(chosen, row->kind);
        if (!less) chosen.push_back(row->kind);
    }
    return chosen;
}

record::envelope envelope_now()
{
    return {.time = unix_seconds(std::chrono::system_clock::now()), .torrent = {}, .name = {}};
}

}  // namespace bt::session
