#include "neighbours.hpp"

#include <libtorrent/address.hpp>
#include <libtorrent/kademlia/dht_state.hpp>
#include <libtorrent/settings_pack.hpp>
#include <libtorrent/socket.hpp>

#include <algorithm>

namespace bt::session {

bool is_address(std::string const& host)
{
    lt::error_code reason;
    (void)lt::make_address(host, reason);
    return !reason;
}

bool starts_without_dht(network_options const& network)
{
    return !network.no_dht && std::ranges::any_of(network.dht_nodes, [](host_and_port const& each) {
        return is_address(each.host);
    });
}

void start_dht(lt::session& engine, network_options const& network)
{
    lt::dht::dht_state table;
    for (auto const& each : network.dht_nodes) {
        lt::error_code reason;
        auto const address = lt::make_address(each.host, reason);
        if (reason) continue;
        lt::udp::endpoint const node{address, static_cast<std::uint16_t>(each.port)};
        (address.is_v4() ? table.nodes : table.nodes6).push_back(node);
    }
    engine.set_dht_state(std::move(table));
    lt::settings_pack settings;
    settings.set_bool(lt::settings_pack::enable_dht, true);
    engine.apply_settings(std::move(settings));
}

void persistence::look(lt::session& engine, std::int64_t known)
{
    constexpr std::chrono::seconds pause{2};
    auto const now = std::chrono::steady_clock::now();
    if (known > 0 || now < next_) return;
    next_ = now + pause;
    for (auto const& each : nodes_)
        engine.add_dht_node({each.host, each.port});
}

}  // namespace bt::session
