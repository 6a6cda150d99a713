#include "asked_session.hpp"

#include <bt/session/session_actions.hpp>
#include <bt/session/session_dht.hpp>
#include <bt/session/session_filters.hpp>
#include <bt/session/session_lists.hpp>
#include <bt/session/torrent_lists.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bt::session {
namespace {

using test::code_of;
using test::huge;
using a_session = test::asked_session;
using pairs = std::vector<std::pair<std::string, std::string>>;

template <class Value>
Value setting_of(session& of, std::string const& name)
{
    std::vector<std::string> const names{name};
    return std::get<Value>(settings(of, names).at(0).value);
}

TEST_F(a_session, pauses_and_resumes)
{
    EXPECT_FALSE(info_of(host()).paused);
    pause_session(host());
    EXPECT_TRUE(info_of(host()).paused);
    resume_session(host());
    EXPECT_FALSE(info_of(host()).paused);
}

TEST_F(a_session, takes_settings_all_or_none)
{
    set_settings(
        host(),
        pairs{{"connections_limit", "77"}, {"user_agent", "x=y"}, {"download_rate_limit", "10K"}});
    EXPECT_EQ(setting_of<std::int64_t>(host(), "connections_limit"), 77);
    EXPECT_EQ(setting_of<std::int64_t>(host(), "download_rate_limit"), 10240);
    EXPECT_EQ(setting_of<std::string>(host(), "user_agent"), "x=y");
    EXPECT_FALSE(setting_of<bool>(host(), "enable_dht"));
    for (auto const& bad : pairs{
             {"no_such_thing", "1"},
             {"", ""},
             {"connections_limit=3", "4"},
             {"connections_limit", "many"},
             {"connections_limit", "99999999999999999999"},
             {"alert_mask", "1"},
             {"enable_dht", "perhaps"}})
        EXPECT_EQ(
            code_of([&] {
                set_settings(host(), pairs{{"connections_limit", "5"}, bad});
            }),
            exit_code::usage)
            << bad.first;
    EXPECT_EQ(setting_of<std::int64_t>(host(), "connections_limit"), 77);
    set_settings(host(), {});
}

TEST_F(a_session, says_its_settings)
{
    auto const all = settings(host());
    EXPECT_GT(all.size(), 150U);
    auto const other = settings(host(), {}, which_settings::non_default);
    EXPECT_LT(other.size(), all.size());
    auto const is_said = [&](std::string const& name) {
        return std::ranges::any_of(other, [&](auto const& each) { return each.name == name; });
    };
    EXPECT_TRUE(is_said("enable_dht"));
    EXPECT_FALSE(is_said("connections_limit"));
    std::vector<std::string> const names{"connections_limit"};
    EXPECT_TRUE(settings(host(), names, which_settings::non_default).empty());
    std::vector<std::string> const bad{"no_such_thing"};
    EXPECT_EQ(code_of([&] { (void)settings(host(), bad); }), exit_code::usage);
}

TEST_F(a_session, has_a_policy_of_encryption)
{
    set_encryption(host(), {.in_enc_policy = "pe_forced", .allowed_enc_level = "pe_rc4"});
    EXPECT_EQ(setting_of<std::int64_t>(host(), "in_enc_policy"), 0);
    EXPECT_EQ(setting_of<std::int64_t>(host(), "out_enc_policy"), 1);
    EXPECT_EQ(setting_of<std::int64_t>(host(), "allowed_enc_level"), 2);
    EXPECT_EQ(
        code_of([&] { set_encryption(host(), {.out_enc_policy = "perhaps"}); }), exit_code::usage);
    set_encryption(host(), {});
}

TEST_F(a_session, has_a_filter_of_addresses)
{
    EXPECT_TRUE(ip_filter_list(host()).empty());
    ip_filter_add(host(), "10.0.0.0", "10.0.0.255");
    ip_filter_add(host(), "10.0.0.7", "10.0.0.7", verdict::let_pass);
    ip_filter_add(host(), "2001:db8::", "2001:db8::ff");
    auto const all = ip_filter_list(host());
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].start, "10.0.0.0");
    EXPECT_EQ(all[0].end, "10.0.0.6");
    EXPECT_TRUE(all[0].blocked);
    EXPECT_EQ(all[0].family, "ipv4");
    EXPECT_EQ(all[1].start, "10.0.0.8");
    EXPECT_EQ(all[2].family, "ipv6");
    for (auto const& [first, last] :
         pairs{{"x", "10.0.0.1"}, {"10.0.0.1", ""}, {"10.0.0.2", "10.0.0.1"}, {"10.0.0.1", "::1"}})
        EXPECT_EQ(code_of([&] { ip_filter_add(host(), first, last); }), exit_code::usage) << first;
    EXPECT_EQ(ip_filter_list(host()).size(), 3U);
    test::write_file(place / "good", "192.0.2.0/24\n");
    test::write_file(place / "bad", "192.0.2.0/24\nnonsense\n");
    std::vector<std::string> const good{place / "good"};
    std::vector<std::string> const bad{place / "good", place / "bad"};
    ip_filter_replace(host(), good);
    ASSERT_EQ(ip_filter_list(host()).size(), 1U);
    EXPECT_EQ(ip_filter_list(host())[0].end, "192.0.2.255");
    EXPECT_EQ(code_of([&] { ip_filter_replace(host(), bad); }), exit_code::config);
    EXPECT_EQ(ip_filter_list(host()).size(), 1U);
    ip_filter_clear(host());
    EXPECT_TRUE(ip_filter_list(host()).empty());
}

