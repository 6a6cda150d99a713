#include <bt/session/network.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>

#include <libtorrent/ip_filter.hpp>

#include <utility>

/// Another configuration for a session that runs.
namespace bt::session {

void session::renew(network_options const& to)
{
    auto& own = *state_;
    // Throws for what cannot be, before anything is changed.
    auto settings = network_settings(to);
    auto places = places_in(to);
    auto const before = std::exchange(own.request.network, to);
    // Filters that clients have made stay, unless there are lists.
    if (!before.ip_filters.empty()) own.engine.set_ip_filter({});
    if (!before.port_filter.empty()) own.engine.set_port_filter({});
    try {
        own.set_filters();
    } catch (...) {
        own.request.network = before;
        own.set_filters();
        throw;
    }
    own.lately->places = std::move(places);
    own.limit_local_peers();
    own.engine.apply_settings(std::move(settings));
}

void session::scrape(torrent_id id)
{
    // One without trackers is none to ask about.
    auto const* const about = state_->find(id);
    if (about != nullptr && !about->handle.trackers().empty()) about->handle.scrape_tracker();
}

}  // namespace bt::session
