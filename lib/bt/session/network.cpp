#include "network.hpp"

#include <bt/session/neighbours.hpp>
#include <bt/session/setting_table.hpp>
#include <bt/session/settings.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

std::string bracketed(std::string const& host)
{
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

void append(std::string& list, std::string const& host, int port)
{
    if (!list.empty()) list.push_back(',');
    list += fmt::format("{}:{}", bracketed(host), port);
}

/// Rules against private addresses and several nodes or peers on one address make sense on the
/// Internet, and make a loopback swarm impossible.
void lift_public_rules(pack& into)
{
    for (int const name : {
             pack::enable_upnp,
             pack::enable_natpmp,
             pack::enable_lsd,
             pack::ssrf_mitigation,
             pack::dht_restrict_routing_ips,
             pack::dht_restrict_search_ips,
             pack::dht_enforce_node_id,
             pack::dht_prefer_verified_node_ids,
             pack::dht_ignore_dark_internet,
         })
        into.set_bool(name, false);
    into.set_bool(pack::allow_multiple_connections_per_ip, true);
    // Every node of a closed net shares one address, and the public defaults throttle by address.
    into.set_int(pack::dht_block_ratelimit, 1000);
    into.set_int(pack::dht_upload_rate_limit, 1000 * 1000);
    // A node that went away is gone, and each look-up that meets it takes 15 s; the public
    // default gives it 20 of them.
    into.set_int(pack::dht_max_fail_count, 1);
    into.set_str(pack::dht_bootstrap_nodes, "");
}

void set_dht_nodes(network_options const& options, pack& into)
{
    if (options.dht_nodes.empty()) return;
    std::string nodes;
    for (auto const& each : options.dht_nodes)
        if (!is_address(each.host)) append(nodes, each.host, each.port);
    into.set_str(pack::dht_bootstrap_nodes, nodes);
}

int limit_of(std::int64_t bytes_per_second)
{
    return static_cast<int>(std::min<std::int64_t>(bytes_per_second, 0x7fffffff));
}

void switch_off(network_options const& options, pack& into)
{
    if (options.no_dht) into.set_bool(pack::enable_dht, false);
    if (options.no_lsd) into.set_bool(pack::enable_lsd, false);
    if (options.no_upnp) into.set_bool(pack::enable_upnp, false);
    if (options.no_natpmp) into.set_bool(pack::enable_natpmp, false);
    if (!options.no_utp) return;
    into.set_bool(pack::enable_incoming_utp, false);
    into.set_bool(pack::enable_outgoing_utp, false);
}

}  // namespace

std::string listen_interfaces(network_options const& options)
{
    std::string list;
    for (auto const& each : options.listen)
        append(list, each.host, each.port);
    if (!list.empty()) return list;
    int const port = options.port.value_or(options.private_net ? 0 : 6881);
    for (auto const& each : options.interfaces)
        append(list, each, port);
    if (!list.empty()) return list;
    if (options.private_net) return fmt::format("127.0.0.1:{}", port);
    return fmt::format("0.0.0.0:{0},[::]:{0}", port);
}

lt::settings_pack network_settings(network_options const& options)
{
    auto settings = base_settings();
    if (options.disk == "bt") set_up_own_disk(settings);
    apply_preset(options.preset, settings);
    settings.set_str(pack::listen_interfaces, listen_interfaces(options));
    if (!options.interfaces.empty())
        settings.set_str(
            pack::outgoing_interfaces, fmt::format("{}", fmt::join(options.interfaces, ",")));
    if (options.has_explicit_port()) {
        // 2.0.8 would go on to the next port, then to any, and say nothing.
        settings.set_int(pack::max_retry_port_bind, 0);
        settings.set_bool(pack::listen_system_port_fallback, false);
    }
    if (options.private_net) lift_public_rules(settings);
    set_dht_nodes(options, settings);
    settings.set_int(pack::download_rate_limit, limit_of(options.down_bytes_per_second));
    settings.set_int(pack::upload_rate_limit, limit_of(options.up_bytes_per_second));
    switch_off(options, settings);
    using std::chrono::ceil;
    using std::chrono::seconds;
    settings.set_int(
        pack::stop_tracker_timeout, static_cast<int>(ceil<seconds>(options.stop_timeout).count()));
    for (auto const& each : options.set)
        apply(parse_setting(each), settings);
    return settings;
}

}  // namespace bt::session
