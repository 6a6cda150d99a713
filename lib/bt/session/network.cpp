#include "network.hpp"

#include <bt/base/error.hpp>
#include <bt/net/url.hpp>
#include <bt/session/neighbours.hpp>
#include <bt/session/setting_table.hpp>
#include <bt/session/settings.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

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
    // Made for lines that others share; over loopback it is twenty times slower than TCP.
    into.set_bool(pack::enable_outgoing_utp, false);
    // Every node of a closed net shares one address, and the public defaults throttle by address.
    into.set_int(pack::dht_block_ratelimit, 100 * 1000);
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

/// "user:password", escaped or not, of "scheme://user:password@host".
std::pair<std::string, std::string> login_of(std::string const& url)
{
    auto const start = url.find("://") + 3;
    auto const end = std::min(url.find('/', start), url.size());
    auto const at = url.rfind('@', end);
    if (at == std::string::npos || at < start) return {};
    auto const login = url.substr(start, at - start);
    auto const colon = std::min(login.find(':'), login.size());
    auto const password = colon < login.size() ? login.substr(colon + 1) : std::string{};
    return {net::percent_decode(login.substr(0, colon)), net::percent_decode(password)};
}

void set_proxy(network_options const& options, pack& into)
{
    if (options.proxy.empty()) return;
    auto const [user, password] = login_of(options.proxy);
    auto const scheme = net::scheme_of(options.proxy);
    auto const where = net::authority_of(options.proxy);
    if (!where) fail(exit_code::usage, "use proxy", options.proxy, "it names no host and port");
    int type = user.empty() ? pack::http : pack::http_pw;
    if (scheme == "socks4") type = pack::socks4;
    if (scheme == "socks5") type = user.empty() ? pack::socks5 : pack::socks5_pw;
    into.set_int(pack::proxy_type, type);
    into.set_str(pack::proxy_hostname, where->host);
    into.set_int(pack::proxy_port, where->port);
    into.set_str(pack::proxy_username, user);
    into.set_str(pack::proxy_password, password);
    into.set_bool(pack::proxy_hostnames, true);
    into.set_bool(pack::proxy_peer_connections, true);
    into.set_bool(pack::proxy_tracker_connections, true);
}

void set_encryption(network_options const& options, pack& into)
{
    if (options.encryption.empty()) return;
    int policy = pack::pe_enabled;
    if (options.encryption == "off") policy = pack::pe_disabled;
    if (options.encryption == "require") policy = pack::pe_forced;
    into.set_int(pack::in_enc_policy, policy);
    into.set_int(pack::out_enc_policy, policy);
    // A forced handshake alone would leave the content in the clear.
    into.set_int(
        pack::allowed_enc_level,
        policy == pack::pe_forced ? static_cast<int>(pack::pe_rc4)
                                  : static_cast<int>(pack::pe_both));
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

int limit_of(std::int64_t bytes_per_second)
{
    return static_cast<int>(std::min<std::int64_t>(bytes_per_second, 0x7fffffff));
}

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
    set_proxy(options, settings);
    set_encryption(options, settings);
    switch_off(options, settings);
    // Each message of a peer waits for its share of a limit until the next tick.
    if (options.down_bytes_per_second > 0 || options.up_bytes_per_second > 0)
        settings.set_int(pack::tick_interval, 100);
    using std::chrono::ceil;
    using std::chrono::seconds;
    settings.set_int(
        pack::stop_tracker_timeout, static_cast<int>(ceil<seconds>(options.stop_timeout).count()));
    for (auto const& each : options.set)
        apply(parse_setting(each), settings);
    return settings;
}

}  // namespace bt::session
