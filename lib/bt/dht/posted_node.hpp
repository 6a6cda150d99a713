#pragma once

#include <bt/dht/carrier.hpp>
#include <bt/session/session.hpp>

#include <memory>

namespace bt::dht {

/// The node of a session that runs on another thread. Its own thread has to end, or at least to
/// ask for nothing more, before the session does.
class BT_API posted_node final : public carrier {
public:
    explicit posted_node(session::session& of);
    ~posted_node() override;
    posted_node(posted_node const&) = delete;
    posted_node& operator=(posted_node const&) = delete;
    posted_node(posted_node&&) = delete;
    posted_node& operator=(posted_node&&) = delete;

    void send(endpoint const& to, lt::entry const& query, heard then) override;
    [[nodiscard]] std::vector<contact> known() override;
    [[nodiscard]] bool can_reach(endpoint const& where) const override;
    [[nodiscard]] bool wait(
        std::function<bool()> const& done,
        std::chrono::milliseconds within,
        std::stop_token const& stop) override;
    [[nodiscard]] bool is_settled() const override { return false; }

private:
    struct mailbox;
    session::session* of_;
    /// Answers may come when nobody waits for them any more.
    std::shared_ptr<mailbox> box_;
    std::vector<contact> known_;
};

}  // namespace bt::dht
