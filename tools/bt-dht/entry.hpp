#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/dht/client.hpp>
#include <bt/dht/own_node.hpp>

#include <bt-dht/options.hpp>
#include <functional>
#include <memory>
#include <string>

namespace bt_dht {

/// The way into the DHT that the options say, and the nodes of earlier runs. What it learns of
/// nodes is kept for the next run when it goes.
class entry {
public:
    enum class need { network, nobody };

    /// Throws error(network) if it cannot listen, or if no node is known and the verb needs one.
    explicit entry(options const& given, need what = need::network);
    ~entry();
    entry(entry const&) = delete;
    entry& operator=(entry const&) = delete;
    entry(entry&&) = delete;
    entry& operator=(entry&&) = delete;

    [[nodiscard]] bt::dht::client& get() { return *client_; }
    [[nodiscard]] bt::dht::patience patience(bt::cli::interrupt const& asked) const;
    /// Of "HOST:PORT". Throws error(network) if the host is not found.
    [[nodiscard]] bt::dht::endpoint
    find(bt::host_and_port const& where, bt::cli::interrupt const& asked);

private:
    options const* given_;
    std::string cache_;  ///< file of nodes; empty for none
    std::unique_ptr<bt::dht::carrier> by_;
    std::unique_ptr<bt::dht::client> client_;
};

/// How the node that the options say is doing. Throws error(network) if no other is known to it.
[[nodiscard]] bt::record::dht_state
state_of_node(options const& given, bt::cli::interrupt const& asked);

/// Runs the work of a verb, which a signal may end: then the status is that of the signal.
[[nodiscard]] bt::exit_code
interruptible(bt::cli::interrupt const& asked, std::function<bt::exit_code()> const& work);

}  // namespace bt_dht
