#include "session.hpp"

#include <bt/base/error.hpp>
#include <bt/disk/look.hpp>
#include <bt/session/alert_feed.hpp>
#include <bt/session/alert_table.hpp>
#include <bt/session/alerts/words.hpp>
#include <bt/session/disk_source.hpp>
#include <bt/session/network.hpp>
#include <bt/session/resume.hpp>
#include <bt/session/session_state.hpp>
#include <bt/session/status.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/ip_filter.hpp>
#include <libtorrent/mmap_disk_io.hpp>
#include <libtorrent/posix_disk_io.hpp>
#include <libtorrent/session.hpp>
#include <libtorrent/session_params.hpp>
#include <libtorrent/session_stats.hpp>
#include <libtorrent/torrent_handle.hpp>
#include <libtorrent/torrent_info.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace bt::session {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto status_flags = lt::torrent_handle::query_name | lt::torrent_handle::query_save_path
    | lt::torrent_handle::query_torrent_file | lt::torrent_handle::query_accurate_download_counters
    | lt::torrent_handle::query_distributed_copies | lt::torrent_handle::query_last_seen_complete;

lt::disk_io_constructor_type disk_constructor(std::string_view name, disk::control const& own)
{
    if (name == "mmap") return lt::mmap_disk_io_constructor;
    if (name == "posix") return lt::posix_disk_io_constructor;
    return own.constructor();
}

lt::session_params params_of(session_request const& request, disk::control const& disk)
{
    auto settings = network_settings(request.network);
    settings.set_int(
        lt::settings_pack::alert_mask, static_cast<int>(std::uint32_t{mask_for(request.events)}));
    if (starts_without_dht(request.network))
        settings.set_bool(lt::settings_pack::enable_dht, false);
    lt::session_params params{std::move(settings)};
    params.disk_io_constructor =
        request.disk ? request.disk->make : disk_constructor(request.network.disk, disk);
    return params;
}

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

void set_flags(
    lt::add_torrent_params& params, add_request const& how, network_options const& network)
{
    namespace tf = lt::torrent_flags;
    // Nothing here waits in a queue: what the user names runs at once.
    params.flags = tf::update_subscribe | tf::apply_ip_filter | tf::duplicate_is_error;
    // A seed that finds pieces missing must not fetch them over the user's files.
    if (how.what_for == purpose::seed) params.flags |= tf::upload_mode;
    if (how.sequential) params.flags |= tf::sequential_download;
    if (network.no_pex) params.flags |= tf::disable_pex;
}

}  // namespace

session::state::state(session_request const& request_, session_callbacks callbacks_)
    : request{request_}
    , callbacks{std::move(callbacks_)}
    , engine{params_of(request, disk)}
    , feed{loop, engine, [this](lt::alert const& alert) { on_alert(alert); }}
    , room{request.disk ? request.disk->free_bytes : nullptr}
{
}

void session::state::on_listen(lt::alert const& alert)
{
    if (auto const* ok = lt::alert_cast<lt::listen_succeeded_alert>(&alert)) {
        if (ok->socket_type != lt::socket_type_t::tcp) return;
        endpoints.push_back(text_of(lt::address{ok->address}, ok->port));
        if (port == 0) port = ok->port;
    } else if (auto const* failed = lt::alert_cast<lt::listen_failed_alert>(&alert)) {
        if (!listen_trouble.empty()) return;
        listen_trouble = fmt::format(
            "cannot listen on {}: {}",
            text_of(lt::address{failed->address}, failed->port),
            failed->error.message());
    }
}

void session::state::on_state_update(lt::state_update_alert const& alert)
{
    if (!callbacks.on_status) return;
    std::vector<torrent_update> updates;
    updates.reserve(alert.status.size());
    for (auto const& status : alert.status)
        updates.push_back({status.handle.id(), describe_one(status)});
    if (!updates.empty()) guarded([&] { callbacks.on_status(updates); });
}

// A hybrid torrent known by its v2 hash alone gains a v1 hash with its metadata; its key stays.
record::torrent_status session::state::describe_one(lt::torrent_status const& status) const
{
    auto out = describe(status);
    if (auto const known = names.find(status.handle.id())) out.torrent = known->key;
    return out;
}

