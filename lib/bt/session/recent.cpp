#include "recent.hpp"

#include <bt/net/geography.hpp>
#include <bt/session/alerts/words.hpp>
#include <bt/session/session_lists.hpp>
#include <bt/session/session_state.hpp>

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/client_data.hpp>
#include <libtorrent/entry.hpp>
#include <libtorrent/session_stats.hpp>

#include <algorithm>
#include <utility>

namespace bt::session {
namespace {

record::dht_node_state node_of(lt::dht_stats_alert const& alert)
{
    record::dht_node_state out;
    out.node_id = hex_of(alert.nid);
    out.local_endpoint = text_of(udp_endpoint{alert.local_endpoint});
    for (auto const& each : alert.routing_table)
        out.routing_table.push_back(
            {.num_nodes = each.num_nodes, .num_replacements = each.num_replacements});
    for (auto const& each : alert.active_requests)
        out.active_requests.push_back(
            {.type = each.type == nullptr ? "" : each.type,
             .target = hex_of(each.target),
             .outstanding_requests = each.outstanding_requests,
             .timeouts = each.timeouts,
             .responses = each.responses,
             .branch_factor = each.branch_factor,
             .nodes_left = each.nodes_left,
             .last_sent = each.last_sent,
             .first_timeout = each.first_timeout});
    return out;
}

/// Without a DHT there is one answer all the same, and it says nothing.
bool is_empty(lt::dht_stats_alert const& alert)
{
    return alert.nid.is_all_zeros() && alert.routing_table.empty();
}

std::vector<record::known_peer>
peers_of(std::string const& torrent, lt::add_torrent_params const& params)
{
    std::vector<record::known_peer> out;
    for (auto const& each : params.peers)
        out.push_back(
            {.torrent = torrent, .session = {}, .endpoint = text_of(each), .banned = false});
    for (auto const& each : params.banned_peers)
        out.push_back(
            {.torrent = torrent, .session = {}, .endpoint = text_of(each), .banned = true});
    return out;
}

std::int64_t counted(recent::counters const& in, lt::string_view name)
{
    auto const at = lt::find_metric_idx(name);
    bool const is_there = at >= 0 && static_cast<std::size_t>(at) < in.values.size();
    return is_there ? in.values[static_cast<std::size_t>(at)] : 0;
}

void note(recent& into, lt::portmap_alert const& alert)
{
    into.mappings[static_cast<int>(alert.mapping)] = {
        .mapping = static_cast<int>(alert.mapping),
        .protocol = alert.map_protocol == lt::portmap_protocol::udp ? "udp" : "tcp",
        .external_port = alert.external_port,
        .transport = transport_name(alert.map_transport),
        .local_address = address{alert.local_address}.to_string(),
        .error_message = {}};
}

void note(recent& into, lt::portmap_error_alert const& alert)
{
    auto& it = into.mappings[static_cast<int>(alert.mapping)];
    it.mapping = static_cast<int>(alert.mapping);
    it.transport = transport_name(alert.map_transport);
    it.local_address = address{alert.local_address}.to_string();
    it.error_message = alert.error.message();
}

}  // namespace

std::shared_ptr<recent> nothing_yet()
{
    return std::make_shared<recent>();
}

std::shared_ptr<net::geography const> places_in(network_options const& asked)
{
    return asked.geoip.empty() ? nullptr : std::make_shared<net::geography>(asked.geoip);
}

void session::state::look(lt::alert const& alert)
{
    auto& own = *lately;
    auto const answer_peers = [&](torrent_id id, std::vector<record::known_peer> const& peers) {
        auto waiting = own.peers_waiting.extract(id);
        if (waiting.empty()) return;
        for (auto const& each : waiting.mapped())
            guarded([&] { each(peers); });
    };
    if (auto const* stats = lt::alert_cast<lt::session_stats_alert>(&alert)) {
        own.before = std::exchange(own.now, {});
        own.now = {
            std::chrono::steady_clock::now(), {stats->counters().begin(), stats->counters().end()}};
        own.peak_queued = std::max(own.peak_queued, counted(own.now, "disk.queued_disk_jobs"));
        end_dht_answer();
        std::vector<torrent_id> gone;
        for (auto const& [id, waiting] : own.peers_waiting)
            if (find(id) == nullptr) gone.push_back(id);
        for (auto const id : gone)
            answer_peers(id, {});
    } else if (auto const* dht = lt::alert_cast<lt::dht_stats_alert>(&alert)) {
        if (!std::exchange(own.dht_is_coming, true)) own.dht_nodes_coming.clear();
        if (!is_empty(*dht)) own.dht_nodes_coming.push_back(node_of(*dht));
    } else if (auto const* answer = lt::alert_cast<lt::dht_direct_response_alert>(&alert)) {
        answer_dht(*answer);
    } else if (auto const* saved = lt::alert_cast<lt::save_resume_data_alert>(&alert)) {
        if (auto const* const known = names.find(saved->handle.id()))
            answer_peers(known->id, peers_of(known->key, saved->params));
    } else if (auto const* failed = lt::alert_cast<lt::save_resume_data_failed_alert>(&alert)) {
        if (auto const* const known = names.find(failed->handle.id())) answer_peers(known->id, {});
    } else if (auto const* moved = lt::alert_cast<lt::storage_moved_alert>(&alert)) {
        if (auto const* const about = find(moved->handle))
            torrents.at(about->id).save_path = moved->storage_path();
    } else if (auto const* mapped = lt::alert_cast<lt::portmap_alert>(&alert)) {
        note(own, *mapped);
    } else if (auto const* unmapped = lt::alert_cast<lt::portmap_error_alert>(&alert)) {
        note(own, *unmapped);
    } else if (auto const* outside = lt::alert_cast<lt::external_ip_alert>(&alert)) {
        own.external_address = address{outside->external_address}.to_string();
    }
}

void session::state::ask_dht(
    lt::udp::endpoint const& node,
    lt::entry const& query,
    std::function<void(std::string_view)> then)
{
    auto& own = *lately;
    auto const number = ++own.last_question;
    own.dht_questions.emplace(
        number, recent::question{std::chrono::steady_clock::now(), std::move(then)});
    engine.dht_direct_request(node, query, lt::client_data_t{reinterpret_cast<char*>(number)});
}

void session::state::answer_dht(lt::dht_direct_response_alert const& alert)
{
    auto const number = reinterpret_cast<std::uintptr_t>(alert.userdata.get<char>());
    auto const found = lately->dht_questions.extract(number);
    if (found.empty()) return;
    auto const message = alert.response().data_section();
    guarded([&] {
        found.mapped().then({message.data(), static_cast<std::size_t>(message.size())});
    });
}

/// libtorrent forgets those that it cannot send, and those of a DHT that is switched off.
void session::state::give_up_questions()
{
    constexpr std::chrono::seconds enough{4};
    auto& waiting = lately->dht_questions;
    auto const now = std::chrono::steady_clock::now();
    while (!waiting.empty() && now - waiting.begin()->second.asked > enough) {
        auto const late = waiting.extract(waiting.begin());
        guarded([&] { late.mapped().then({}); });
    }
}

/// libtorrent answers in order: the counters that were asked for after the DHT end its answer.
void session::state::end_dht_answer()
{
    auto& own = *lately;
    if (!std::exchange(own.dht_is_coming, false)) return;
    own.dht_nodes = std::exchange(own.dht_nodes_coming, {});
    own.dht_was_told = true;
    auto const waiting = std::exchange(own.dht_waiting, {});
    if (waiting.empty()) return;
    auto const told = dht_state_of(*this);
    for (auto const& each : waiting)
        guarded([&] { each(told); });
}

}  // namespace bt::session
