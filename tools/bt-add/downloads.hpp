#pragma once

#include <bt/base/file.hpp>
#include <bt/cli/hook.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/host/owner.hpp>
#include <bt/host/service.hpp>
#include <bt/record/hook.hpp>
#include <bt/session/session.hpp>

#include <atomic>
#include <bt-add/job.hpp>
#include <bt-add/keeping.hpp>
#include <bt-add/options.hpp>
#include <bt-add/scratch_folder.hpp>
#include <bt-add/stream.hpp>
#include <bt-add/sums.hpp>
#include <bt-add/updates.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace bt_add {

/// All downloads of one run: at most so many at a time, each from its input to its end.
class downloads : private bt::host::owner {
public:
    downloads(options const& given, bt::cli::teller& tell);
    ~downloads() override;
    downloads(downloads const&) = delete;
    downloads& operator=(downloads const&) = delete;
    downloads(downloads&&) = delete;
    downloads& operator=(downloads&&) = delete;

    bt::exit_code run(bt::record::summary& summary);
    /// Calls this when all of a torrent is there, before anybody is told.
    void when_complete(std::function<void()> then) { when_complete_ = std::move(then); }
    /// What some of the inputs are; these are not asked for updates any more.
    void take_found(found_torrents const& found) { found_ = found; }
    /// Files and folders that the torrents are in, as far as known.
    [[nodiscard]] std::vector<std::string> places() const;
    /// All that were asked for, as they were given.
    [[nodiscard]] std::vector<std::string> const& inputs() const { return inputs_; }
    /// Whether another run would do what is left: nothing has gone out that goes out once, and
    /// all inputs can be read again.
    [[nodiscard]] bool can_begin_again() const;

private:
    // The queue of inputs.
    void start_more();
    void start(std::string const& input);
    void open_keeping();
    void start_session();
    [[nodiscard]] bt::torrent::metainfo load(std::string const& input, older_torrents& instead_of);
    [[nodiscard]] bt::torrent::metainfo
    take_newest(newest_torrent found, std::string const& input, older_torrents& instead_of);
    [[nodiscard]] bool asks_for_updates() const { return given_->follow_update_url && !goes_on_; }
    void forget_older(older_torrents const& all);
    void take_place(job& of, older_torrents const& instead_of);
    void
    add(std::string const& input, bt::torrent::metainfo what, older_torrents const& instead_of);
    void reuse(
        bt::torrent::metainfo const& what,
        bt::session::add_request const& how,
        older_torrents const& instead_of);
    void set_out(job& of);
    void tell_metadata(bt::torrent::metainfo const& what);
    /// Whether that was all there was to do, without a session.
    bool took_metadata(bt::torrent::metainfo const& what);
    void input_failed(std::string const& input, bt::error const& why);
    void end_if_done();

    // What the session tells.
    void on_event(bt::session::event const& what);
    void on_status(std::span<bt::session::torrent_update const> updates);
    void on_tick();
    void on_resume_data(bt::session::torrent_id id, bt::session::resume_data const& what);
    void on_stop_request();
    void tell_progress();

    // The one stream of --cat and --tar.
    void on_piece(bt::session::torrent_id id, bt::session::piece_content const& content);
    void begin_stream(job& of);
    void stream_turn();
    void pace();
    [[nodiscard]] std::vector<std::pair<int, int>> piece_levels(job const& of) const;

    // A job's way.
    void follow(job& of, bt::session::event const& what);
    void not_saved(job& of, bt::record::event::resume_data_failed const& why);
    void on_metadata(job& of);
    void or_end(job& of, std::function<void()> const& work);
    void begin_asking(job& of, bt::torrent::document given);
    void look_at_answers();
    void go_on_with(job& of, bt::torrent::metainfo what, older_torrents const& instead_of);
    void add_again(job& of, bt::torrent::metainfo what, older_torrents const& instead_of);
    void look_if_complete(job& of);
    void complete(job& of);
    void close_up(job& of);
    void compare(job& of);
    void look_at_comparisons();
    void conclude(job& of);
    void settle(job& done);
    void tell_end(job& done);
    [[nodiscard]] bool saves_first(job& failed);
    void save_all();
    void keep(job const& of, bt::session::resume_data const* resume);
    void stop_if_saved();