void session::state::on_alert(lt::alert const& alert)
{
    if (watch) watch(alert);
    on_listen(alert);
    if (auto const* update = lt::alert_cast<lt::state_update_alert>(&alert)) {
        on_state_update(*update);
        return;
    }
    if (auto const* metadata = lt::alert_cast<lt::metadata_received_alert>(&alert))
        names.rename(metadata->handle.id(), metadata->torrent_name());
    if (auto const* trouble = lt::alert_cast<lt::file_error_alert>(&alert))
        if (!on_file_error(*trouble)) return;
    if (auto const* finished = lt::alert_cast<lt::torrent_finished_alert>(&alert))
        on_finished(finished->handle);
    if (auto const* checked = lt::alert_cast<lt::torrent_checked_alert>(&alert))
        faults.forget(checked->handle.id());
    if (auto const* saved = lt::alert_cast<lt::save_resume_data_alert>(&alert)) {
        on_resume_data(*saved);
        return;
    }
    if (auto const* stats = lt::alert_cast<lt::session_stats_alert>(&alert)) {
        counters.assign(stats->counters().begin(), stats->counters().end());
        return;
    }
    if (auto happened = to_event(alert, names, request.events)) hand_out(std::move(*happened));
    if (auto const* fatal = lt::alert_cast<lt::session_error_alert>(&alert))
        on_session_error(*fatal);
}

void session::state::await_listen()
{
    // The answer comes from the network thread, after it has tried to listen.
    (void)engine.listen_port();
    loop.poll();
    loop.restart();
    bool const named = request.network.has_explicit_port();
    // With a proxy libtorrent takes no connections, and says nothing of it.
    bool const listens =
        engine.get_settings().get_int(lt::settings_pack::proxy_type) == lt::settings_pack::none;
    if ((named && !listen_trouble.empty()) || (listens && endpoints.empty()))
        throw error{
            exit_code::network,
            listen_trouble.empty() ? "cannot listen on any address" : listen_trouble};
}

// libtorrent's session limits leave out peers on private and loopback addresses; ours hold for all.
void session::state::limit_local_peers()
{
    if (request.network.down_bytes_per_second == 0 && request.network.up_bytes_per_second == 0)
        return;
    constexpr std::uint32_t global = 1U
        << static_cast<std::uint32_t>(lt::session::global_peer_class_id);
    lt::ip_filter everyone;
    everyone.add_rule(lt::make_address("0.0.0.0"), lt::make_address("255.255.255.255"), global);
    everyone.add_rule(
        lt::make_address("::"),
        lt::make_address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        global);
    engine.set_peer_class_filter(everyone);
}

void session::state::enter_dht()
{
    if (starts_without_dht(request.network)) start_dht(engine, request.network);
    for (auto const& node : request.network.dht_nodes)
        if (!is_address(node.host)) engine.add_dht_node({node.host, node.port});
}

std::int64_t session::state::counter(std::string_view name) const
{
    auto const index =
        static_cast<std::size_t>(lt::find_metric_idx(lt::string_view{name.data(), name.size()}));
    return index < counters.size() ? counters[index] : 0;
}

void session::state::tick()
{
    engine.post_torrent_updates(status_flags);
    engine.post_session_stats();
    if (!counters.empty()) dht_entry.look(engine, counter("dht.dht_nodes"));
    room.look(std::chrono::steady_clock::now());
    if (callbacks.on_tick) guarded(callbacks.on_tick);
    if (ending) return;
    ticker.expires_after(request.tick);
    ticker.async_wait([this](boost::system::error_code const& cancelled) {
        if (!cancelled) tick();
    });
}

session::session(session_request const& request, session_callbacks callbacks)
    : state_{std::make_unique<state>(request, std::move(callbacks))}
{
    state_->await_listen();
    state_->limit_local_peers();
    state_->enter_dht();
}

session::~session() = default;

std::vector<std::string> const& session::endpoints() const
{
    return state_->endpoints;
}

int session::port() const
{
    return state_->port;
}

