#include "run.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/session/session.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/presence.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-seed/job.hpp>

namespace bt_seed {
namespace {

using bt::exit_code;
namespace event = bt::record::event;

/// All torrents of one run.
class seeds {
public:
    seeds(options const& given, bt::cli::teller& tell)
        : given_{&given}
        , tell_{&tell}
    {
    }

    exit_code run(bt::record::summary& summary);

private:
    void load_inputs();
    void start();
    void add(std::string const& input, bt::torrent::metainfo what);
    void on_event(bt::session::event const& what);
    void on_tick();
    void settle(job& checked);
    void tell_ready();
    void tell_progress();
    void count_failure(std::string const& input, exit_code code, std::string_view sentence);
    [[nodiscard]] job* find(bt::session::torrent_id id);
    [[nodiscard]] exit_code conclude(bt::record::summary& summary) const;

    struct loaded_input {
        std::string input;
        bt::torrent::metainfo what;
    };

    options const* given_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    std::vector<loaded_input> loaded_;
    std::vector<job> jobs_;
    std::vector<exit_code> failures_;
    std::chrono::steady_clock::time_point last_told_ = std::chrono::steady_clock::now();
    bool ready_ = false;
    std::optional<bt::session::session> session_;
};

void seeds::count_failure(std::string const& input, exit_code code, std::string_view sentence)
{
    tell_->input_failed(input, code, sentence);
    failures_.push_back(code);
}

/// What is plainly not there is refused before anything is started.
void seeds::load_inputs()
{
    for (auto const& input : given_->inputs) {
        try {
            auto what = bt::torrent::load(input, given_->load.limits(interrupt_.token()));
            if (!what.has_metadata())
                bt::fail(exit_code::bad_input, "seed", input, "a magnet link has no file list");
            auto const absent = bt::torrent::absent_files(what, given_->dir, 1);
            if (!absent.empty())
                bt::fail(
                    exit_code::incomplete, "seed", input, bt::torrent::sentence_of(absent.front()));
            loaded_.push_back({input, std::move(what)});
        } catch (bt::error const& e) {
            count_failure(input, e.code(), e.what());
        }
    }
}

void seeds::add(std::string const& input, bt::torrent::metainfo what)
{
    auto magnet = bt::torrent::magnet_of(what);
    auto const id = session_->add(
        std::move(what),
        {.what_for = bt::session::purpose::seed,
         .save_path = given_->dir,
         .peers = given_->peers,
         .trackers = bt::torrent::tiers_of(given_->announce)});
    jobs_.emplace_back(input, id, std::move(magnet));
}

void seeds::start()
{
    session_.emplace(
        bt::session::session_request{
            .network = given_->network, .events = bt::session::select_events(given_->events)},
        bt::session::session_callbacks{
            .on_event = [this](auto const& what) { on_event(what); },
            .on_status =
                [this](auto const updates) {
                    for (auto const& update : updates)
                        if (auto* const about = find(update.id)) about->on_status(update.status);
                },
            .on_tick = [this] { on_tick(); },
            .on_stop_request = [this] { session_->end(); }});
    for (auto& each : loaded_) {
        try {
            add(each.input, std::move(each.what));
        } catch (bt::error const& e) {
            count_failure(each.input, e.code(), e.what());
        }
    }
}

job* seeds::find(bt::session::torrent_id id)
{
    auto const found = std::ranges::find(jobs_, id, &job::id);
    return found == jobs_.end() ? nullptr : &*found;
}

void seeds::on_event(bt::session::event const& what)
{
    tell_->progress().wipe();
    if (what.told) bt::session::tell(tell_->write(), what);
    if (!what.torrent) return;
    auto* const about = find(*what.torrent);
    if (about == nullptr || about->refused()) return;
    if (std::holds_alternative<event::torrent_checked>(what.what)) {
        if (auto const status = session_->status(about->id())) about->on_status(*status);
        about->on_checked();
        settle(*about);
    } else if (auto const* disk = std::get_if<event::file_error>(&what.what)) {
        about->on_failure(
            exit_code::io,
            fmt::format("{}: {}", disk->path, disk->error_message.value_or("failed")));
        settle(*about);
    } else if (auto const* error = std::get_if<event::torrent_error>(&what.what)) {
        about->on_failure(exit_code::failed, error->error_message.value_or("failed"));
        settle(*about);
    }
}

void seeds::settle(job& checked)
{
    if (checked.refused()) {
        count_failure(checked.input(), checked.refused()->code, checked.refused()->sentence);
        session_->remove(checked.id());
    }
    bool const checking =
        std::ranges::any_of(jobs_, [](job const& each) { return each.is_checking(); });
    bool const served =
        std::ranges::any_of(jobs_, [](job const& each) { return each.is_served(); });
    if (!checking && !served) session_->end();
    if (!checking && served && !ready_) tell_ready();
}

void seeds::tell_ready()
{
    ready_ = true;
    event::ready now{
        .port = session_->port(),
        .endpoints = session_->endpoints(),
        .magnets = {},
        .num_torrents = 0};
    for (auto const& each : jobs_) {
        if (!each.is_served()) continue;
        now.magnets.push_back(each.magnet());
        ++now.num_torrents;
    }
    tell_->write()(bt::session::envelope_now(), now);
    for (auto const& magnet : now.magnets)
        tell_->result(magnet);
    tell_->remark(fmt::format(
        "seeding {} on {}",
        now.num_torrents == 1 ? "1 torrent" : fmt::format("{} torrents", now.num_torrents),
        fmt::join(now.endpoints, ", ")));
}

bt::cli::progress_state progress_of(std::span<job const> jobs)
{
    bt::cli::progress_state all;
    std::int64_t up = 0;
    std::int64_t peers = 0;
    std::int64_t sent = 0;
    std::int64_t served = 0;
    for (auto const& each : jobs) {
        auto const& status = each.status();
        sent += status.total_payload_upload;
        peers += status.num_peers;
        up += status.upload_payload_rate;
        if (each.is_served()) ++served;
        if (!each.is_checking()) continue;
        all.what = each.name();
        all.ratio = status.progress;
        all.extra = "checking";
        return all;
    }
    all.what = served == 1 ? jobs.front().name() : fmt::format("{} torrents", served);
    all.ratio = 1;
    all.rate = up;
    all.extra =
        fmt::format("sent {}, {} {}", bt::format_size(sent), peers, peers == 1 ? "peer" : "peers");
    return all;
}

void seeds::tell_progress()
{
    tell_->progress().show(progress_of(jobs_));
    auto const now = std::chrono::steady_clock::now();
    bool const wanted = interrupt_.take_status_request();
    bool const due = tell_->options().tells_progress()
        && now - last_told_ >= tell_->options().progress_interval.value;
    if (!wanted && !due) return;
    last_told_ = now;
    for (auto const& each : jobs_) {
        if (each.refused() || each.status().torrent.empty()) continue;
        if (tell_->is_json())
            tell_->write()(each.status());
        else
            tell_->complain(fmt::format(
                "{}: {}, sent {}, {} peers",
                each.name(),
                each.status().state,
                bt::format_size(each.status().total_payload_upload),
                each.status().num_peers));
    }
}

void seeds::on_tick()
{
    tell_progress();
}

exit_code seeds::conclude(bt::record::summary& summary) const
{
    auto const asked = given_->inputs.size();
    std::int64_t size = 0;
    std::int64_t up = 0;
    for (auto const& each : jobs_) {
        size += each.status().total_wanted;
        up += each.status().total_payload_upload;
    }
    summary.torrents = static_cast<std::int64_t>(asked);
    summary.failed = static_cast<std::int64_t>(failures_.size());
    summary.finished =
        std::ranges::count_if(jobs_, [](job const& each) { return each.is_served(); });
    summary.total_size = size;
    summary.total_payload_upload = up;
    if (failures_.size() == asked) return bt::cli::combined(failures_);
    auto const number = interrupt_.signal();
    // Told to stop while it still checked, it has not served what was asked for.
    if (number != 0 && !ready_) return bt::stopped_by(number);
    summary.reason = number != 0 ? bt::row_of(bt::stopped_by(number)).name : "";
    return failures_.empty() ? exit_code::ok : exit_code::partial;
}

exit_code seeds::run(bt::record::summary& summary)
{
    load_inputs();
    if (!loaded_.empty()) {
        start();
        if (!jobs_.empty()) session_->run(interrupt_.token());
        for (auto& each : jobs_)
            if (auto const status = session_->status(each.id())) each.on_status(*status);
    }
    return conclude(summary);
}

}  // namespace

exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-seed", given.common, streams};
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        seeds all{given, tell};
        return all.run(summary);
    });
}

}  // namespace bt_seed
