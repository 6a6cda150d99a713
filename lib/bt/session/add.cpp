#include <bt/base/error.hpp>
#include <bt/session/network.hpp>
#include <bt/session/resume.hpp>
#include <bt/session/session_state.hpp>
#include <bt/session/status.hpp>
#include <bt/session/swarm_watch.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/torrent_flags.hpp>
#include <libtorrent/torrent_info.hpp>

#include <algorithm>
#include <utility>

/// How a request becomes a torrent of the session.
namespace bt::session {
namespace {

namespace asio = boost::asio;
namespace tf = lt::torrent_flags;
using tcp = asio::ip::tcp;

std::vector<tcp::endpoint> resolve(std::vector<host_and_port> const& peers)
{
    std::vector<tcp::endpoint> endpoints;
    asio::io_context own;
    tcp::resolver resolver{own};
    for (auto const& peer : peers) {
        boost::system::error_code reason;
        auto const found = resolver.resolve(peer.host, std::to_string(peer.port), reason);
        if (reason) fail(exit_code::network, "find peer", peer.host, reason);
        for (auto const& each : found)
            endpoints.push_back(each.endpoint());
    }
    return endpoints;
}

lt::torrent_flags_t flags_of(add_request const& how, network_options const& network)
{
    auto const& options = how.options;
    // Nothing waits in a queue unless that is asked for: what the user names runs at once.
    auto flags = tf::update_subscribe | tf::duplicate_is_error;
    auto const set = [&flags](bool wanted, lt::torrent_flags_t flag) {
        if (wanted) flags |= flag;
    };
    set(!options.ignore_ip_filter, tf::apply_ip_filter);
    // A seed that finds pieces missing must not fetch them over the user's files.
    set(options.upload_mode || how.what_for == purpose::seed, tf::upload_mode);
    set(options.sequential_download, tf::sequential_download);
    set(options.seed_mode, tf::seed_mode);
    set(options.share_mode, tf::share_mode);
    set(options.super_seeding, tf::super_seeding);
    set(options.paused, tf::paused);
    set(options.auto_managed, tf::auto_managed);
    set(network.no_pex, tf::disable_pex);
    set(how.metadata_alone, tf::default_dont_download);
    return flags;
}

std::vector<lt::download_priority_t> priorities_of(std::vector<int> const& levels)
{
    std::vector<lt::download_priority_t> out;
    out.reserve(levels.size());
    for (auto const level : levels)
        out.emplace_back(static_cast<std::uint8_t>(std::clamp(level, 0, 7)));
    return out;
}

void set_limits(lt::add_torrent_params& params, torrent_options const& options)
{
    params.download_limit = limit_of(options.down_bytes_per_second);
    params.upload_limit = limit_of(options.up_bytes_per_second);
    if (options.max_connections > 0) params.max_connections = options.max_connections;
    if (options.max_uploads > 0) params.max_uploads = options.max_uploads;
    if (options.allocate) params.storage_mode = lt::storage_mode_allocate;
}

void set_sources(lt::add_torrent_params& params, add_request const& how)
{
    for (auto const& endpoint : resolve(how.peers))
        params.peers.push_back(endpoint);
    for (auto const& tracker : how.trackers) {
        params.trackers.push_back(tracker.url);
        params.tracker_tiers.push_back(static_cast<int>(tracker.tier));
    }
    for (auto const& url : how.web_seeds)
        params.url_seeds.push_back(url);
    for (auto const& node : how.dht_nodes)
        params.dht_nodes.emplace_back(node.host, node.port);
}

/// libtorrent takes either all of them or none: those of files first, then what differs.
void set_pieces(lt::add_torrent_params& params, add_request const& how)
{
    if (how.piece_priorities.empty() || !params.ti) return;
    auto const& files = params.ti->files();
    std::vector<lt::download_priority_t> levels(
        static_cast<std::size_t>(files.num_pieces()), lt::dont_download);
    for (auto const file : files.file_range()) {
        auto const at = static_cast<std::size_t>(static_cast<int>(file));
        auto const level =
            at < params.file_priorities.size() ? params.file_priorities[at] : lt::default_priority;
        auto const size = files.file_size(file);
        if (size == 0 || files.pad_file_at(file)) continue;
        auto const first = files.file_offset(file) / files.piece_length();
        auto const last = (files.file_offset(file) + size - 1) / files.piece_length();
        for (auto piece = first; piece <= last; ++piece) {
            auto& its = levels[static_cast<std::size_t>(piece)];
            its = std::max(its, level);
        }
    }
    for (auto const& [piece, level] : how.piece_priorities)
        if (piece >= 0 && piece < files.num_pieces())
            levels[static_cast<std::size_t>(piece)] =
                lt::download_priority_t{static_cast<std::uint8_t>(std::clamp(level, 0, 7))};
    params.piece_priorities = std::move(levels);
}

}  // namespace

/// Its files are checked, or need to be: it can run.
bool session::state::on_way_up(lt::alert const& alert)
{
    auto const* const about = dynamic_cast<lt::torrent_alert const*>(&alert);
    if (about == nullptr) return true;
    auto const* const found = find(about->handle);
    if (found == nullptr || !found->starts) return true;
    auto const* const changed = lt::alert_cast<lt::state_changed_alert>(&alert);
    bool const is_checked = lt::alert_cast<lt::torrent_checked_alert>(&alert) != nullptr;
    if (is_checked || (changed != nullptr && changed->state == lt::torrent_status::checking_files))
        found->handle.resume();
    if (lt::alert_cast<lt::torrent_resumed_alert>(&alert) == nullptr) return true;
    torrents.at(found->id).starts = false;
    return false;
}

/// Each message of a peer waits for its share of a limit until the next tick.
void session::state::tick_often()
{
    constexpr int often = 100;
    lt::settings_pack settings;
    settings.set_int(lt::settings_pack::tick_interval, often);
    engine.apply_settings(settings);
}

torrent_id session::add(torrent::metainfo what, add_request const& how)
{
    auto params = torrent::release_params(std::move(what));
    params.save_path = how.save_path;
    // BEP 53: the link says which files, and nothing else is meant.
    auto const of_link = params.flags & tf::default_dont_download;
    params.flags = flags_of(how, state_->request.network) | of_link;
    if (!how.name.empty() && !params.ti) params.name = how.name;
    params.trackerid = how.tracker_id;
    // Those that a link came with are among what was saved, unless they were taken away.
    bool const has_saved = how.resume && how.restores != restoring::nothing;
    if (has_saved && !params.ti && is_resume_data(how.resume->bytes)) {
        params.trackers.clear();
        params.tracker_tiers.clear();
    }
    set_sources(params, how);
    set_limits(params, how.options);
    if (has_saved) {
        auto const paused_now = params.flags & tf::paused;
        (void)take_changes(params, *how.resume);
        if (how.restores != restoring::all)
            params.flags = (params.flags & ~tf::paused) | paused_now;
    }
    if (how.resume && params.ti)
        (void)take_resume(
            params,
            *how.resume,
            how.hashes_all ? files_now{}
                           : look_at(params.ti->files(), params.save_path, how.resume->files));
    // What a link selects (BEP 53) holds while nobody says otherwise.
    bool const of_resume = how.resume && params.ti;
    if (!how.file_priorities.empty() || how.metadata_alone || (of_resume && !how.keeps_choice)) {
        params.file_priorities = priorities_of(how.file_priorities);
        params.piece_priorities.clear();
    }
    set_pieces(params, how);
    std::shared_ptr<swarm_tally> swarm;
    if (how.counts_swarm && params.ti) {
        swarm = std::make_shared<swarm_tally>(params.ti);
        params.extensions.emplace_back(
            [swarm](auto const&, auto const&) { return std::make_shared<swarm_watch>(swarm); });
    }
    auto const name = params.ti ? params.ti->name() : params.name;
    auto const key = key_of(params.info_hashes);
    // libtorrent calls the peers that it knows once a second, but at once those of a torrent that is
    // resumed; so it waits, paused, for the moment when it may call them.
    bool const is_paused = (params.flags & tf::paused) != lt::torrent_flags_t{};
    bool const starts = how.what_for == purpose::download && !is_paused;
    if (starts) params.flags |= tf::paused;
    bool const has_metadata = params.ti != nullptr;
    if (how.options.down_bytes_per_second > 0 || how.options.up_bytes_per_second > 0)
        state_->tick_often();
    lt::error_code reason;
    auto const handle = state_->engine.add_torrent(std::move(params), reason);
    if (reason) fail(exit_code::failed, "add torrent", name.empty() ? key : name, reason);
    auto const id = ++state_->last_id;
    state_->torrents.emplace(
        id, state::added{id, handle, how.save_path, how.what_for, swarm, starts});
    if (how.what_for == purpose::download) state_->downloads.try_emplace(id);
    state_->names.add(handle.id(), {id, key, name});
    if (starts && !has_metadata) handle.resume();
    return id;
}

void session::remove(torrent_id id, removal what)
{
    auto const found = state_->torrents.find(id);
    if (found == state_->torrents.end()) return;
    auto const handle = found->second.handle;
    state_->faults.forget(id);
    state_->room.forget(handle.id());
    state_->torrents.erase(found);
    state_->downloads.erase(id);
    if (!handle.is_valid()) return;
    lt::remove_flags_t flags{};
    if (what == removal::delete_part_file) flags = lt::session_handle::delete_partfile;
    if (what == removal::delete_files) flags = lt::session_handle::delete_files;
    state_->engine.remove_torrent(handle, flags);
}

void session::set_down_limit(torrent_id id, std::int64_t bytes_per_second)
{
    if (auto const* const about = state_->find(id))
        about->handle.set_download_limit(limit_of(bytes_per_second));
}

}  // namespace bt::session
