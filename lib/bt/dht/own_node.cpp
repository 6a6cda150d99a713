#include "own_node.hpp"

#include <bt/base/error.hpp>
#include <bt/session/session_lists.hpp>
#include <bt/session/session_state.hpp>

#include <boost/asio/ip/udp.hpp>
#include <fmt/format.h>
#include <libtorrent/kademlia/dht_state.hpp>
#include <libtorrent/session_params.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace bt::dht {
namespace {

bool is_v6(std::string const& host)
{
    return host.find(':') != std::string::npos;
}

/// One family: until libtorrent knows its own IPv6 address it sends what is for the one family from
/// the node of the other.
network_options one_shot(network_options network)
{
    bool const anywhere = network.listen.empty() && !network.port && network.interfaces.empty();
    if (anywhere && !network.private_net) {
        auto const& nodes = network.dht_nodes;
        bool const six =
            !nodes.empty() && std::ranges::all_of(nodes, [](host_and_port const& each) {
                return is_v6(each.host);
            });
        network.listen.push_back({six ? "::" : "0.0.0.0", 0});
    } else if (network.listen.empty() && !network.port) {
        network.port = 0;
    }
    // The public defaults for what a node serves to others would make a look-up drop its queries,
    // and take many answers from one address for an attack.
    network.set.insert(
        network.set.begin(),
        {"dht_read_only=true", "dht_upload_rate_limit=1000000", "dht_block_ratelimit=1000000"});
    network.no_lsd = true;
    network.no_upnp = true;
    network.no_natpmp = true;
    return network;
}

}  // namespace

own_node::own_node(network_options network, std::vector<contact> more)
    : network_{one_shot(std::move(network))}
    , seeds_{std::move(more)}
    , host_{
          {.network = network_, .events = session::select_events("none,dht_bootstrap,external_ip")},
          {.on_event = [this](session::event const& what) { on_event(what); }}}
{
    has_address_ = std::ranges::any_of(
        host_.endpoints(), [](std::string const& each) { return !each.starts_with('['); });
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

void own_node::on_event(session::event const& what)
{
    if (std::holds_alternative<record::event::dht_bootstrap>(what.what)) has_entered_ = true;
    auto const* const told = std::get_if<record::event::external_ip>(&what.what);
    if (told == nullptr || !is_v6(told->address)) return;
    has_address_ = true;
    for (auto& each : std::exchange(held_, {}))
        host_.get().ask_dht(each.to, each.query, std::move(each.then));
}

void own_node::send(endpoint const& to, lt::entry const& query, heard then)
{
    if (!has_address_) {
        // Asked by libtorrent itself, it says what our address is.
        host_.get().engine.add_dht_node({to.address().to_string(), to.port()});
        held_.push_back({to, query, std::move(then)});
        return;
    }
    host_.get().ask_dht(to, query, std::move(then));
}

record::dht_state own_node::state(std::chrono::milliseconds within, std::stop_token const& stop)
{
    constexpr std::chrono::seconds a_moment{5};
    constexpr std::chrono::milliseconds again{200};
    auto const told = std::make_shared<std::optional<record::dht_state>>();
    auto const ask = [&] {
        told->reset();
        session::ask_dht_state(host_, [told](record::dht_state const& now) { *told = now; });
        return host_.wait([&] { return told->has_value(); }, a_moment, stop) && (*told)->nodes > 0;
    };
    auto const until = std::chrono::steady_clock::now() + within;
    while (!(has_entered_ && ask())) {
        if (stop.stop_requested()) throw error{exit_code::interrupted, "stopped"};
        if (within.count() > 0 && std::chrono::steady_clock::now() >= until)
            throw error{
                exit_code::network,
                trouble_.empty() ? "cannot use the DHT: no node answers"
                                 : "cannot use the DHT: no node answers: " + trouble_};
        (void)host_.wait([] { return false; }, again, stop);
    }
    return **told;
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

bool own_node::is_settled() const
{
    return unresolved_ == 0 && !has_routers_;
}

}  // namespace bt::dht
