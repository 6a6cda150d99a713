#pragma once

#include <bt/base/network.hpp>
#include <bt/dht/carrier.hpp>
#include <bt/record/dht_state.hpp>
#include <bt/session/session.hpp>

#include <string>
#include <vector>

namespace bt::dht {

/// A node that asks and serves nobody (BEP 43), for one-shot work: libtorrent has the sockets, the
/// transactions and a first few nodes.
class BT_API own_node final : public carrier {
public:
    /// Starts to listen. `more` are nodes of an earlier run. Throws error(network) if it cannot
    /// listen.
    own_node(network_options network, std::vector<contact> more);
    /// Throws error(network) if no node is known that the DHT could be entered by.
    void check_can_enter() const;
    /// How it is doing, once it has entered the DHT or the time is over. Throws error(network) if
    /// no node answered, and error(interrupted).
    [[nodiscard]] record::dht_state
    state(std::chrono::milliseconds within, std::stop_token const& stop);

    void send(endpoint const& to, lt::entry const& query, heard then) override;
    [[nodiscard]] std::vector<contact> known() override;
    [[nodiscard]] bool can_reach(endpoint const& where) const override;
    [[nodiscard]] bool wait(
        std::function<bool()> const& done,
        std::chrono::milliseconds within,
        std::stop_token const& stop) override;
    [[nodiscard]] std::string trouble() const override { return trouble_; }
    [[nodiscard]] bool is_settled() const override;

private:
    void on_event(session::event const& what);
    void resolve();

    network_options network_;
    std::vector<contact> seeds_;
    std::size_t unresolved_ = 0;
    std::string trouble_;
    bool has_routers_ = false;
    bool has_entered_ = false;
    /// libtorrent drops queries over IPv6, and says nothing, until it knows its own address.
    struct held_query {
        endpoint to;
        lt::entry query;
        heard then;
    };
    std::vector<held_query> held_;
    bool has_address_ = true;
    session::session host_;  // last, since it calls back into the rest
};

}  // namespace bt::dht
