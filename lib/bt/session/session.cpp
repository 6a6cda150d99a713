#include "session.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/session/alert_feed.hpp>
#include <bt/session/alert_table.hpp>
#include <bt/session/alerts/words.hpp>
#include <bt/session/disk_source.hpp>
#include <bt/session/ip_filter.hpp>
#include <bt/session/listening.hpp>
#include <bt/session/network.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>
#include <bt/session/status.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/ip_filter.hpp>
#include <libtorrent/mmap_disk_io.hpp>
#include <libtorrent/posix_disk_io.hpp>
#include <libtorrent/session.hpp>
#include <libtorrent/session_params.hpp>
#include <libtorrent/session_stats.hpp>
#include <libtorrent/torrent_handle.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <utility>

namespace bt::session {
namespace {

namespace asio = boost::asio;

lt::disk_io_constructor_type disk_constructor(std::string_view name, disk::control const& own)
{
    if (name == "mmap") return lt::mmap_disk_io_constructor;
    if (name == "posix") return lt::posix_disk_io_constructor;
    return own.constructor();
}

/// Only the nodes of the DHT are taken: settings are the caller's, and this run's own.
lt::session_params params_of_state(std::string const& state)
{
    if (state.empty()) return {};
    try {
        return lt::read_session_params(
            {state.data(), static_cast<long>(state.size())}, lt::session_handle::save_dht_state);
    } catch (lt::system_error const&) {
        // What cannot be read is as good as none: the DHT is entered as if for the first time.
        return {};
    }
}

lt::session_params params_of(session_request const& request, disk::control const& disk)
{
    auto settings = network_settings(request.network);
    auto const mask = mask_for(request.events) | mask_for(request.needs);
    settings.set_int(lt::settings_pack::alert_mask, static_cast<int>(std::uint32_t{mask}));
    if (starts_without_dht(request.network))
        settings.set_bool(lt::settings_pack::enable_dht, false);
    auto params = params_of_state(request.state);
    params.settings = std::move(settings);
    params.disk_io_constructor =
        request.disk ? request.disk->make : disk_constructor(request.network.disk, disk);
    return params;
}

/// Without memory, OpenSSL cannot begin, and does not say why.
template <class State>
std::unique_ptr<State> begin(session_request const& request, session_callbacks callbacks)
{
    try {
        return std::make_unique<State>(request, std::move(callbacks));
    } catch (boost::system::system_error const& e) {
        if (std::string_view{e.code().category().name()} == "asio.ssl") throw std::bad_alloc{};
        throw;
    }
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
        auto where = text_of(lt::address{ok->address}, ok->port);
        if (std::ranges::find(endpoints, where) == endpoints.end())
            endpoints.push_back(std::move(where));
        if (port == 0) port = ok->port;
    } else if (auto const* failed = lt::alert_cast<lt::listen_failed_alert>(&alert)) {
        if (!listen_trouble.empty()) return;
        listen_trouble = fmt::format(
            "cannot listen on {}: {}",
            text_of(lt::address{failed->address}, failed->port),
            failed->error.message());
    }
}

/// After a change of what is listened on: those that were opened are told, those closed are not.
void session::state::forget_closed()
{
    // Once it answers, it has opened and closed them.
    (void)engine.listen_port();
    auto const open = tcp_listeners();
    // A process that may not look at its own descriptors leaves nothing to go by.
    if (open.empty() && engine.is_listening()) return;
    std::erase_if(endpoints, [&open](std::string const& each) {
        return std::ranges::find(open, each) == open.end();
    });
    port = 0;
    if (endpoints.empty()) return;
    auto const& first = endpoints.front();
    constexpr int most_port = 65535;
    auto const number =
        parse_integer(std::string_view{first}.substr(first.rfind(':') + 1), 0, most_port);
    port = static_cast<int>(number.value_or(0));
}

void session::state::on_state_update(lt::state_update_alert const& alert)
{
    for (auto const& status : alert.status)
        if (auto const* const known = names.find(status.handle.id()))
            if (auto const about = downloads.find(known->id); about != downloads.end())
                about->second.hear(status.num_peers, status.is_finished);
    if (!callbacks.on_status) return;
    std::vector<torrent_update> updates;
    updates.reserve(alert.status.size());
    for (auto const& status : alert.status)
        if (auto const* const known = names.find(status.handle.id()))
            updates.push_back({known->id, describe_one(status)});
    if (!updates.empty()) guarded([&] { callbacks.on_status(updates); });
}

// A hybrid torrent known by its v2 hash alone gains a v1 hash with its metadata; its key stays.
record::torrent_status session::state::describe_one(lt::torrent_status const& status) const
{
    auto out = describe(status);
    if (auto const known = names.find(status.handle.id())) out.torrent = known->key;
    if (auto const* const about = find(status.handle); about != nullptr && about->starts) {
        out.is_paused = false;
        for (auto& each : out.flags)
            if (each.name == "paused") each.value = false;
    }
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
    if (auto const* file = lt::alert_cast<lt::file_completed_alert>(&alert))
        on_file_completed(file->handle);
    if (auto const* checked = lt::alert_cast<lt::torrent_checked_alert>(&alert))
        if (auto const* const known = names.find(checked->handle.id())) faults.forget(known->id);
    if (auto const* read = lt::alert_cast<lt::read_piece_alert>(&alert)) {
        on_piece(*read);
        return;
    }
    if (auto const* saved = lt::alert_cast<lt::save_resume_data_alert>(&alert)) {
        on_resume_data(*saved);
        return;
    }
    if (auto const* stats = lt::alert_cast<lt::session_stats_alert>(&alert)) {
        counters.assign(stats->counters().begin(), stats->counters().end());
        return;
    }
    if (!on_way_up(alert)) return;
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

void session::state::set_filters()
{
    if (!request.network.ip_filters.empty()) {
        lt::ip_filter blocked;
        for (auto const& path : request.network.ip_filters)
            read_ip_filter(path, blocked);
        engine.set_ip_filter(blocked);
    }
    if (request.network.port_filter.empty()) return;
    lt::port_filter ports;
    for (auto const& each : request.network.port_filter)
        ports.add_rule(
            static_cast<std::uint16_t>(each.first),
            static_cast<std::uint16_t>(each.last),
            lt::port_filter::blocked);
    engine.set_port_filter(ports);
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

void session::state::call_for_peers()
{
    auto const now = std::chrono::steady_clock::now();
    for (auto& [id, alone] : downloads)
        if (alone.asks(now)) torrents.at(id).handle.force_dht_announce();
}

void session::state::tick()
{
    call_for_peers();
    give_up_questions();
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

engine::~engine() = default;

session::session(session_request const& request, session_callbacks callbacks)
    : state_{begin<state>(request, std::move(callbacks))}
{
    state_->await_listen();
    state_->limit_local_peers();
    state_->set_filters();
    state_->lately->places = places_in(state_->request.network);
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

void session::also_needs(std::vector<std::string> kinds)
{
    auto& own = *state_;
    auto mask = mask_for(own.request.events) | mask_for(own.request.needs);
    own.lately->needed = {kinds.begin(), kinds.end()};
    for (auto const& each : kinds) {
        std::array<std::string_view, 1> const one{each};
        mask |= mask_for(one);
    }
    lt::settings_pack settings;
    settings.set_int(lt::settings_pack::alert_mask, static_cast<int>(std::uint32_t{mask}));
    own.engine.apply_settings(settings);
}

asio::io_context& session::loop()
{
    return state_->loop;
}

void session::post(std::function<void()> call)
{
    asio::post(state_->loop, [this, call = std::move(call)] { state_->guarded(call); });
}

}  // namespace bt::session