TEST_F(a_session, has_a_filter_of_ports)
{
    EXPECT_TRUE(port_filter_list(host()).empty());
    port_filter_add(host(), 0, 1023);
    port_filter_add(host(), 80, 80, verdict::let_pass);
    auto const all = port_filter_list(host());
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].end, 1023);
    EXPECT_TRUE(all[0].blocked);
    EXPECT_FALSE(all[1].blocked);
    for (auto const& [first, last] :
         std::vector<std::pair<int, int>>{{-1, 5}, {5, 65536}, {huge, huge}, {9, 8}})
        EXPECT_EQ(code_of([&] { port_filter_add(host(), first, last); }), exit_code::usage);
    EXPECT_EQ(port_filter_list(host()).size(), 2U);
    port_filter_clear(host());
    EXPECT_TRUE(port_filter_list(host()).empty());
}

// The one thing to see of a port filter is that nobody is called there.
TEST_F(a_session, calls_no_peer_at_a_port_that_is_blocked)
{
    test::node other;
    port_filter_add(other.get(), node_.address().port, node_.address().port);
    (void)other.download(sample, place / "to", node_);
    EXPECT_TRUE(test::until(
        {&node_, &other}, [&] { return other.count<record::event::peer_blocked>() > 0; }));
}

TEST_F(a_session, has_classes_of_peers)
{
    EXPECT_EQ(peer_class_list(host()).size(), 3U);
    auto const number = peer_class_create(host(), "friends");
    EXPECT_GE(number, 3);
    auto it = peer_class_get(host(), number);
    EXPECT_EQ(it.label, "friends");
    it.upload_limit = 5000;
    it.download_priority = 9;
    it.connection_limit_factor = 150;
    it.ignore_unchoke_slots = true;
    peer_class_set(host(), it);
    it = peer_class_list(host()).at(3);
    EXPECT_EQ(it.number, number);
    EXPECT_EQ(it.upload_limit, 5000);
    EXPECT_EQ(it.download_priority, 9);
    EXPECT_EQ(it.connection_limit_factor, 150);
    EXPECT_TRUE(it.ignore_unchoke_slots);
    auto bad = it;
    bad.upload_limit = -1;
    EXPECT_EQ(code_of([&] { peer_class_set(host(), bad); }), exit_code::usage);
    bad = it;
    bad.upload_priority = 256;
    EXPECT_EQ(code_of([&] { peer_class_set(host(), bad); }), exit_code::usage);
    bad = it;
    bad.number = 31;
    EXPECT_EQ(code_of([&] { peer_class_set(host(), bad); }), exit_code::not_found);
    for (auto const none : {-1, number + 1, 31, 32, huge})
        EXPECT_EQ(code_of([&] { (void)peer_class_get(host(), none); }), exit_code::not_found);
    EXPECT_EQ(code_of([&] { peer_class_delete(host(), 1); }), exit_code::usage);
    EXPECT_EQ(code_of([&] { (void)peer_class_create(host(), ""); }), exit_code::usage);
    peer_class_delete(host(), number);
    EXPECT_EQ(code_of([&] { peer_class_delete(host(), number); }), exit_code::not_found);
    EXPECT_EQ(peer_class_list(host()).size(), 3U);
}

