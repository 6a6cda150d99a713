#include <bt/base/error.hpp>
#include <bt/record/catalog.hpp>
#include <bt/record/events/all.hpp>
#include <bt/session/alert_feed.hpp>
#include <bt/session/alert_table.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <libtorrent/alert.hpp>
#include <libtorrent/session.hpp>
#include <libtorrent/session_params.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace bt::session {
namespace {

namespace category = lt::alert_category;

bool holds(std::vector<std::string_view> const& kinds, std::string_view kind)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

TEST(the_alert_table, names_each_event_once_and_each_is_documented)
{
    std::set<std::string_view> documented;
    for (auto const& kind : record::catalog())
        if (kind.of == record::family::event) documented.insert(kind.kind);
    std::set<std::string_view> seen;
    for (auto const& row : event_rows()) {
        EXPECT_TRUE(seen.insert(row.kind).second) << row.kind;
        EXPECT_TRUE(documented.contains(row.kind)) << row.kind;
    }
    constexpr auto told_by_tools = std::tuple_size_v<record::tool_events>;
    EXPECT_EQ(seen.size() + told_by_tools, documented.size())
        << "the others are told by the tools themselves";
}

TEST(the_mask, lets_through_what_is_asked_for_and_what_a_host_needs)
{
    std::vector<std::string_view> const one{"piece_finished"};
    auto const mask = mask_for(one);
    EXPECT_TRUE(mask & category::piece_progress);
    EXPECT_TRUE(mask & category::error);
    EXPECT_TRUE(mask & category::status);
    EXPECT_TRUE(mask & category::storage);
    EXPECT_FALSE(mask & category::peer);
    EXPECT_FALSE(mask & lt::alert_category_t{1U << 7})
        << "the retired bit switches on all progress";
}

TEST(the_usual_events, leave_out_what_comes_by_the_thousand)
{
    auto const usual = select_events("");
    for (auto const* kind :
         {"torrent_finished",
          "metadata_received",
          "file_completed",
          "tracker_error",
          "alerts_dropped"})
        EXPECT_TRUE(holds(usual, kind)) << kind;
    for (auto const* kind : {"piece_finished", "block_finished", "peer_connected", "session_log"})
        EXPECT_FALSE(holds(usual, kind)) << kind;
}

TEST(an_event_list, adds_removes_and_starts_over)
{
    EXPECT_TRUE(holds(select_events("piece_finished"), "piece_finished"));
    EXPECT_FALSE(holds(select_events("-torrent_finished"), "torrent_finished"));
    EXPECT_EQ(select_events("none,hash_failed"), std::vector<std::string_view>{"hash_failed"});
    EXPECT_EQ(select_events("all").size(), event_rows().size());
    EXPECT_EQ(select_events("hash_failed").size(), select_events("").size());
    try {
        (void)select_events("torrent_finnished");
        FAIL();
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::usage);
        EXPECT_STREQ(e.what(), "cannot tell event torrent_finnished: there is none of that name");
    }
}

lt::session_params quiet_loopback()
{
    lt::settings_pack settings;
    settings.set_str(lt::settings_pack::listen_interfaces, "127.0.0.1:0");
    for (int const name :
         {lt::settings_pack::enable_dht,
          lt::settings_pack::enable_lsd,
          lt::settings_pack::enable_upnp,
          lt::settings_pack::enable_natpmp})
        settings.set_bool(name, false);
    std::vector<std::string_view> const none;
    settings.set_int(
        lt::settings_pack::alert_mask, static_cast<int>(std::uint32_t{mask_for(none)}));
    return lt::session_params{settings};
}

TEST(the_feed, brings_alerts_to_the_thread_of_the_loop)
{
    boost::asio::io_context loop;
    lt::session engine{quiet_loopback()};
    std::vector<event> events;
    torrent_names const names;
    auto const wanted = select_events("");
    alert_feed const feed{loop, engine, [&](lt::alert const& alert) {
                              if (auto one = to_event(alert, names, wanted))
                                  events.push_back(std::move(*one));
                          }};
    auto const listens = [&] {
        return std::ranges::any_of(events, [](event const& each) {
            auto const* ok = std::get_if<record::event::listen_succeeded>(&each.what);
            return ok != nullptr && ok->socket_type == "tcp" && each.told && each.where.time > 1e9
                && ok->endpoint.starts_with("127.0.0.1:");
        });
    };
    auto const keeps_waiting = boost::asio::make_work_guard(loop);
    for (int i = 0; i < 200 && !listens(); ++i)
        loop.run_for(std::chrono::milliseconds{50});
    EXPECT_TRUE(listens());
}

TEST(the_feed, may_go_before_what_it_posted)
{
    boost::asio::io_context loop;
    lt::session engine{quiet_loopback()};
    int calls = 0;
    {
        alert_feed const feed{loop, engine, [&](lt::alert const&) { ++calls; }};
        (void)engine.listen_port();
    }
    loop.run_for(std::chrono::milliseconds{50});
    EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace bt::session
