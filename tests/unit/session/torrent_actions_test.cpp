#include "asked_session.hpp"

#include <bt/session/torrent_actions.hpp>
#include <bt/session/torrent_lists.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace bt::session {
namespace {

using test::code_of;
using test::huge;
using a_torrent_of_a_session = test::asked_session;
namespace ev = record::event;

constexpr torrent_id nobody = 4711;

bool has_flag(record::torrent_status const& status, std::string const& name)
{
    return std::ranges::any_of(
        status.flags, [&](auto const& each) { return each.name == name && each.value; });
}

TEST_F(a_torrent_of_a_session, pauses_and_resumes)
{
    pause_torrent(host(), id);
    EXPECT_TRUE(node_.status(id).is_paused);
    EXPECT_FALSE(has_flag(node_.status(id), "auto_managed"));
    resume_torrent(host(), id);
    EXPECT_FALSE(node_.status(id).is_paused);
    pause_torrent(host(), id, pause_mode::gracefully);
    EXPECT_TRUE(node_.status(id).is_paused);
}

TEST_F(a_torrent_of_a_session, stays_paused_if_it_was_told_so_before_it_could_start)
{
    test::sample_torrent const other{test::format::v1};
    auto const second = host().add(other.meta(), {.save_path = place.path()});
    pause_torrent(host(), second);
    ASSERT_TRUE(test::until({&node_}, [&] { return node_.status(second).state == "downloading"; }));
    EXPECT_TRUE(node_.status(second).is_paused);
}

TEST_F(a_torrent_of_a_session, is_checked_again)
{
    recheck(host(), id);
    EXPECT_TRUE(test::until({&node_}, [&] { return node_.count<ev::torrent_checked>() == 2; }));
    EXPECT_EQ(
        code_of([&] { recheck(host(), link()); }, "has no metadata yet"), exit_code::not_found);
}

TEST_F(a_torrent_of_a_session, goes_on_after_an_error_that_was_cleared)
{
    test::node other;
    // A file where its folder has to be.
    test::write_file(place / "to/t", "x");
    auto const got = other.download(sample, place / "to", node_);
    ASSERT_TRUE(
        test::until({&node_, &other}, [&] { return other.status(got).error_code.has_value(); }));
    std::filesystem::remove(place / "to/t");
    clear_error(other.get(), got);
    EXPECT_FALSE(other.status(got).error_code);
    resume_torrent(other.get(), got);
    EXPECT_TRUE(test::until({&node_, &other}, [&] { return other.status(got).is_finished; }));
}

TEST_F(a_torrent_of_a_session, has_limits_that_can_be_set_and_lifted)
{
    auto now = limits(host(), id);
    EXPECT_EQ(now.download_limit, -1);
    EXPECT_EQ(now.max_connections, -1);
    EXPECT_EQ(now.max_uploads, -1);
    set_limits(
        host(),
        id,
        {.download_limit = 1000, .upload_limit = 2000, .max_connections = 7, .max_uploads = 3});
    now = limits(host(), id);
    EXPECT_EQ(now.download_limit, 1000);
    EXPECT_EQ(now.upload_limit, 2000);
    EXPECT_EQ(now.max_connections, 7);
    EXPECT_EQ(now.max_uploads, 3);
    EXPECT_EQ(status_of(host(), id, {.limits = true}).upload_limit, 2000);
    EXPECT_FALSE(status_of(host(), id).upload_limit);
    set_limits(host(), id, {.download_limit = 0, .max_uploads = -1});
    now = limits(host(), id);
    EXPECT_EQ(now.download_limit, -1);
    EXPECT_EQ(now.upload_limit, 2000);
    EXPECT_EQ(now.max_uploads, -1);
}

TEST_F(a_torrent_of_a_session, refuses_limits_that_cannot_be_and_keeps_the_others)
{
    for (auto const bad : {std::int64_t{-2}, std::int64_t{1} << 31, std::int64_t{1} << 62})
        EXPECT_EQ(
            code_of([&] { set_limits(host(), id, {.download_limit = 5, .upload_limit = bad}); }),
            exit_code::usage);
    EXPECT_EQ(code_of([&] { set_limits(host(), id, {.max_connections = 1}); }), exit_code::usage);
    EXPECT_EQ(code_of([&] { set_limits(host(), id, {.max_uploads = 1 << 24}); }), exit_code::usage);
    EXPECT_EQ(limits(host(), id).download_limit, -1);
}

TEST_F(a_torrent_of_a_session, takes_flags_all_or_none)
{
    std::vector<record::named<bool>> const good{
        {"sequential_download", true}, {"disable_pex", true}, {"apply_ip_filter", false}};
    set_flags(host(), id, good);
    auto const status = node_.status(id);
    EXPECT_TRUE(has_flag(status, "sequential_download"));
    EXPECT_TRUE(has_flag(status, "disable_pex"));
    EXPECT_FALSE(has_flag(status, "apply_ip_filter"));
    std::vector<record::named<bool>> const bad{{"sequential_download", false}, {"speed", true}};
    EXPECT_EQ(
        code_of([&] { set_flags(host(), id, bad); }, "there is no flag 'speed', but seed_mode"),
        exit_code::usage);
    EXPECT_TRUE(has_flag(node_.status(id), "sequential_download"));
    std::vector<record::named<bool>> const seed{{"seed_mode", true}};
    EXPECT_EQ(code_of([&] { set_flags(host(), id, seed); }), exit_code::usage);
    set_flags(host(), id, {});
}

TEST_F(a_torrent_of_a_session, moves_in_the_queue)
{
    std::vector<torrent_id> waiting;
    for (auto const what : {test::format::v1, test::format::v2}) {
        test::sample_torrent const other{what};
        waiting.push_back(host().add(
            other.meta(),
            {.save_path = place / std::to_string(static_cast<int>(what)),
             .options = {.auto_managed = true}}));
    }
    auto const at = [&](int which) {
        return queue_position(host(), waiting[static_cast<std::size_t>(which)]);
    };
    ASSERT_TRUE(at(0) && at(1));
    EXPECT_EQ(*at(0) + 1, *at(1));
    move_in_queue(host(), waiting[1], queue_step::top);
    EXPECT_EQ(at(1), 0);
    move_in_queue(host(), waiting[1], queue_step::down);
    EXPECT_EQ(at(1), 1);
    move_in_queue(host(), waiting[1], queue_step::up);
    EXPECT_EQ(at(1), 0);
    move_in_queue(host(), waiting[1], queue_step::bottom);
    EXPECT_GT(*at(1), *at(0));
    set_queue_position(host(), waiting[1], 0);
    EXPECT_EQ(at(1), 0);
    set_queue_position(host(), waiting[1], huge);
    EXPECT_GT(*at(1), *at(0));
    EXPECT_EQ(code_of([&] { set_queue_position(host(), waiting[1], -1); }), exit_code::usage);
    EXPECT_EQ(queue_position(host(), id), std::nullopt);
    set_queue_position(host(), id, 0);
    EXPECT_EQ(queue_position(host(), id), std::nullopt);
}

TEST_F(a_torrent_of_a_session, has_trackers_that_can_be_added_and_replaced)
{
    add_tracker(host(), id, "http://127.0.0.1:1/announce", 3);
    add_tracker(host(), id, "udp://127.0.0.1:2/announce");
    add_tracker(host(), id, "udp://127.0.0.1:2/announce", 9);
    auto all = trackers(host(), id);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].url, "udp://127.0.0.1:2/announce");
    EXPECT_EQ(all[0].index, 0);
    EXPECT_EQ(all[0].tier, 0);
    EXPECT_EQ(all[0].source, std::vector<std::string>{"client"});
    EXPECT_EQ(all[1].tier, 3);
    EXPECT_EQ(all[1].torrent, node_.status(id).torrent);
    std::vector<record::tracker_entry> const others{{.url = "https://x.test/announce", .tier = 1}};
    replace_trackers(host(), id, others);
    all = trackers(host(), id);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].url, others[0].url);
    for (auto const* const bad : {"", "x", "file:///x", "http://", "http://a b/"})
        EXPECT_EQ(code_of([&] { add_tracker(host(), id, bad); }), exit_code::usage) << bad;
    for (auto const tier : {-1, 256, huge})
        EXPECT_EQ(
            code_of([&] { add_tracker(host(), id, "http://x.test/", tier); }), exit_code::usage);
    std::vector<record::tracker_entry> const mixed{others[0], {.url = "nothing"}};
    EXPECT_EQ(code_of([&] { replace_trackers(host(), id, mixed); }), exit_code::usage);
    EXPECT_EQ(trackers(host(), id).size(), 1U);
    replace_trackers(host(), id, {});
    EXPECT_TRUE(trackers(host(), id).empty());
}