torrent_id session::add(torrent::metainfo what, add_request const& how)
{
    auto params = torrent::release_params(std::move(what));
    params.save_path = how.save_path;
    set_flags(params, how, state_->request.network);
    for (auto const& endpoint : resolve(how.peers))
        params.peers.push_back(endpoint);
    for (auto const& tracker : how.trackers) {
        params.trackers.push_back(tracker.url);
        params.tracker_tiers.push_back(static_cast<int>(tracker.tier));
    }
    for (auto const& url : how.web_seeds)
        params.url_seeds.push_back(url);
    if (how.resume && params.ti)
        (void)take_resume(params, *how.resume, disk::look(params.ti->files(), params.save_path));
    auto const name = params.ti ? params.ti->name() : params.name;
    auto const key = key_of(params.info_hashes);
    lt::error_code reason;
    auto const handle = state_->engine.add_torrent(std::move(params), reason);
    if (reason) fail(exit_code::failed, "add torrent", name.empty() ? key : name, reason);
    auto const id = handle.id();
    state_->torrents.emplace(id, state::added{handle, how.save_path, how.what_for});
    state_->names.add(id, key, name);
    return id;
}

void session::remove(torrent_id id)
{
    auto const found = state_->torrents.find(id);
    if (found == state_->torrents.end()) return;
    if (found->second.handle.is_valid()) state_->engine.remove_torrent(found->second.handle);
    state_->faults.forget(id);
    state_->room.forget(id);
    state_->torrents.erase(found);
}

void session::save(torrent_id id)
{
    auto const found = state_->torrents.find(id);
    if (found == state_->torrents.end() || !found->second.handle.is_valid()) return;
    found->second.handle.save_resume_data();
}

std::optional<record::torrent_status> session::status(torrent_id id) const
{
    auto const found = state_->torrents.find(id);
    if (found == state_->torrents.end() || !found->second.handle.is_valid()) return std::nullopt;
    return state_->describe_one(found->second.handle.status(status_flags));
}

std::optional<torrent::metainfo> session::metadata(torrent_id id) const
{
    auto const found = state_->torrents.find(id);
    if (found == state_->torrents.end() || !found->second.handle.is_valid()) return std::nullopt;
    auto const info = found->second.handle.torrent_file_with_hashes();
    if (!info) return std::nullopt;
    lt::add_torrent_params params;
    params.ti = std::const_pointer_cast<lt::torrent_info>(info);
    params.info_hashes = info->info_hashes();
    for (auto const& tracker : found->second.handle.trackers()) {
        params.trackers.push_back(tracker.url);
        params.tracker_tiers.push_back(tracker.tier);
    }
    return torrent::from_params(std::move(params));
}

bool session::wait(
    std::function<bool()> const& done,
    std::chrono::milliseconds within,
    std::stop_token const& stop)
{
    constexpr std::chrono::milliseconds least_look{50};
    auto& own = *state_;
    // Without it a loop that has nothing to do returns at once, and this would spin.
    auto const work = asio::make_work_guard(own.loop);
    auto const deadline = std::chrono::steady_clock::now() + within;
    own.running = true;
    own.hand_out_early();
    while (!done() && !stop.stop_requested() && !own.thrown) {
        auto const now = std::chrono::steady_clock::now();
        if (now >= deadline) break;
        own.loop.restart();
        own.loop.run_one_until(std::min(deadline, now + least_look));
    }
    own.running = false;
    if (own.thrown) std::rethrow_exception(own.thrown);
    return done();
}

std::int64_t session::metric(std::string_view name)
{
    constexpr std::chrono::seconds patience{1};
    auto& own = *state_;
    if (!own.running) {
        own.counters.clear();
        own.engine.post_session_stats();
        (void)wait([&own] { return !own.counters.empty(); }, patience, {});
    }
    return own.counter(name);
}

void session::run(std::stop_token stop)
{
    auto& own = *state_;
    std::stop_callback const on_stop{std::move(stop), [&own] {
                                         asio::post(own.loop, [&own] {
                                             if (own.callbacks.on_stop_request)
                                                 own.guarded(own.callbacks.on_stop_request);
                                         });
                                     }};
    own.running = true;
    own.hand_out_early();
    if (!own.ending) {
        own.loop.restart();
        own.tick();
        own.loop.run();
    }
    own.running = false;
    if (own.thrown) std::rethrow_exception(own.thrown);
}

void session::end()
{
    state_->ending = true;
    state_->loop.stop();
}

}  // namespace bt::session
