#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/session/session.hpp>
#include <bt/state/saved_torrent.hpp>

#include <bt-seed/goals.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bt_seed {

/// Why a torrent cannot be served.
struct refusal {
    bt::exit_code code = bt::exit_code::ok;
    std::string sentence;
};

/// One torrent: being checked, then served or refused, until a goal is reached. Holds no session:
/// what happens is told to it.
class job {
public:
    /// What of it is missing is fetched, or is why it is refused.
    enum class missing { refuse, fetch };
    job(std::string input, bt::session::torrent_id id, std::string magnet, missing what);

    void on_status(bt::record::torrent_status const& status, std::chrono::milliseconds now);
    /// The check is over; decides by the status that was told last. What was believed is checked
    /// when a piece of it was wrong.
    void on_checked(std::chrono::milliseconds now);
    /// It came as a link: until its metadata is there, there is nothing to check.
    void wait_for_metadata() { fetching_ = true; }
    /// All of it has come.
    void on_finished(std::chrono::milliseconds now);
    void on_failure(bt::exit_code code, std::string_view why);
    /// The goals that changed since the last call.
    [[nodiscard]] std::vector<goal_state>
    look(goals const& given, bt::session::swarm_count swarm, std::chrono::milliseconds now);

    [[nodiscard]] std::string const& input() const { return input_; }
    [[nodiscard]] bt::session::torrent_id id() const { return id_; }
    [[nodiscard]] std::string const& magnet() const { return magnet_; }
    [[nodiscard]] bt::record::torrent_status const& status() const { return status_; }
    /// It was checked and found whole; still so after its goal was reached.
    [[nodiscard]] bool is_served() const { return served_; }
    [[nodiscard]] bool is_checking() const { return !served_ && !refused_ && !fetching_ && !held_; }
    /// It is paused before its check is over, which nobody waits for then.
    void hold() { held_ = true; }
    [[nodiscard]] bool is_held_up() const
    {
        return is_checking() && status_.is_paused && !status_.is_queued;
    }
    [[nodiscard]] bool is_fetching() const { return fetching_; }
    [[nodiscard]] std::optional<refusal> const& refused() const { return refused_; }
    /// The goal that ended it; empty while it goes on.
    [[nodiscard]] std::string const& goal() const { return goal_; }
    [[nodiscard]] std::string name() const { return status_.name.value_or(input_); }

    /// What the store of the session keeps of it, but for what changes.
    bt::state::saved_torrent row;
    std::string watched;        ///< the file that it goes with; empty if it stays
    bool is_saved = false;      ///< its resume data, as far as is known
    std::int64_t saved_up = 0;  ///< what it had sent then

private:
    std::string input_;
    bt::session::torrent_id id_;
    std::string magnet_;
    bt::record::torrent_status status_;
    missing missing_;
    bool fetching_ = false;
    bool served_ = false;
    bool held_ = false;
    std::optional<refusal> refused_;
    std::chrono::milliseconds last_sent_{0};
    std::map<std::string_view, double> told_;  // the value of each goal when it was told last
    std::string goal_;
};

}  // namespace bt_seed