TEST_F(a_torrent_of_a_session, announces_to_a_tracker_that_is_not_there_and_says_so)
{
    auto const url = "http://127.0.0.1:" + std::to_string(test::free_port()) + "/announce";
    EXPECT_EQ(
        code_of([&] { announce(host(), id, {.tracker = 0}); }, "it has no tracker 0"),
        exit_code::usage);
    add_tracker(host(), id, url);
    ASSERT_TRUE(test::until({&node_}, [&] { return node_.count<ev::tracker_error>() > 0; }));
    auto const before = node_.count<ev::tracker_error>();
    announce(host(), id, {.tracker = 0, .ignore_min_interval = true, .dht = true, .lsd = true});
    EXPECT_TRUE(test::until({&node_}, [&] { return node_.count<ev::tracker_error>() > before; }));
    EXPECT_FALSE(trackers(host(), id)[0].endpoints.empty());
    scrape(host(), id, 0);
    EXPECT_TRUE(test::until({&node_}, [&] { return node_.count<ev::scrape_failed>() > 0; }));
    for (auto const bad : {-1, 1, huge}) {
        EXPECT_EQ(code_of([&] { announce(host(), id, {.tracker = bad}); }), exit_code::usage);
        EXPECT_EQ(code_of([&] { scrape(host(), id, bad); }), exit_code::usage);
    }
    for (auto const bad : {-1, huge})
        EXPECT_EQ(
            code_of([&] { announce(host(), id, {.in = std::chrono::seconds{bad}}); }),
            exit_code::usage);
    pause_torrent(host(), id);
    EXPECT_EQ(code_of([&] { announce(host(), id, {}); }, "it is paused"), exit_code::failed);
}

