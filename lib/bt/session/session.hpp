#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/base/torrent_options.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/record/torrent_status.hpp>
#include <bt/session/event.hpp>
#include <bt/session/swarm_count.hpp>
#include <bt/torrent/metainfo.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace bt::session {

/// A torrent of one session; never used again for another.
using torrent_id = std::uint32_t;

struct disk_source;

struct session_request {
    network_options network;
    /// Used instead of the one that network.disk names.
    std::shared_ptr<disk_source const> disk;
    /// The kinds of events that are told; see event_rows().
    std::vector<std::string_view> events;
    /// Kinds that the host needs beside those: they are handed out, and not told.
    std::vector<std::string_view> needs;
    /// Of an earlier run: state() of that.
    std::string state;
    /// How often on_tick and on_status are called.
    std::chrono::milliseconds tick{200};
};

struct resume_data;

/// A piece as read back; `bytes` is empty after an error.
struct piece_content {
    int piece = 0;
    std::shared_ptr<char const[]> data;
    std::size_t size = 0;
    std::string trouble;  ///< why it could not be read
};

struct torrent_update {
    torrent_id id = 0;
    record::torrent_status status;
};

/// Called on the thread inside run(). What they throw ends run() after an orderly stop.
struct session_callbacks {
    std::function<void(event const&)> on_event;
    /// The torrents that changed since the last call.
    std::function<void(std::span<torrent_update const>)> on_status;
    std::function<void()> on_tick;
    /// What session::save asked for.
    std::function<void(torrent_id, resume_data const&)> on_resume_data;
    /// What session::read_piece asked for.
    std::function<void(torrent_id, piece_content const&)> on_piece;
    /// Once, when the stop token of run() fires.
    std::function<void()> on_stop_request;
};

enum class purpose {
    download,  ///< fetch what is missing
    seed,      ///< serve what is there; never write, create or fetch a file
};

struct add_request {
    purpose what_for = purpose::download;
    std::string save_path;
    std::vector<host_and_port> peers;
    std::vector<record::tracker_entry> trackers;  ///< beside the torrent's own
    std::vector<std::string> web_seeds;
    std::vector<host_and_port> dht_nodes;  ///< addresses, not names
    torrent_options options;
    /// 0 to 7 by file index, as libtorrent's download_priority_t; files beyond the end get 4.
    std::vector<int> file_priorities;
    /// Of pieces that are to have another than their files; 0 to 7.
    std::vector<std::pair<int, int>> piece_priorities;
    /// Fetch no file: the metadata alone.
    bool metadata_alone = false;
    /// With `resume` and without file_priorities: fetch what was to be fetched then, not all.
    bool keeps_choice = false;
    /// Of an earlier run. What of it cannot be believed is hashed again, or fetched.
    std::shared_ptr<resume_data const> resume;
    /// Count what its peers have; see swarm(). Only with metadata.
    bool counts_swarm = false;
};

/// A running libtorrent on an event loop of its own. It belongs to the thread that made
/// it. The destructor stops what still runs, within the stop timeout.
class BT_API session {
public:
    /// Starts listening. Throws error(network) if a port that was named is taken or no address
    /// can be listened on, error(usage) for a bad setting.
    session(session_request const& request, session_callbacks callbacks);
    ~session();
    session(session const&) = delete;
    session& operator=(session const&) = delete;
    session(session&&) = delete;
    session& operator=(session&&) = delete;

    /// "127.0.0.1:6881", one for each TCP listening socket.
    [[nodiscard]] std::vector<std::string> const& endpoints() const;
    /// The first TCP port; 0 if there is none.
    [[nodiscard]] int port() const;

    /// Throws error(failed) if the torrent is there already, error(network) if a peer's name
    /// cannot be resolved.
    torrent_id add(torrent::metainfo what, add_request const& how);
    /// Stops and forgets it. A part file has what pieces of wanted files share with others: it is
    /// of use only if those are wanted later. Of delete_files an event torrent_deleted or
    /// torrent_delete_failed tells the end.
    enum class removal { keep_files, delete_part_file, delete_files };
    void remove(torrent_id id, removal what = removal::keep_files);
    /// No torrent sends, receives or announces any more; what was received is still written.
    void pause();

    /// Bytes a second from all its peers; 0 is no limit.
    void set_down_limit(torrent_id id, std::int64_t bytes_per_second);
    /// on_piece gets it. Only for pieces that are here: libtorrent 2.0.8 stops the torrent else.
    void read_piece(torrent_id id, int piece);
    /// By piece, whether it is here; empty without metadata. Asks libtorrent, which takes a moment.
    [[nodiscard]] std::vector<bool> have_pieces(torrent_id id) const;
    /// The peers that it has connected to; asks libtorrent.
    [[nodiscard]] std::vector<host_and_port> connected_peers(torrent_id id) const;
    /// The .torrent file; nothing before the metadata is there. A v2 torrent that came by a magnet
    /// link has only the piece layers that were needed so far.
    [[nodiscard]] std::optional<std::string> torrent_file(torrent_id id) const;
    /// What a later session starts faster with: the nodes of the DHT. Takes a moment.
    [[nodiscard]] std::string state_bytes() const;

    /// Asks for what lets the torrent go on in another run. on_resume_data gets it once all that
    /// it names is on the medium; without metadata, or with another back end than our own, an
    /// event resume_data_failed comes instead.
    void save(torrent_id id);

    /// Of a torrent that was added with counts_swarm.
    [[nodiscard]] swarm_count swarm(torrent_id id) const;
    /// Asks libtorrent, which takes a moment; for many torrents there is on_status.
    [[nodiscard]] std::optional<record::torrent_status> status(torrent_id id) const;
    /// Absent before the metadata is there.
    [[nodiscard]] std::optional<torrent::metainfo> metadata(torrent_id id) const;

    /// Loops until `done` says so: true; or until the time is over or a stop is asked for: false.
    /// Events are handed out meanwhile; there are no ticks.
    [[nodiscard]] bool wait(
        std::function<bool()> const& done,
        std::chrono::milliseconds within,
        std::stop_token const& stop);
    /// One of libtorrent's counters, such as "dht.dht_messages_in": as of the last tick
    /// inside run(), else as of now, which takes a moment.
    [[nodiscard]] std::int64_t metric(std::string_view name);

    /// Loops until end() is called, then stops in order: trackers are told, within the stop
    /// timeout. Events go on being handed out until then.
    void run(std::stop_token stop);
    /// Makes run() return; safe from callbacks.
    void end();
    /// Has `call` called inside run(); for any thread, while the session is there.
    void post(std::function<void()> call);

    /// Kinds of events that on_event gets from now on beside those that were asked for at the
    /// start; an earlier call's are .
    void also_needs(std::vector<std::string> kinds);
    /// The one inside run().
    [[nodiscard]] boost::asio::io_context& loop();

    struct state;
    /// For the modules that may know libtorrent.
    [[nodiscard]] state& get() { return *state_; }

private:
    std::unique_ptr<state> state_;
};

}  // namespace bt::session