    // What clients of the control socket see and do.
    struct guest {
        bt::record::torrent_status status;
        bt::host::labels sorted;
        std::string origin;
        std::string magnet;
        std::string save_path;
    };
    void open_control(bt::session::session& own);
    void keep_guest(bt::session::torrent_id id, bt::session::resume_data const* resume);
    [[nodiscard]] std::string session_name() const override { return given_->session; }
    [[nodiscard]] std::string state_dir() const override;
    [[nodiscard]] std::string save_path() const override;
    [[nodiscard]] std::string proxy() const override { return given_->network.proxy; }
    [[nodiscard]] std::vector<bt::session::torrent_id> torrents() const override;
    [[nodiscard]] bt::record::torrent_status const*
    status(bt::session::torrent_id id) const override;
    [[nodiscard]] bt::host::labels labels_of(bt::session::torrent_id id) const override;
    [[nodiscard]] bt::host::provenance provenance_of(bt::session::torrent_id id) const override;
    void set_labels(bt::session::torrent_id id, bt::host::labels to) override;
    bt::session::torrent_id add(bt::host::new_torrent what) override;
    void forget(bt::session::torrent_id id) override;
    void changed(bt::session::torrent_id id) override;
    void set_save_path(bt::session::torrent_id id, std::string const& path) override;
    void save() override;
    void keep_setting(std::string const& name, std::optional<std::string> value) override;
    void shut_down(bool saves) override;

    // What the user's program is told.
    [[nodiscard]] bool is_hooked(std::string_view kind) const;
    [[nodiscard]] bt::record::hook hook_of(job const& of, std::string_view kind) const;
    void run_hook(job& of, bt::record::hook const& about, std::function<void()> then);
    void hook_event(job& of, bt::session::event const& what);

    [[nodiscard]] job* find(bt::session::torrent_id id);
    [[nodiscard]] std::chrono::milliseconds now() const;
    [[nodiscard]] bt::exit_code sum_up(bt::record::summary& summary) const;

    options const* given_;
    bt::cli::teller* tell_;
    limits limits_;
    seed_goals goals_;
    std::unique_ptr<keeping> keeping_;
    bt::cli::interrupt interrupt_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::milliseconds last_saved_{0};
    std::optional<std::chrono::milliseconds> stopping_since_;
    std::vector<std::string> inputs_;
    std::deque<std::string> waiting_;
    std::size_t num_inputs_ = 0;
    std::deque<job> jobs_;
    std::unordered_map<bt::session::torrent_id, job*> live_;  // those that have not ended
    std::vector<bt::exit_code> codes_;  // of every input that ended, in order of ending
    std::unordered_set<bt::session::torrent_id> being_saved_;
    std::unordered_set<bt::session::torrent_id> replaced_;  // by the same torrent, added again
    std::vector<expected_sum> expected_;
    std::atomic<bool> comparing_stopped_{false};
    std::unordered_map<bt::session::torrent_id, std::future<std::string>> comparing_;
    std::stop_source asking_stopped_;
    std::unordered_map<bt::session::torrent_id, std::future<asked_newest>> asking_;
    bt::cli::hook_runner hooks_;
    std::unordered_map<bt::session::torrent_id, std::string> hook_trouble_;
    std::function<void()> when_complete_;
    found_torrents found_;
    std::string reason_;
    bool giving_up_ = false;
    bool goes_on_ = false;  // with what a session has, nothing was asked for
    std::unique_ptr<scratch_folder> scratch_;
    std::string folder_;
    std::string host_socket_;    ///< of another process that has the session
    bool told_to_stop_ = false;  ///< by a client
    std::unique_ptr<bt::session::engine> session_;
    std::unordered_map<bt::session::torrent_id, guest> guests_;
    std::optional<bt::host::service> service_;
    std::unique_ptr<bt::new_file> archive_;
    std::unique_ptr<stream> stream_;
    job* streamed_ = nullptr;
    bool held_back_ = false;
    bool reader_left_ = false;
};

}  // namespace bt_add
