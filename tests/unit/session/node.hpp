#pragma once

#include "unit/session/sample_torrent.hpp"

#include <bt/session/disk_source.hpp>
#include <bt/session/resume.hpp>
#include <bt/session/session.hpp>

#include <chrono>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bt::test {

/// How long a test waits for what must come.
inline constexpr std::chrono::seconds session_patience{20};

/// A session on loopback, and all that it told.
class node {
public:
    explicit node(
        std::shared_ptr<session::disk_source const> disk = {}, std::vector<std::string> set = {});
    ~node();
    node(node const&) = delete;
    node& operator=(node const&) = delete;
    node(node&&) = delete;
    node& operator=(node&&) = delete;

    [[nodiscard]] session::session& get() { return *session_; }
    /// Ends it, as a destructor does.
    void end() { session_.reset(); }
    [[nodiscard]] host_and_port address() const { return {"127.0.0.1", session_->port()}; }

    session::torrent_id seed(sample_torrent const& what, std::string const& folder);
    session::torrent_id
    download(sample_torrent const& what, std::string const& folder, node const& from);

    /// The events of a kind, in order.
    template <class Event>
    [[nodiscard]] std::vector<Event> told() const
    {
        std::vector<Event> out;
        for (auto const& each : events)
            if (auto const* const found = std::get_if<Event>(&each.what)) out.push_back(*found);
        return out;
    }
    template <class Event>
    [[nodiscard]] std::size_t count() const
    {
        return told<Event>().size();
    }
    [[nodiscard]] record::torrent_status status(session::torrent_id of) const
    {
        return session_->status(of).value_or(record::torrent_status{});
    }

    std::vector<session::event> events;
    std::map<session::torrent_id, session::resume_data> saved;
    /// Called at every tick inside run().
    std::function<void()> on_tick;

private:
    std::unique_ptr<session::session> session_;
};

/// Lets the sessions tell what they have to until the condition holds; false if it took too long.
[[nodiscard]] bool until(std::initializer_list<node*> nodes, std::function<bool()> const& done);

}  // namespace bt::test
