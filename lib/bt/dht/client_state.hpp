#pragma once

#include <bt/dht/client.hpp>
#include <bt/dht/search.hpp>
#include <bt/dht/wire.hpp>
#include <bt/session/session.hpp>

#include <libtorrent/alert.hpp>
#include <libtorrent/entry.hpp>
#include <libtorrent/session.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bt::dht {

/// What a client does on the wire: libtorrent has the sockets, the transactions and a first few
/// nodes; the look-ups are ours.
class client::state {
public:
    using clock_type = std::chrono::steady_clock;

    explicit state(network_options const& network);

    /// The time starts to count.
    void begin(patience const& how);
    /// Asks the nodes nearest to `where`, until `content` or all were asked. Tells every reply.
    [[nodiscard]] search
    explore(target const& where, std::function<bool(reply const&)> const& is_enough);
    /// Puts the item on these nodes; replies come within a moment or not at all.
    [[nodiscard]] put_result
    store(std::vector<holder> const& on, item const& what, std::optional<std::int64_t> cas);

    /// Tries again while too few stored it, for the neighbourhood may still be coming up.
    [[nodiscard]] put_result
    put_until(int enough_nodes, std::function<put_result(bool is_first)> const& put);

    std::string salt;  ///< of the item asked for, which replies leave out

private:
    using heard = std::function<void(endpoint const&, reply const&)>;

    void on_alert(lt::alert const& alert);
    void resolve();
    void add_seeds(search& round);
    [[nodiscard]] bool can_reach(endpoint const& where) const;
    void send(endpoint const& to, lt::entry const& query);
    /// Waits until `done`, time is up, or a stop is asked for, which throws.
    bool wait(std::function<bool()> const& done, clock_type::time_point until);
    /// Lets nodes come up.
    void pause(std::chrono::milliseconds length);
    [[nodiscard]] bool is_late() const { return clock_type::now() >= deadline_; }
    [[noreturn]] void fail_unanswered() const;
    void check_can_enter();

    network_options network_;
    std::vector<endpoint> seeds_;
    std::size_t unresolved_ = 0;
    std::string trouble_;
    clock_type::time_point deadline_;
    std::stop_token stop_;
    heard on_reply_;
    // A late answer to an earlier round must not pass for one of this: each has an address.
    std::deque<char> rounds_;
    session::session host_;  // last, since it calls back into the rest
};

}  // namespace bt::dht
