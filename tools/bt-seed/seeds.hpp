#pragma once

#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/record/result.hpp>
#include <bt/session/session.hpp>
#include <bt/torrent/metainfo.hpp>

#include <bt-seed/job.hpp>
#include <bt-seed/options.hpp>
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace bt_seed {

/// All torrents of one run, from their inputs to the last goal.
class seeds {
public:
    seeds(options const& given, bt::cli::teller& tell);

    bt::exit_code run(bt::record::summary& summary);

private:
    struct loaded_input {
        std::string input;
        bt::torrent::metainfo what;
        std::string save_path;
        bool is_whole = false;
    };

    // What is to be served.
    void load_inputs();
    void load(std::string const& input);
    void create(std::string const& path);
    void start();
    void add(loaded_input&& each);
    void input_failed(std::string const& input, bt::error const& why);

    // What the session tells.
    void on_event(bt::session::event const& what);
    void on_status(std::span<bt::session::torrent_update const> updates);
    void on_tick();
    void on_checked(job& of);
    void drop(job& of, bt::exit_code code, std::string_view why);
    void refuse(job& of);
    void look_if_ready();
    void look_at_goals();
    void tell_ready();
    void tell_progress();

    [[nodiscard]] job* find(bt::session::torrent_id id);
    [[nodiscard]] std::chrono::milliseconds now() const;
    [[nodiscard]] bool has_goal() const;
    [[nodiscard]] bt::exit_code sum_up(bt::record::summary& summary) const;
    [[nodiscard]] bt::exit_code end_of_run(bt::record::summary& summary) const;

    options const* given_;
    bt::cli::teller* tell_;
    goals until_;
    bt::cli::interrupt interrupt_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::milliseconds last_told_{0};
    std::vector<loaded_input> loaded_;
    std::size_t num_inputs_ = 0;
    std::deque<job> jobs_;
    std::unordered_map<bt::session::torrent_id, job*> live_;
    std::size_t num_checking_ = 0;
    std::vector<bt::exit_code> failures_;
    bool ready_ = false;
    bool out_of_time_ = false;
    std::string reached_;  ///< the goal that ended the last torrent
    std::optional<bt::session::session> session_;
};

}  // namespace bt_seed
