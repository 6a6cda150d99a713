#include "run.hpp"

#include <bt/base/file.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/session/session.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/load.hpp>

#include <algorithm>
#include <bt-add/job.hpp>
#include <bt-add/print.hpp>

namespace bt_add {
namespace {

using bt::exit_code;
using std::chrono::milliseconds;

struct loaded_input {
    std::string input;
    bt::torrent::metainfo what;
};

/// All downloads of one run.
class downloads {
public:
    downloads(options const& given, bt::cli::teller& tell)
        : given_{&given}
        , tell_{&tell}
        , limits_{
              .metadata = given.metadata_timeout.value,
              .peer = given.peer_timeout.value,
              .stall = given.stall_timeout.value,
              .deadline = given.deadline.value}
    {
    }

    exit_code run(bt::record::summary& summary);

private:
    [[nodiscard]] std::vector<loaded_input> load_inputs();
    void add_all(std::vector<loaded_input> inputs);
    void add(loaded_input each);
    void on_event(bt::session::event const& what);
    void on_status(std::span<bt::session::torrent_update const> updates);
    void on_tick();
    void settle(job& done);
    void tell_progress();
    [[nodiscard]] job* find(bt::session::torrent_id id);
    [[nodiscard]] bool all_ended() const;
    [[nodiscard]] exit_code conclude(bt::record::summary& summary) const;
    [[nodiscard]] milliseconds now() const;

    options const* given_;
    bt::cli::teller* tell_;
    limits limits_;
    bt::cli::interrupt interrupt_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    milliseconds last_told_{0};
    std::vector<job> jobs_;
    std::vector<exit_code> codes_;  // of every input that ended, in order of ending
    std::string reason_;
    std::optional<bt::session::session> session_;
};

milliseconds downloads::now() const
{
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
}

std::vector<loaded_input> downloads::load_inputs()
{
    std::vector<loaded_input> loaded;
    for (auto const& input : given_->inputs) {
        try {
            loaded.push_back(
                {input,
                 bt::torrent::load(
                     input,
                     given_->load.limits(interrupt_.token()),
                     bt::torrent::piece_layers::optional)});
        } catch (bt::error const& e) {
            tell_->input_failed(input, e.code(), e.what());
            codes_.push_back(e.code());
            reason_ = bt::row_of(e.code()).name;
        }
    }
    return loaded;
}

void downloads::add(loaded_input each)
{
    bool const has_metadata = each.what.has_metadata();
    auto const id = session_->add(
        std::move(each.what),
        {.what_for = bt::session::purpose::download,
         .save_path = given_->dir,
         .peers = given_->peers,
         .trackers = bt::torrent::tiers_of(given_->announce)});
    jobs_.emplace_back(std::move(each.input), id, has_metadata);
}

void downloads::add_all(std::vector<loaded_input> inputs)
{
    for (auto& each : inputs) {
        auto const input = each.input;
        try {
            add(std::move(each));
        } catch (bt::error const& e) {
            tell_->input_failed(input, e.code(), e.what());
            codes_.push_back(e.code());
            reason_ = bt::row_of(e.code()).name;
        }
    }
}

job* downloads::find(bt::session::torrent_id id)
{
    auto const found = std::ranges::find(jobs_, id, &job::id);
    return found == jobs_.end() ? nullptr : &*found;
}

bool downloads::all_ended() const
{
    return std::ranges::all_of(jobs_, [](job const& each) { return each.end().has_value(); });
}

void downloads::on_event(bt::session::event const& what)
{
    tell_->progress().wipe();
    if (what.told)
        std::visit([&](auto const& body) { tell_->write()(what.where, body); }, what.what);
    if (!what.torrent) return;
    auto* const about = find(*what.torrent);
    if (about == nullptr || about->end()) return;
    about->on_event(what, now());
    if (about->end()) settle(*about);
}

void downloads::on_status(std::span<bt::session::torrent_update const> updates)
{
    for (auto const& update : updates) {
        auto* const about = find(update.id);
        if (about != nullptr && !about->end()) about->on_status(update.status, now());
    }
}

/// Tells how a job ended and lets the session forget it.
void downloads::settle(job& done)
{
    // The counters of the last tick miss what came since.
    if (auto const status = session_->status(done.id())) done.on_status(*status, now());
    auto const& end = *done.end();
    codes_.push_back(end.code);
    if (end.code == exit_code::ok) {
        tell_->remark(saved_text(done));
        tell_->result(bt::join_path(given_->dir, done.name()));
    } else {
        tell_->input_failed(done.input(), end.code, end.sentence);
        session_->remove(done.id());
    }
    reason_ = end.reason;
    if (all_ended()) session_->end();
}

void downloads::tell_progress()
{
    tell_->progress().show(progress_of(jobs_));
    bool const wanted = interrupt_.take_status_request();
    bool const due = tell_->options().tells_progress()
        && now() - last_told_ >= tell_->options().progress_interval.value;
    if (!wanted && !due) return;
    last_told_ = now();
    for (auto const& each : jobs_) {
        if (each.end() || each.status().torrent.empty()) continue;
        if (tell_->is_json())
            tell_->write()(each.status());
        else
            tell_->complain(status_text(each));
    }
}

void downloads::on_tick()
{
    for (auto& each : jobs_) {
        if (each.end()) continue;
        each.on_time(limits_, now());
        if (each.end()) settle(each);
    }
    tell_progress();
}

exit_code downloads::conclude(bt::record::summary& summary) const
{
    summary.torrents = static_cast<std::int64_t>(given_->inputs.size());
    add_totals(summary, jobs_);
    summary.failed =
        std::ranges::count_if(codes_, [](exit_code code) { return code != exit_code::ok; });
    if (auto const number = interrupt_.signal(); number != 0 && (jobs_.empty() || !all_ended()))
        return bt::stopped_by(number);
    auto const code = bt::cli::combined(codes_);
    summary.reason = code == exit_code::partial ? "partial" : reason_;
    return code;
}

exit_code downloads::run(bt::record::summary& summary)
{
    auto inputs = load_inputs();
    if (!inputs.empty()) {
        bt::ensure_folder(given_->dir);
        session_.emplace(
            bt::session::session_request{
                .network = given_->network, .events = bt::session::select_events(given_->events)},
            bt::session::session_callbacks{
                .on_event = [this](auto const& what) { on_event(what); },
                .on_status = [this](auto const updates) { on_status(updates); },
                .on_tick = [this] { on_tick(); },
                .on_stop_request = [this] { session_->end(); }});
        add_all(std::move(inputs));
        if (!jobs_.empty()) session_->run(interrupt_.token());
        if (interrupt_.signal() != 0 && !all_ended())
            tell_->remark("stopped; the same command goes on from here");
    }
    return conclude(summary);
}

}  // namespace

exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-add", given.common, streams};
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        downloads all{given, tell};
        return all.run(summary);
    });
}

}  // namespace bt_add
