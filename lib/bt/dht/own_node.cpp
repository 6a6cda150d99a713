#include "own_node.hpp"

#include <bt/base/error.hpp>
#include <bt/session/session_state.hpp>

#include <boost/asio/ip/udp.hpp>
#include <fmt/format.h>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/client_data.hpp>
#include <libtorrent/kademlia/dht_state.hpp>
#include <libtorrent/session_params.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace bt::dht {
namespace {

network_options one_shot(network_options network)
{
    bool const anywhere = network.listen.empty() && !network.port;
    if (anywhere) network.port = 0;
    // The public default for what a node serves to others would make a look-up drop its queries.
    network.set.insert(
        network.set.begin(), {"dht_read_only=true", "dht_upload_rate_limit=1000000"});
    network.no_lsd = true;
    network.no_upnp = true;
    network.no_natpmp = true;
    return network;
}

}  // namespace

own_node::own_node(network_options network, std::vector<contact> more)
    : network_{one_shot(std::move(network))}
    , seeds_{std::move(more)}
    , host_{{.network = network_, .events = session::select_events("none,dht_bootstrap")}, {}}
{
    host_.get().watch = [this](lt::alert const& alert) { on_alert(alert); };
    auto const settings = host_.get().engine.get_settings();
    has_routers_ = !settings.get_str(lt::settings_pack::dht_bootstrap_nodes).empty();
    resolve();
}

void own_node::check_can_enter() const
{
    if (has_routers_ || !network_.dht_nodes.empty() || !seeds_.empty()) return;
    throw error{
        exit_code::network,
        "cannot enter the DHT: no node of it is known",
        "--dht-node HOST:PORT names one"};
}

// An address takes no time. A name is looked up by the loop, while it waits for other things.
void own_node::resolve()
{
    using boost::asio::ip::udp;
    auto const resolver = std::make_shared<udp::resolver>(host_.get().loop);
    for (auto const& each : network_.dht_nodes) {
        ++unresolved_;
        resolver->async_resolve(
            each.host,
            std::to_string(each.port),
            [this, resolver, host = each.host](auto const& reason, auto const& results) {
                --unresolved_;
                if (reason) trouble_ = fmt::format("cannot find {}: {}", host, reason.message());
                for (auto const& result : results)
                    seeds_.push_back({.where = result.endpoint()});
            });
    }
}

void own_node::on_alert(lt::alert const& alert)
{
    auto const* answer = lt::alert_cast<lt::dht_direct_response_alert>(&alert);
    if (answer == nullptr) return;
    auto const* const whose = answer->userdata.get<heard>();
    auto const found =
        std::ranges::find_if(waiting_, [whose](heard const& each) { return &each == whose; });
    if (found == waiting_.end()) return;
    auto const then = std::move(*found);
    waiting_.erase(found);
    auto const message = answer->response().data_section();
    then({message.data(), static_cast<std::size_t>(message.size())});
}

void own_node::send(endpoint const& to, lt::entry const& query, heard then)
{
    waiting_.push_back(std::move(then));
    host_.get().engine.dht_direct_request(to, query, lt::client_data_t{&waiting_.back()});
}

bool own_node::can_reach(endpoint const& where) const
{
    return std::ranges::any_of(host_.endpoints(), [&](std::string const& own) {
        return own.starts_with('[') == where.address().is_v6();
    });
}

std::vector<contact> own_node::known()
{
    auto out = seeds_;
    // libtorrent bootstraps by itself, and knows nodes from the first answer on.
    constexpr std::size_t enough = 16;
    auto const state =
        host_.get().engine.session_state(lt::session_handle::save_dht_state).dht_state;
    std::size_t taken = 0;
    for (auto const* list : {&state.nodes, &state.nodes6})
        for (auto const& each : *list)
            if (can_reach(each) && taken++ < enough) out.push_back({.where = each});
    return out;
}

bool own_node::wait(
    std::function<bool()> const& done,
    std::chrono::milliseconds within,
    std::stop_token const& stop)
{
    return host_.wait(done, within, stop);
}

std::vector<endpoint> own_node::find(
    host_and_port const& host, std::chrono::milliseconds within, std::stop_token const& stop)
{
    using boost::asio::ip::udp;
    struct looked_up {
        udp::resolver by;
        std::vector<endpoint> found;
        bool done = false;
    };
    auto const state =
        std::make_shared<looked_up>(looked_up{.by = udp::resolver{host_.get().loop}});
    state->by.async_resolve(
        host.host, std::to_string(host.port), [state](auto const& reason, auto const& results) {
            state->done = true;
            if (reason) return;
            for (auto const& each : results)
                state->found.push_back(each.endpoint());
        });
    (void)host_.wait([&] { return state->done; }, within, stop);
    std::erase_if(state->found, [this](endpoint const& each) { return !can_reach(each); });
    return state->found;
}

bool own_node::is_settled() const
{
    return unresolved_ == 0 && !has_routers_;
}

}  // namespace bt::dht