TEST_F(a_torrent_of_a_session, has_web_seeds_that_can_be_added_and_removed)
{
    auto const url = std::string{"http://127.0.0.1:1/t"};
    add_web_seed(host(), id, url);
    add_web_seed(host(), id, url, web_seed_type::http_seed);
    auto const all = web_seeds(host(), id);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].type, "url_seed");
    EXPECT_EQ(all[1].type, "http_seed");
    EXPECT_EQ(all[1].url, url);
    remove_web_seed(host(), id, url);
    ASSERT_EQ(web_seeds(host(), id).size(), 1U);
    EXPECT_EQ(
        code_of([&] { remove_web_seed(host(), id, url); }, "it has none"), exit_code::not_found);
    remove_web_seed(host(), id, url, web_seed_type::http_seed);
    EXPECT_TRUE(web_seeds(host(), id).empty());
    EXPECT_EQ(code_of([&] { add_web_seed(host(), id, "ftp://x.test/"); }), exit_code::usage);
    EXPECT_EQ(code_of([&] { add_web_seed(host(), id, ""); }), exit_code::usage);
}

TEST_F(a_torrent_of_a_session, takes_peers_and_forgets_them)
{
    test::node other;
    auto const second = other.get().add(sample.meta(), {.save_path = place.path()});
    std::vector<host_and_port> const peers_of_it{node_.address()};
    add_peers(other.get(), second, peers_of_it);
    ASSERT_TRUE(test::until({&node_, &other}, [&] { return other.status(second).is_finished; }));
    EXPECT_EQ(node_.status(id).list_peers, 1);
    clear_peers(host(), id);
    EXPECT_EQ(node_.status(id).list_peers, 0);
    for (host_and_port const& bad : std::vector<host_and_port>{
             {"localhost", 1},
             {"", 1},
             {"0.0.0.0", 1},
             {"::", 1},
             {"224.0.0.1", 1},
             {"127.0.0.1", 0},
             {"127.0.0.1", -1},
             {"127.0.0.1", 65536},
             {"127.0.0.1", huge}}) {
        std::vector<host_and_port> const both{{"127.0.0.1", 9}, bad};
        EXPECT_EQ(code_of([&] { add_peers(host(), id, both); }), exit_code::usage) << bad.host;
    }
    EXPECT_EQ(node_.status(id).list_peers, 0);
    add_peers(host(), id, {});
}

TEST_F(a_torrent_of_a_session, that_is_not_there_is_not_found)
{
    auto& at = host();
    auto const words = std::string{"it is not in the session"};
    auto const missing = exit_code::not_found;
    for (auto const who : {nobody, torrent_id{0}, id}) {
        if (who == id) at.remove(id);
        EXPECT_EQ(code_of([&] { pause_torrent(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { resume_torrent(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { recheck(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { clear_error(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { announce(at, who, {}); }, words), missing);
        EXPECT_EQ(code_of([&] { scrape(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { set_limits(at, who, {}); }, words), missing);
        EXPECT_EQ(code_of([&] { (void)limits(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { set_flags(at, who, {}); }, words), missing);
        EXPECT_EQ(code_of([&] { move_in_queue(at, who, queue_step::up); }, words), missing);
        EXPECT_EQ(code_of([&] { (void)queue_position(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { clear_peers(at, who); }, words), missing);
        EXPECT_EQ(code_of([&] { add_peers(at, who, {}); }, words), missing);
        EXPECT_EQ(code_of([&] { replace_trackers(at, who, {}); }, words), missing);
        EXPECT_EQ(code_of([&] { add_web_seed(at, who, "http://x/"); }, words), missing);
    }
}

}  // namespace
}  // namespace bt::session