TEST_F(a_session, gives_peers_classes_by_address_and_socket)
{
    auto const number = peer_class_create(host(), "friends");
    std::vector<int> const both{0, number};
    peer_class_filter_add(host(), "192.0.2.0", "192.0.2.255", both);
    auto const find = [&]() -> std::optional<record::ip_range> {
        for (auto const& each : peer_class_filter_list(host()))
            if (each.start == "192.0.2.0") return each;
        return std::nullopt;
    };
    ASSERT_TRUE(find());
    EXPECT_EQ(find()->end, "192.0.2.255");
    EXPECT_EQ(*find()->classes, (std::vector<std::int64_t>{0, number}));
    std::vector<int> const none{number + 1};
    EXPECT_EQ(
        code_of([&] { peer_class_filter_add(host(), "192.0.2.0", "192.0.2.1", none); }),
        exit_code::not_found);
    // libtorrent itself adds its class 1 to what is over TCP.
    std::vector<int> const global{0};
    std::vector<int> const over_tcp{0, 1};
    std::vector<int> const all{0, 1, number};
    peer_class_type_filter(host(), socket_type::utp, class_change::add, number);
    EXPECT_EQ(peer_classes_over(host(), socket_type::utp, global), both);
    EXPECT_EQ(peer_classes_over(host(), socket_type::ssl_utp, global), global);
    peer_class_type_filter(host(), socket_type::utp, class_change::remove, number);
    EXPECT_EQ(peer_classes_over(host(), socket_type::utp, global), global);
    peer_class_type_filter(host(), socket_type::tcp, class_change::disallow, number);
    EXPECT_EQ(peer_classes_over(host(), socket_type::tcp, both), over_tcp);
    peer_class_type_filter(host(), socket_type::tcp, class_change::allow, number);
    EXPECT_EQ(peer_classes_over(host(), socket_type::tcp, both), all);
    EXPECT_EQ(
        code_of([&] { peer_class_type_filter(host(), socket_type::tcp, class_change::add, -1); }),
        exit_code::not_found);
    peer_class_delete(host(), number);
    for (auto const& each : peer_class_filter_list(host()))
        EXPECT_EQ(std::ranges::count(*each.classes, number), 0);
}

TEST_F(a_session, maps_no_ports_where_that_is_off)
{
    EXPECT_TRUE(port_mapping_add(host(), port_protocol::tcp, 5000, 5000).empty());
    EXPECT_TRUE(port_mapping_list(host()).empty());
    for (auto const bad : {-1, 0, 65536, huge}) {
        EXPECT_EQ(
            code_of([&] { (void)port_mapping_add(host(), port_protocol::udp, bad, 1); }),
            exit_code::usage);
        EXPECT_EQ(
            code_of([&] { (void)port_mapping_add(host(), port_protocol::udp, 1, bad); }),
            exit_code::usage);
    }
    for (auto const none : {-1, 0, huge})
        EXPECT_EQ(code_of([&] { port_mapping_delete(host(), none); }), exit_code::not_found);
}

TEST_F(a_session, says_who_it_is)
{
    auto const info = info_of(host());
    EXPECT_EQ(info.listen_port, host().port());
    EXPECT_EQ(info.listen_endpoints, host().endpoints());
    EXPECT_TRUE(info.listening);
    EXPECT_FALSE(info.dht_running);
    EXPECT_EQ(info.num_torrents, 1);
    EXPECT_TRUE(info.libtorrent_version.starts_with("2.0."));
    EXPECT_TRUE(info.user_agent.starts_with("bt-tools/"));
    EXPECT_TRUE(info.peer_fingerprint.starts_with("-bT"));
    EXPECT_GT(info.pid, 0);
    EXPECT_FALSE(info.external_address);
}

TEST_F(a_session, counts)
{
    EXPECT_EQ(stats_of(host()).interval, 0);
    test::node other;
    auto const got = other.download(sample, place / "to", node_);
    ASSERT_TRUE(test::until({&node_, &other}, [&] { return other.status(got).is_finished; }));
    (void)other.get().metric("net.recv_payload_bytes");
    (void)other.get().metric("net.recv_payload_bytes");
    std::vector<std::string> const globs{"net.recv_*", "ses.num_seeding_torrents"};
    auto const stats = stats_of(other.get(), globs);
    EXPECT_GT(stats.interval, 0);
    EXPECT_GT(stats.total_payload_download, 200'000);
    EXPECT_GT(stats.total_download, stats.total_payload_download);
    EXPECT_EQ(stats.num_torrents, 1);
    EXPECT_EQ(stats.peerlist_size, 1);
    ASSERT_TRUE(stats.metrics);
    auto const metric = [&](std::string const& name) {
        auto const found =
            std::ranges::find(*stats.metrics, name, [](auto const& each) { return each.name; });
        return found == stats.metrics->end() ? -1 : found->value;
    };
    EXPECT_EQ(metric("net.recv_payload_bytes"), stats.total_payload_download);
    EXPECT_EQ(metric("ses.num_seeding_torrents"), 1);
    EXPECT_EQ(metric("net.sent_bytes"), -1);
    std::vector<std::string> const bad{"net.*", "nothing.*"};
    EXPECT_EQ(code_of([&] { (void)stats_of(host(), bad); }, "nothing.*"), exit_code::usage);
}

TEST(the_metrics_of_libtorrent, have_a_name_a_place_and_a_type)
{
    auto const all = stats_metrics();
    EXPECT_GT(all.size(), 200U);
    auto const is = [&](std::string const& name, std::string const& type) {
        return std::ranges::any_of(
            all, [&](auto const& each) { return each.name == name && each.type == type; });
    };
    EXPECT_TRUE(is("net.sent_bytes", "counter"));
    EXPECT_TRUE(is("dht.dht_nodes", "gauge"));
}

}  // namespace
}  // namespace bt::session
