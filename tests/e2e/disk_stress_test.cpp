#include "support/files.hpp"

#include <bt/disk/control.hpp>

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/create_torrent.hpp>
#include <libtorrent/session.hpp>
#include <libtorrent/session_params.hpp>
#include <libtorrent/session_stats.hpp>
#include <libtorrent/torrent_flags.hpp>
#include <libtorrent/torrent_info.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace bt {
namespace {

namespace fs = std::filesystem;
using clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr int torrents = 50;

/// Short in every run of the tests; BT_STRESS_SECONDS=300 is what counts.
seconds duration()
{
    auto const* const given = std::getenv("BT_STRESS_SECONDS");
    return seconds{given != nullptr ? std::atoi(given) : 3};
}

std::size_t open_descriptors()
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{"/proc/self/fd"}, fs::directory_iterator{}));
}

/// A session of libtorrent's with our back end, on loopback.
struct peer {
    disk::control disk;
    std::unique_ptr<lt::session> session;
    std::vector<lt::torrent_handle> handles;

    peer()
    {
        lt::session_params params;
        auto& set = params.settings;
        set.set_str(lt::settings_pack::listen_interfaces, "127.0.0.1:0");
        for (auto const name :
             {lt::settings_pack::enable_dht,
              lt::settings_pack::enable_lsd,
              lt::settings_pack::enable_upnp,
              lt::settings_pack::enable_natpmp,
              lt::settings_pack::enable_incoming_utp,
              lt::settings_pack::enable_outgoing_utp})
            set.set_bool(name, false);
        set.set_bool(lt::settings_pack::allow_multiple_connections_per_ip, true);
        set.set_int(lt::settings_pack::min_reconnect_time, 1);
        set.set_int(lt::settings_pack::file_pool_size, 20);
        set.set_int(lt::settings_pack::max_queued_disk_bytes, 512 * 1024);
        set.set_int(
            lt::settings_pack::alert_mask,
            static_cast<int>(static_cast<std::uint32_t>(
                lt::alert_category::stats | lt::alert_category::status | lt::alert_category::storage
                | lt::alert_category::error)));
        params.disk_io_constructor = disk.constructor();
        session = std::make_unique<lt::session>(std::move(params));
    }

    lt::torrent_handle add(std::shared_ptr<lt::torrent_info> const& info, std::string const& folder)
    {
        lt::add_torrent_params params;
        params.ti = std::make_shared<lt::torrent_info>(*info);
        params.save_path = folder;
        params.flags &= ~(lt::torrent_flags::auto_managed | lt::torrent_flags::paused);
        return session->add_torrent(std::move(params));
    }

    /// The errors that were told since, but for what removal and stopping bring.
    std::vector<std::string> errors()
    {
        std::vector<std::string> out;
        std::vector<lt::alert*> alerts;
        session->pop_alerts(&alerts);
        for (auto const* each : alerts)
            if (lt::alert_cast<lt::file_error_alert>(each)
                || lt::alert_cast<lt::torrent_error_alert>(each))
                out.push_back(each->message());
        return out;
    }
};

