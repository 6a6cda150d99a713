#pragma once

#include <bt/base/file.hpp>
#include <bt/control/client.hpp>
#include <bt/host/owner.hpp>
#include <bt/session/engine.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bt::host {

struct guest_request {
    std::string path;  ///< of the control socket
    /// As session_request has them.
    std::vector<std::string_view> events;
    std::vector<std::string_view> needs;
    labels sorted;  ///< of torrents that this adds
    std::chrono::milliseconds tick{200};
    /// How long the other side may take to answer.
    std::chrono::milliseconds patience{30'000};
};

/// The session of another process, as if it were one of our own: torrents are added to it, and what
/// it tells of these is told here. What was added stays there when this goes.
class guest final : public session::engine {
public:
    /// As all that follows, throws what the other side says, and control::gone when it has ended.
    guest(guest_request const& request, session::session_callbacks callbacks);
    ~guest() override;
    guest(guest const&) = delete;
    guest& operator=(guest const&) = delete;
    guest(guest&&) = delete;
    guest& operator=(guest&&) = delete;

    [[nodiscard]] std::vector<std::string> const& endpoints() const override { return endpoints_; }
    [[nodiscard]] int port() const override { return port_; }
    session::torrent_id add(torrent::metainfo what, session::add_request const& how) override;
    void remove(session::torrent_id id, removal what) override;
    void let_go(session::torrent_id id, removal what) override;
    void pause() override {}
    void set_down_limit(session::torrent_id id, std::int64_t bytes_per_second) override;
    void read_piece(session::torrent_id id, int piece) override;
    [[nodiscard]] std::vector<bool> have_pieces(session::torrent_id id) const override;
    [[nodiscard]] std::vector<host_and_port> connected_peers(session::torrent_id id) const override;
    [[nodiscard]] std::optional<std::string> torrent_file(session::torrent_id id) const override;
    [[nodiscard]] std::string state_bytes() const override { return {}; }
    /// The host does; on_resume_data gets nothing that would be of use.
    void save(session::torrent_id id) override;
    void scrape(session::torrent_id id) override;
    [[nodiscard]] session::swarm_count swarm(session::torrent_id id) const override;
    [[nodiscard]] std::optional<record::torrent_status>
    status(session::torrent_id id) const override;
    [[nodiscard]] std::optional<torrent::metainfo> metadata(session::torrent_id id) const override;
    void run(std::stop_token stop) override;
    void end() override { ending_ = true; }
    void post(std::function<void()> call) override;

private:
    struct added {
        std::string key;
        bool is_metadata_alone = false;
    };

    [[nodiscard]] std::string call(std::string_view method, std::string const& params) const;
    /// One that is gone gives no key, and what is asked of it gives nothing.
    [[nodiscard]] std::string const* key_of(session::torrent_id id) const;
    [[nodiscard]] std::optional<std::string>
    ask(std::string_view method, session::torrent_id id) const;
    void subscribe();
    void hand_out(std::string const& line);
    void catch_up(session::torrent_id id);
    void forget(session::torrent_id id);
    void call_posted();
    void wait(std::chrono::steady_clock::time_point until) const;

    guest_request request_;
    session::session_callbacks callbacks_;
    mutable control::client client_;
    std::set<std::string_view> told_;  // kinds that the user wants to see
    std::vector<std::string> endpoints_;
    int port_ = 0;
    session::torrent_id last_id_ = 0;
    std::map<session::torrent_id, added> torrents_;
    std::map<std::string, session::torrent_id, std::less<>> ids_;  // by key
    std::mutex mutable posting_;
    std::deque<std::function<void()>> posted_;
    unique_fd waker_;
    bool ending_ = false;
};

}  // namespace bt::host
