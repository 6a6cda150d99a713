#pragma once

#include <bt/disk/control.hpp>
#include <bt/session/alert_feed.hpp>
#include <bt/session/alert_table.hpp>
#include <bt/session/file_faults.hpp>
#include <bt/session/loneliness.hpp>
#include <bt/session/neighbours.hpp>
#include <bt/session/room_watch.hpp>
#include <bt/session/session.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/session.hpp>
#include <libtorrent/torrent_handle.hpp>
#include <libtorrent/torrent_status.hpp>

#include <exception>
#include <functional>
#include <unordered_map>

namespace bt::session {

/// What a status has to be asked with for describe().
inline constexpr auto status_flags = lt::torrent_handle::query_name
    | lt::torrent_handle::query_save_path | lt::torrent_handle::query_torrent_file
    | lt::torrent_handle::query_accurate_download_counters
    | lt::torrent_handle::query_distributed_copies | lt::torrent_handle::query_last_seen_complete;

class swarm_tally;
struct recent;
[[nodiscard]] std::shared_ptr<recent> nothing_yet();

/// The inside of a session. The order of the members is the order of their making: the engine
/// goes before the loop, and the feed before the engine.
struct session::state {
    state(session_request const& request_, session_callbacks callbacks_);

    void on_alert(lt::alert const& alert);
    void look(lt::alert const& alert);
    void end_dht_answer();
    /// As dht_direct_request(), of which nothing is checked.
    void ask_dht(
        lt::udp::endpoint const& node,
        lt::entry const& query,
        std::function<void(std::string_view)> then);
    void answer_dht(lt::dht_direct_response_alert const& alert);
    void give_up_questions();
    void on_listen(lt::alert const& alert);
    void forget_closed();
    void on_state_update(lt::state_update_alert const& alert);
    /// False for what was told before, or comes of a torrent that was removed.
    [[nodiscard]] bool on_file_error(lt::file_error_alert const& alert);
    void on_file_completed(lt::torrent_handle const& torrent) const;
    void on_finished(lt::torrent_handle const& torrent);
    void on_resume_data(lt::save_resume_data_alert const& alert);
    /// False for what is only of our making.
    [[nodiscard]] bool on_way_up(lt::alert const& alert);
    void on_piece(lt::read_piece_alert const& alert);
    /// The torrent behind a handle; nullptr once it was removed.
    struct added;
    [[nodiscard]] added const* find(lt::torrent_handle const& handle) const;
    /// One that can still be asked.
    [[nodiscard]] added const* find(torrent_id id) const;
    [[nodiscard]] event event_of(added const& of, event_body what) const;
    void tell_saved(added const& of, resume_data const& what);
    void hand_out(event what);
    void hand_out_early();
    void on_session_error(lt::session_error_alert const& alert);
    void give_up_if_broken();
    void await_listen();
    void limit_local_peers();
    void set_filters();
    void tick_often();
    void enter_dht();
    [[nodiscard]] std::int64_t counter(std::string_view name) const;
    void tick();
    void call_for_peers();
    void guarded(std::function<void()> const& call);
    [[nodiscard]] record::torrent_status describe_one(lt::torrent_status const& status) const;

    session_request request;
    session_callbacks callbacks;
    boost::asio::io_context loop;
    disk::control disk;
    lt::session engine;
    alert_feed feed;
    boost::asio::steady_timer ticker{loop};
    struct added {
        torrent_id id = 0;
        lt::torrent_handle handle;
        std::string save_path;
        purpose what_for = purpose::download;
        std::shared_ptr<swarm_tally> swarm;
        bool starts = false;  // it was added paused, and is to run as soon as it can
    };
    torrent_id last_id = 0;
    std::unordered_map<torrent_id, added> torrents;
    std::unordered_map<torrent_id, loneliness> downloads;
    file_faults faults;
    room_watch room;
    torrent_names names;
    persistence dht_entry{request.network.dht_nodes};
    std::vector<std::string> endpoints;
    int port = 0;
    std::string listen_trouble;
    std::string broken;  // why libtorrent cannot go on
    /// What it said lately that it cannot be asked for; see recent.hpp.
    std::shared_ptr<recent> lately = nothing_yet();
    /// Sees every alert first, for a module that knows libtorrent.
    std::function<void(lt::alert const&)> watch = [this](lt::alert const& alert) { look(alert); };
    std::vector<event> early;            // what came before run()
    std::vector<std::int64_t> counters;  // of the last session_stats
    bool running = false;
    bool ending = false;
    std::exception_ptr thrown;
};

}  // namespace bt::session
