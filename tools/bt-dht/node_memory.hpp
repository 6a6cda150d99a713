#pragma once

#include <bt/session/event.hpp>
#include <bt/session/session.hpp>

#include <chrono>
#include <string>

namespace bt_dht {

/// The nodes that a node of ours knows, kept in a file for its next run. It belongs to the thread
/// of the session.
class node_memory {
public:
    /// `file` is empty for none.
    explicit node_memory(std::string file);

    /// Nodes to start from, among those that the file has.
    [[nodiscard]] std::vector<bt::host_and_port> nodes() const;
    void on_event(bt::session::event const& what);
    /// Asks for what the node knows now and then; the answer is an event.
    void on_tick(bt::session::session& of);

private:
    std::string file_;
    bool has_entered_ = false;
    std::chrono::steady_clock::time_point next_;
};

}  // namespace bt_dht
