#include <bt/session/network.hpp>

#include <gtest/gtest.h>

#include <chrono>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

TEST(listening, is_where_the_options_say)
{
    EXPECT_EQ(listen_interfaces({}), "0.0.0.0:6881,[::]:6881");
    EXPECT_EQ(listen_interfaces({.private_net = true}), "127.0.0.1:0");
    EXPECT_EQ(listen_interfaces({.port = 7}), "0.0.0.0:7,[::]:7");
    EXPECT_EQ(listen_interfaces({.port = 7, .interfaces = {"eth0"}}), "eth0:7");
    EXPECT_EQ(listen_interfaces({.listen = {{"::1", 9}, {"10.0.0.1", 0}}}), "[::1]:9,10.0.0.1:0");
}

TEST(a_named_port, is_that_port_or_an_error)
{
    auto const named = network_settings({.port = 7000});
    EXPECT_EQ(named.get_int(pack::max_retry_port_bind), 0);
    EXPECT_FALSE(named.get_bool(pack::listen_system_port_fallback));
    EXPECT_FALSE(network_settings({}).has_val(pack::max_retry_port_bind));
    EXPECT_FALSE(network_settings({.port = 0}).has_val(pack::max_retry_port_bind));
}

TEST(a_private_net, asks_nobody_outside)
{
    auto const settings = network_settings({.private_net = true});
    EXPECT_EQ(settings.get_str(pack::dht_bootstrap_nodes), "");
    for (int const name : {pack::enable_lsd, pack::enable_upnp, pack::enable_natpmp})
        EXPECT_FALSE(settings.get_bool(name));
}

// A node given by address is contacted by the session itself: libtorrent keeps its own bootstrap
// nodes out of the routing table.
TEST(a_dht_node, is_a_bootstrap_node_only_if_it_has_a_name)
{
    auto const settings =
        network_settings({.private_net = true, .dht_nodes = {{"127.0.0.1", 5}, {"node.test", 6}}});
    EXPECT_EQ(settings.get_str(pack::dht_bootstrap_nodes), "node.test:6");
}

TEST(options, become_settings_and_set_wins)
{
    auto const settings = network_settings(
        {.no_dht = true,
         .no_utp = true,
         .down_bytes_per_second = 1000,
         .up_bytes_per_second = 2000,
         .preset = "low-memory",
         .set = {"connections_limit=7"},
         .stop_timeout = std::chrono::milliseconds{1500}});
    EXPECT_FALSE(settings.get_bool(pack::enable_dht));
    EXPECT_FALSE(settings.get_bool(pack::enable_outgoing_utp));
    EXPECT_EQ(settings.get_int(pack::download_rate_limit), 1000);
    EXPECT_EQ(settings.get_int(pack::upload_rate_limit), 2000);
    EXPECT_EQ(settings.get_int(pack::connections_limit), 7);
    EXPECT_EQ(settings.get_int(pack::max_peerlist_size), 500);
    EXPECT_EQ(settings.get_int(pack::stop_tracker_timeout), 2);
}

}  // namespace
}  // namespace bt::session
