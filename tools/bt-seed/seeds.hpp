#pragma once

#include <bt/cli/interrupt.hpp>
#include <bt/cli/readiness.hpp>
#include <bt/cli/teller.hpp>
#include <bt/host/feeds.hpp>
#include <bt/host/owner.hpp>
#include <bt/host/service.hpp>
#include <bt/record/render.hpp>
#include <bt/record/result.hpp>
#include <bt/session/session.hpp>
#include <bt/torrent/metainfo.hpp>

#include <bt-seed/hosting.hpp>
#include <bt-seed/job.hpp>
#include <bt-seed/options.hpp>
#include <bt-seed/publishing.hpp>
#include <bt-seed/watching.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace bt_seed {

/// All torrents of one run, from their inputs to the last goal.
class seeds : private bt::host::owner {
public:
    /// `reread` gives what the options would be if this were started now, or throws.
    seeds(options const& given, bt::cli::teller& tell, std::function<options()> reread);

    bt::exit_code run(bt::record::summary& summary);
    /// All that were asked for, as they were given.
    [[nodiscard]] std::vector<std::string> const& inputs() const { return inputs_; }
    /// Whether another run would do what is left: all inputs can be read again.
    [[nodiscard]] bool can_begin_again() const;

private:
    struct loaded_input {
        std::string input;
        bt::torrent::metainfo what;
        std::string save_path;
        job::missing missing = job::missing::refuse;
        bool is_whole = false;
        std::string watched = {};
        std::string category = {};
        std::vector<std::string> tags = {};
        std::string source_feed_url = {};
        /// As a client wants it; else as the command line says.
        std::optional<bt::session::add_request> how = {};
        std::optional<bt::state::saved_torrent> row = {};  // of the session, if it was there
    };

    // What is to be served.
    void open_host();
    void open_store();
    void open_folders();
    void open_session(std::vector<std::string_view> needs);
    /// Whether it goes on without a torrent, waiting for one.
    [[nodiscard]] bool hosts() const;
    void load_inputs();
    void load(std::string const& input);
    void create(std::string const& path);
    [[nodiscard]] std::vector<loaded_input> load_rows();
    [[nodiscard]] bt::network_options network() const;
    void start();
    bt::session::torrent_id add(loaded_input&& each);
    [[nodiscard]] bt::session::add_request request_for(loaded_input const& each) const;
    void try_to_add(loaded_input&& each);
    void input_failed(std::string const& input, bt::error const& why);

    // What the session tells.
    void on_event(bt::session::event const& what);
    void on_status(std::span<bt::session::torrent_update const> updates);
    void on_tick();
    void reload();
    void take_options(options now);
    void scrape();
    void on_checked(job& of);
    void on_finished(job& of);
    void drop(job& of, bt::exit_code code, std::string_view why);
    void refuse(job& of);
    void look_if_ready();
    void look_at_goals();
    void let_go(job& of);

    // What clients of the control socket see and do.
    void open_control(bt::session::session& own);
    [[nodiscard]] std::string session_name() const override { return given_->session; }
    [[nodiscard]] std::string state_dir() const override;
    [[nodiscard]] std::string save_path() const override { return dir_; }
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
    bool keep_promises() override;
    [[nodiscard]] bt::host::feeds* followed_feeds() override;

    // What the feeds of the session have.
    void open_feeds(bt::session::session& own);
    void on_feed_item(bt::record::feed_item const& item);
    void on_feed_error(bt::record::event::feed_error const& what);

    // What a key points at.
    void open_publishing();
    void start_publishing();
    [[nodiscard]] bool is_published(job const& which) const;
    void on_published(bt::record::event::pointer_published const& what);

    // What comes into folders, and goes.
    void look_at_folders();
    void take_file(watched_file const& file);
    void lose_file(std::string const& path);

    // What the session's store is told.
    void save_changed(bool all);
    void keep(job& of, bt::session::resume_data const* resume);
    void on_resume_data(bt::session::torrent_id id, bt::session::resume_data const& what);
    void on_stop_request();
    void end_if_saved();
    void tell_ready();
    /// An event of this tool's own, to standard output and to clients.
    template <class Event>
    void tell_event(bt::record::envelope const& where, Event const& what)
    {
        tell_->write()(where, what);
        if (service_) service_->tell(Event::kind, bt::record::to_json(where, what));
    }
    void tell_progress();
    [[nodiscard]] std::string status_line() const;

    [[nodiscard]] job* find(bt::session::torrent_id id);
    [[nodiscard]] std::chrono::milliseconds now() const;
    [[nodiscard]] bool has_goal() const;
    [[nodiscard]] bt::exit_code sum_up(bt::record::summary& summary) const;
    [[nodiscard]] bt::exit_code end_of_run(bt::record::summary& summary) const;

    options current_;
    options const* given_ = &current_;
    std::function<options()> reread_;
    bt::cli::teller* tell_;
    goals until_;
    bt::cli::interrupt interrupt_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::string dir_;  // where the data of inputs is
    std::vector<loaded_input> loaded_;
    std::vector<std::string> inputs_;
    std::size_t num_inputs_ = 0;
    std::map<bt::session::torrent_id, job> jobs_;
    std::unordered_map<bt::session::torrent_id, job*> live_;
    std::unordered_map<std::string, bt::session::torrent_id> watched_;  // by path
    std::unique_ptr<hosting> host_;
    std::string host_socket_;  ///< of another process that has the session
    std::unique_ptr<watching> watching_;
    bt::cli::service_notify notify_;
    std::optional<bt::cli::pid_file> pid_file_;
    std::optional<bt::cli::ready_line> ready_line_;
    std::unordered_set<bt::session::torrent_id> being_saved_;
    std::chrono::milliseconds last_saved_{0};
    std::chrono::milliseconds last_status_{0};
    std::optional<std::chrono::milliseconds> last_scrape_;
    std::optional<std::chrono::milliseconds> stopping_since_;
    std::size_t num_checking_ = 0;
    std::vector<bt::exit_code> failures_;
    bool ready_ = false;
    bool out_of_time_ = false;
    bool told_to_stop_ = false;  ///< by a client
    std::string reached_;        ///< the goal that ended the last torrent
    std::unique_ptr<bt::session::engine> session_;
    bt::session::session* own_ = nullptr;  ///< that, if it is one of our own
    std::optional<bt::host::service> service_;
    std::optional<bt::host::feeds> feeds_;
    std::optional<publish_request> to_publish_;
    std::string published_;                 ///< the key of the torrent
    std::unique_ptr<publisher> publisher_;  ///< goes before the session
};

}  // namespace bt_seed
