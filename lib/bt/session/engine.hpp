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
#include <utility>
#include <vector>

namespace bt::session {

/// A torrent of one session; never used again for another.
using torrent_id = std::uint32_t;

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

/// What is taken over from an earlier run beside pieces. What is said now comes on top.
enum class restoring {
    nothing,
    changes,  ///< sources, limits, flags, names of files
    all,      ///< also whether it was paused
};

struct add_request {
    purpose what_for = purpose::download;
    std::string save_path;
    std::vector<host_and_port> peers;
    std::vector<record::tracker_entry> trackers;  ///< beside the torrent's own
    std::vector<std::string> web_seeds;
    std::vector<host_and_port> dht_nodes;  ///< addresses, not names
    torrent_options options;
    std::string name;        ///< until the metadata is there
    std::string tracker_id;  ///< what trackers gave an earlier run to be known by
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
    /// With `resume`: what clients may have changed in the earlier run is as they left it.
    restoring restores = restoring::nothing;
    /// With `resume`: its pieces are not believed, and all data is hashed.
    bool hashes_all = false;
    /// Count what its peers have; see swarm(). Only with metadata.
    bool counts_swarm = false;
};

/// What tools have done with torrents: by a session of their own (session.hpp), or by one that
/// another process hosts. It belongs to the thread that made it.
class BT_API engine {
public:
    engine() = default;
    virtual ~engine();
    engine(engine const&) = delete;
    engine& operator=(engine const&) = delete;
    engine(engine&&) = delete;
    engine& operator=(engine&&) = delete;

    /// "127.0.0.1:6881", one for each TCP listening socket.
    [[nodiscard]] virtual std::vector<std::string> const& endpoints() const = 0;
    /// The first TCP port; 0 if there is none.
    [[nodiscard]] virtual int port() const = 0;

    /// Throws error(failed) if the torrent is there already, error(network) if a peer's name
    /// cannot be resolved.
    virtual torrent_id add(torrent::metainfo what, add_request const& how) = 0;
    /// Stops and forgets it. A part file has what pieces of wanted files share with others: it is
    /// of use only if those are wanted later. Of delete_files an event torrent_deleted or
    /// torrent_delete_failed tells the end.
    enum class removal { keep_files, delete_part_file, delete_files };
    virtual void remove(torrent_id id, removal what = removal::keep_files) = 0;
    /// This run has no more to do with it. A session that somebody else hosts still has it, one of
    /// our own does not.
    virtual void let_go(torrent_id id, removal what = removal::keep_files) = 0;
    /// No torrent sends, receives or announces any more; what was received is still written. Not
    /// for what somebody else hosts, which goes on.
    virtual void pause() = 0;

    /// Bytes a second from all its peers; 0 is no limit.
    virtual void set_down_limit(torrent_id id, std::int64_t bytes_per_second) = 0;
    /// on_piece gets it. Only for pieces that are here: libtorrent 2.0.8 stops the torrent else.
    virtual void read_piece(torrent_id id, int piece) = 0;
    /// By piece, whether it is here; empty without metadata. This and what follows ask libtorrent,
    /// which takes a moment.
    [[nodiscard]] virtual std::vector<bool> have_pieces(torrent_id id) const = 0;
    /// The peers that it has connected to.
    [[nodiscard]] virtual std::vector<host_and_port> connected_peers(torrent_id id) const = 0;
    /// The .torrent file; nothing before the metadata is there. A v2 torrent that came by a magnet
    /// link has only the piece layers that were needed so far.
    [[nodiscard]] virtual std::optional<std::string> torrent_file(torrent_id id) const = 0;
    /// What a later session starts faster with: the nodes of the DHT.
    [[nodiscard]] virtual std::string state_bytes() const = 0;

    /// Asks for what lets the torrent go on in another run. on_resume_data gets it once all that
    /// it names is on the medium; without metadata, or with another back end than our own, an
    /// event resume_data_failed comes instead.
    virtual void save(torrent_id id) = 0;

    /// Asks a tracker how many have it: the status says so once that has answered.
    virtual void scrape(torrent_id id) = 0;
    /// Of a torrent that was added with counts_swarm.
    [[nodiscard]] virtual swarm_count swarm(torrent_id id) const = 0;
    /// For many torrents there is on_status.
    [[nodiscard]] virtual std::optional<record::torrent_status> status(torrent_id id) const = 0;
    /// Absent before the metadata is there.
    [[nodiscard]] virtual std::optional<torrent::metainfo> metadata(torrent_id id) const = 0;

    /// Loops until end() is called, then stops in order: trackers are told, within the stop
    /// timeout. Events go on being handed out until then.
    virtual void run(std::stop_token stop) = 0;
    /// Makes run() return; safe from callbacks.
    virtual void end() = 0;
    /// Has `call` called inside run(); for any thread, while the session is there.
    virtual void post(std::function<void()> call) = 0;
};

}  // namespace bt::session
