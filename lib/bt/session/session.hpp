#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/session/engine.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace bt::session {

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

/// A running libtorrent on an event loop of its own. The destructor stops what still runs, within
/// the stop timeout.
class BT_API session final : public engine {
public:
    /// Starts listening. Throws error(network) if a port that was named is taken or no address
    /// can be listened on, error(usage) for a bad setting.
    session(session_request const& request, session_callbacks callbacks);
    ~session() override;
    session(session const&) = delete;
    session& operator=(session const&) = delete;
    session(session&&) = delete;
    session& operator=(session&&) = delete;

    [[nodiscard]] std::vector<std::string> const& endpoints() const override;
    [[nodiscard]] int port() const override;
    torrent_id add(torrent::metainfo what, add_request const& how) override;
    void remove(torrent_id id, removal what = removal::keep_files) override;
    void let_go(torrent_id id, removal what = removal::keep_files) override { remove(id, what); }
    void pause() override;
    void set_down_limit(torrent_id id, std::int64_t bytes_per_second) override;
    void read_piece(torrent_id id, int piece) override;
    [[nodiscard]] std::vector<bool> have_pieces(torrent_id id) const override;
    [[nodiscard]] std::vector<host_and_port> connected_peers(torrent_id id) const override;
    [[nodiscard]] std::optional<std::string> torrent_file(torrent_id id) const override;
    [[nodiscard]] std::string state_bytes() const override;
    void save(torrent_id id) override;
    void scrape(torrent_id id) override;
    [[nodiscard]] swarm_count swarm(torrent_id id) const override;
    [[nodiscard]] std::optional<record::torrent_status> status(torrent_id id) const override;
    [[nodiscard]] std::optional<torrent::metainfo> metadata(torrent_id id) const override;
    void run(std::stop_token stop) override;
    void end() override;
    void post(std::function<void()> call) override;

    /// Loops until `done` says so: true; or until the time is over or a stop is asked for: false.
    /// Events are handed out meanwhile; there are no ticks.
    [[nodiscard]] bool wait(
        std::function<bool()> const& done,
        std::chrono::milliseconds within,
        std::stop_token const& stop);
    /// One of libtorrent's counters, such as "dht.dht_messages_in": as of the last tick
    /// inside run(), else as of now, which takes a moment.
    [[nodiscard]] std::int64_t metric(std::string_view name);
    /// As if it had been started with these: settings, limits and filters. Ports that stay the
    /// same stay open. Throws as the constructor does for what cannot be, and nothing has changed.
    void renew(network_options const& to);
    /// Kinds of events that on_event gets from now on beside those that were asked for at the
    /// start; an earlier call's are forgotten.
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
