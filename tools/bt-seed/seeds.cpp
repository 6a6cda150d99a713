#include "seeds.hpp"

#include <bt/torrent/announce.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/presence.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-seed/creation.hpp>
#include <bt-seed/trust.hpp>
#include <utility>

/// From the inputs to torrents of a session, and to the summary.
namespace bt_seed {

using bt::exit_code;
using std::chrono::milliseconds;

seeds::seeds(options const& given, bt::cli::teller& tell)
    : given_{&given}
    , tell_{&tell}
    , until_{given.until}
{
    until_.idle = given.idle.value;
}

milliseconds seeds::now() const
{
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
}

void seeds::input_failed(std::string const& input, bt::error const& why)
{
    // Where standard output itself is what failed, nothing else can do better.
    if (why.code() == exit_code::broken_pipe || why.code() == exit_code::no_output) throw why;
    tell_->input_failed(input, why.code(), why.what(), why.hint());
    failures_.push_back(why.code());
}

void seeds::load(std::string const& input)
{
    auto what = bt::torrent::load(input, given_->load.limits(interrupt_.token()));
    if (!what.has_metadata())
        bt::fail(exit_code::bad_input, "seed", input, "a magnet link has no file list");
    auto const absent = bt::torrent::absent_files(what, given_->dir, 1);
    if (!absent.empty())
        bt::fail(exit_code::incomplete, "seed", input, bt::torrent::sentence_of(absent.front()));
    bool is_whole = false;
    if (given_->trust == "quick") {
        auto const made = time_of(input, what);
        is_whole = made && looks_whole(what, given_->dir, *made, interrupt_.token());
        if (!is_whole) tell_->remark(fmt::format("checking all data of {}", input));
    }
    loaded_.push_back({input, std::move(what), given_->dir, is_whole});
}

void seeds::create(std::string const& path)
{
    auto made = make_torrent(path, *given_, *tell_, interrupt_);
    // It was read just now.
    loaded_.push_back({path, std::move(made.what), std::move(made.save_path), true});
}

/// What is plainly not there is refused before anything is started.
void seeds::load_inputs()
{
    for (auto const& path : given_->create) {
        try {
            create(path);
        } catch (bt::error const& e) {
            if (e.code() == exit_code::interrupted || e.code() == exit_code::refused) throw;
            input_failed(path, e);
        }
    }
    auto inputs = given_->arguments;
    if (!given_->list.file.empty() || given_->create.empty())
        inputs = bt::cli::gather_inputs(given_->arguments, given_->list, "a torrent");
    num_inputs_ = inputs.size() + given_->create.size();
    for (auto const& input : inputs) {
        if (interrupt_.signal() != 0) return;
        try {
            load(input);
        } catch (bt::error const& e) {
            input_failed(input, e);
        }
    }
}

void seeds::add(loaded_input&& each)
{
    auto magnet = bt::torrent::magnet_of(each.what);
    auto torrent = given_->torrent;
    // What is believed is hashed when it is first asked for.
    torrent.seed_mode = torrent.seed_mode || each.is_whole;
    auto const id = session_->add(
        std::move(each.what),
        {.what_for = bt::session::purpose::seed,
         .save_path = each.save_path,
         .peers = given_->peers,
         .trackers = bt::torrent::tiers_of(given_->announce),
         .options = torrent,
         .counts_swarm = until_.need_swarm()});
    live_.emplace(id, &jobs_.emplace_back(each.input, id, std::move(magnet)));
    ++num_checking_;
}

void seeds::start()
{
    session_.emplace(
        bt::session::session_request{
            .network = given_->network,
            .events = bt::session::select_events(given_->events),
            .needs = {"torrent_checked"}},
        bt::session::session_callbacks{
            .on_event = [this](auto const& what) { on_event(what); },
            .on_status = [this](auto const updates) { on_status(updates); },
            .on_tick = [this] { on_tick(); },
            .on_stop_request = [this] { session_->end(); }});
    for (auto& each : loaded_) {
        try {
            add(std::move(each));
        } catch (bt::error const& e) {
            input_failed(each.input, e);
        }
    }
    loaded_.clear();
}

job* seeds::find(bt::session::torrent_id id)
{
    auto const found = live_.find(id);
    return found == live_.end() ? nullptr : found->second;
}

bool seeds::has_goal() const
{
    return until_.any() || given_->max_time.value.count() > 0;
}

/// How the run ended, as far as what was served is concerned.
exit_code seeds::end_of_run(bt::record::summary& summary) const
{
    auto const number = interrupt_.signal();
    if (out_of_time_) {
        summary.reason = "max_time";
        // Without another goal it was one itself.
        return until_.any() ? exit_code::timed_out : exit_code::ok;
    }
    if (number != 0) {
        // Told to stop while it still checked, or before its goal, it has not done what was asked for.
        if (!ready_ || has_goal()) return bt::stopped_by(number);
        summary.reason = bt::row_of(bt::stopped_by(number)).name;
        return exit_code::ok;
    }
    summary.reason = reached_;
    return exit_code::ok;
}

exit_code seeds::sum_up(bt::record::summary& summary) const
{
    std::int64_t size = 0;
    std::int64_t up = 0;
    for (auto const& each : jobs_) {
        size += each.status().total_wanted;
        up += each.status().total_payload_upload;
    }
    summary.torrents = static_cast<std::int64_t>(num_inputs_);
    summary.failed = static_cast<std::int64_t>(failures_.size());
    summary.finished = std::ranges::count_if(jobs_, &job::is_served);
    summary.total_size = size;
    summary.total_payload_upload = up;
    if (failures_.size() == num_inputs_) return bt::cli::combined(failures_);
    auto const code = end_of_run(summary);
    if (code != exit_code::ok || failures_.empty()) return code;
    return exit_code::partial;
}

exit_code seeds::run(bt::record::summary& summary)
{
    load_inputs();
    if (!loaded_.empty() && interrupt_.signal() == 0) {
        start();
        if (!live_.empty()) session_->run(interrupt_.token());
        for (auto const& [id, each] : live_)
            if (auto const status = session_->status(id)) each->on_status(*status, now());
    }
    return sum_up(summary);
}

}  // namespace bt_seed