class disk_stress : public ::testing::Test {
protected:
    void SetUp() override
    {
        for (int i = 0; i < torrents; ++i) {
            auto const name = "t" + std::to_string(i);
            for (int file = 0; file < 4; ++file)
                test::write_file(
                    place / ("src/" + name + "/f" + std::to_string(file)),
                    test::noise(
                        static_cast<std::size_t>(40'000 * (file + 1) + i),
                        static_cast<std::uint32_t>(i * 10 + file)));
            lt::file_storage files;
            lt::add_files(files, place / ("src/" + name));
            auto const kind = i % 3 == 0 ? lt::create_torrent::v1_only
                : i % 3 == 1             ? lt::create_torrent::v2_only
                                         : lt::create_flags_t{};
            lt::create_torrent made{files, 16 * 1024, kind};
            lt::set_piece_hashes(made, place / "src");
            std::vector<char> bytes;
            lt::bencode(std::back_inserter(bytes), made.generate());
            infos.push_back(std::make_shared<lt::torrent_info>(bytes, lt::from_span));
        }
    }

    void connect(peer& leecher, peer const& seeder, int index) const
    {
        leecher.handles[static_cast<std::size_t>(index)].connect_peer(
            {lt::make_address("127.0.0.1"), seeder.session->listen_port()});
    }

    /// One thing that a user might do, at any moment.
    void disturb(peer& leecher, peer const& seeder)
    {
        auto const index = static_cast<int>(pick() % torrents);
        auto& handle = leecher.handles[static_cast<std::size_t>(index)];
        auto const number = std::to_string(pick() % 7);
        switch (pick() % 9) {
        case 0:
            handle.pause();
            break;
        case 1:
            handle.resume();
            break;
        case 2:
            handle.move_storage(
                place / ("got" + number),
                pick() % 2 == 0 ? lt::move_flags_t::always_replace_files
                                : lt::move_flags_t::dont_replace);
            break;
        case 3:
            handle.rename_file(
                lt::file_index_t{static_cast<int>(pick() % 4)},
                "t" + std::to_string(index) + "/r" + number + "/x" + std::to_string(pick() % 99));
            break;
        case 4:
            handle.force_recheck();
            break;
        case 5:
            leecher.session->remove_torrent(
                handle, pick() % 2 == 0 ? lt::session::delete_files : lt::remove_flags_t{});
            handle = leecher.add(
                infos[static_cast<std::size_t>(index)],
                place / ("fresh" + std::to_string(++fresh)));
            break;
        case 6:
            handle.file_priority(
                lt::file_index_t{static_cast<int>(pick() % 4)},
                pick() % 2 == 0 ? lt::dont_download : lt::default_priority);
            break;
        case 7:
            handle.flush_cache();
            break;
        default:
            leecher.disk.sync(
                infos[static_cast<std::size_t>(index)]->info_hashes().get_best(), [](auto) {});
        }
        connect(leecher, seeder, index);
    }

    /// Lifts what the disturbances left behind.
    void settle(peer& leecher, peer const& seeder) const
    {
        for (int i = 0; i < torrents; ++i) {
            auto& handle = leecher.handles[static_cast<std::size_t>(i)];
            for (int file = 0; file < 4; ++file)
                handle.file_priority(lt::file_index_t{file}, lt::default_priority);
            handle.clear_error();
            handle.resume();
            handle.unset_flags(lt::torrent_flags::upload_mode);
            connect(leecher, seeder, i);
        }
    }

    /// How many are whole; those that wait for a peer or stand on an error are helped on.
    int count_whole(peer& leecher, peer const& seeder) const
    {
        int whole = 0;
        for (int i = 0; i < torrents; ++i) {
            auto& handle = leecher.handles[static_cast<std::size_t>(i)];
            auto const status = handle.status();
            if (status.is_seeding)
                ++whole;
            else if (status.num_peers == 0)
                connect(leecher, seeder, i);
            if (status.errc) handle.clear_error();
        }
        return whole;
    }

    /// Read by other means: the bytes are those of the seeder.
    void compare(peer const& leecher) const
    {
        for (auto const& handle : leecher.handles) {
            // A file of an earlier life can lie where this one came to be, and be longer.
            EXPECT_FALSE(leecher.disk.finish(handle.info_hashes().get_best()));
            auto const status = handle.status();
            auto const info = handle.torrent_file();
            for (auto const file : info->files().file_range()) {
                if (info->files().pad_file_at(file)) continue;
                auto const path = info->files().file_path(file, status.save_path);
                auto const original = info->orig_files().file_path(file, place / "src");
                EXPECT_TRUE(test::read_file(path) == test::read_file(original)) << path;
            }
        }
    }

    unsigned pick() { return static_cast<unsigned>(random()); }

    test::scratch place;
    std::vector<std::shared_ptr<lt::torrent_info>> infos;
    std::mt19937 random{20261121};
    int fresh = 0;
};

std::int64_t metric(peer& of, char const* name)
{
    of.session->post_session_stats();
    auto const index = lt::find_metric_idx(name);
    auto const until = clock::now() + seconds{20};
    while (clock::now() < until) {
        of.session->wait_for_alert(seconds{1});
        std::vector<lt::alert*> alerts;
        of.session->pop_alerts(&alerts);
        for (auto const* each : alerts)
            if (auto const* stats = lt::alert_cast<lt::session_stats_alert>(each))
                return stats->counters()[index];
    }
    return -1;
}

TEST_F(disk_stress, torrents_that_are_pushed_about_end_whole_and_leave_nothing_open)
{
    auto const before = open_descriptors();
    {
        peer seeder;
        peer leecher;
        for (auto const& each : infos) {
            seeder.handles.push_back(seeder.add(each, place / "src"));
            leecher.handles.push_back(leecher.add(each, place / "got0"));
        }
        for (int i = 0; i < torrents; ++i)
            connect(leecher, seeder, i);
        auto const end = clock::now() + duration();
        while (clock::now() < end) {
            for (int i = 0; i < 5; ++i)
                disturb(leecher, seeder);
            leecher.session->wait_for_alert(std::chrono::milliseconds{5});
            (void)leecher.errors();
        }
        EXPECT_TRUE(seeder.errors().empty());
        settle(leecher, seeder);
        auto const patience = clock::now() + seconds{100};
        auto whole = count_whole(leecher, seeder);
        while (whole < torrents && clock::now() < patience) {
            leecher.session->wait_for_alert(std::chrono::milliseconds{200});
            (void)leecher.errors();
            whole = count_whole(leecher, seeder);
        }
        ASSERT_EQ(whole, torrents);
        compare(leecher);
        for (auto* each : {&leecher, &seeder}) {
            each->session->pause();
            for (auto const& handle : each->handles)
                handle.flush_cache();
            // Buffers come back when the connections let go of them.
            for (auto const* gauge : {"disk.disk_blocks_in_use", "disk.num_jobs"}) {
                auto const until = clock::now() + seconds{20};
                auto left = metric(*each, gauge);
                while (left != 0 && clock::now() < until)
                    left = metric(*each, gauge);
                EXPECT_EQ(left, 0) << gauge;
            }
        }
    }
    EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace bt
