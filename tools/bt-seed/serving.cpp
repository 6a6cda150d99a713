#include <bt/base/text.hpp>
#include <bt/record/render.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-seed/print.hpp>
#include <bt-seed/seeds.hpp>
#include <ctime>
#include <utility>

/// What the session tells, and what comes of it.
namespace bt_seed {

using bt::exit_code;
namespace event = bt::record::event;

void seeds::on_event(bt::session::event const& what)
{
    if (service_) service_->on_event(what);
    if (what.told) {
        tell_->progress().wipe();
        bt::session::tell(tell_->write(), what);
    }
    if (!what.torrent) return;
    if (std::holds_alternative<event::resume_data_failed>(what.what)) {
        being_saved_.erase(*what.torrent);
        end_if_saved();
        return;
    }
    auto* const about = find(*what.torrent);
    if (about == nullptr) return;
    if (std::holds_alternative<event::torrent_checked>(what.what))
        on_checked(*about);
    else if (std::holds_alternative<event::torrent_finished>(what.what))
        on_finished(*about);
    else if (auto const* disk = std::get_if<event::file_error>(&what.what))
        drop(
            *about,
            exit_code::io,
            fmt::format("{}: {}", disk->path, disk->error_message.value_or("failed")));
    else if (auto const* error = std::get_if<event::torrent_error>(&what.what))
        drop(*about, exit_code::failed, error->error_message.value_or("failed"));
}

void seeds::on_checked(job& of)
{
    if (auto const status = session_->status(of.id())) of.on_status(*status, now());
    if (of.is_checking()) --num_checking_;
    of.on_checked(now());
    if (of.refused())
        refuse(of);
    else
        look_if_ready();
}

/// What a watch folder, or a session, brought has come.
void seeds::on_finished(job& of)
{
    if (!of.is_fetching()) return;
    if (auto const status = session_->status(of.id())) of.on_status(*status, now());
    of.on_finished(now());
    of.row.completed_time = std::time(nullptr);
    of.is_saved = false;
}

void seeds::drop(job& of, exit_code code, std::string_view why)
{
    if (of.is_checking()) --num_checking_;
    of.on_failure(code, why);
    refuse(of);
}

/// One that cannot be served, or no more.
void seeds::refuse(job& of)
{
    tell_->input_failed(of.input(), of.refused()->code, of.refused()->sentence);
    failures_.push_back(of.refused()->code);
    let_go(of);
    look_if_ready();
}

void seeds::let_go(job& of)
{
    if (is_published(of)) publisher_.reset();
    session_->let_go(of.id());
    being_saved_.erase(of.id());
    live_.erase(of.id());
    if (!of.watched.empty()) watched_.erase(of.watched);
}

void seeds::look_if_ready()
{
    if (stopping_since_) return;
    if (live_.empty() && !hosts())
        session_->end();
    else if (num_checking_ == 0 && !ready_)
        tell_ready();
}

void seeds::on_status(std::span<bt::session::torrent_update const> updates)
{
    for (auto const& update : updates) {
        auto* const about = find(update.id);
        if (about == nullptr) continue;
        about->on_status(update.status, now());
        if (!about->is_held_up()) continue;
        about->hold();
        --num_checking_;
        look_if_ready();
    }
    if (service_) service_->on_status(updates);
}

void seeds::tell_ready()
{
    ready_ = true;
    event::ready what{
        .port = session_->port(),
        .endpoints = session_->endpoints(),
        .magnets = {},
        .num_torrents = 0};
    for (auto const& [id, each] : jobs_) {
        if (!each.is_served()) continue;
        what.magnets.push_back(each.magnet());
        ++what.num_torrents;
    }
    auto const where = bt::session::envelope_now();
    tell_event(where, what);
    if (!given_->prints_torrent())
        for (auto const& magnet : what.magnets)
            tell_->result(magnet);
    auto const status = status_line();
    tell_->remark(fmt::format("{} on {}", status, fmt::join(what.endpoints, ", ")));
    if (ready_line_) ready_line_->tell(bt::record::to_json(where, what));
    notify_.ready(status);
    start_publishing();
}

/// What a service manager shows.
std::string seeds::status_line() const
{
    auto const count =
        std::ranges::count_if(live_, [](auto const& each) { return each.second->is_served(); });
    return fmt::format("seeding {} {}", count, count == 1 ? "torrent" : "torrents");
}

/// Lets go of torrents that were served enough.
void seeds::look_at_goals()
{
    std::vector<job*> reached;
    for (auto const& [id, each] : live_) {
        auto const swarm = until_.need_swarm() ? session_->swarm(id) : bt::session::swarm_count{};
        for (auto const& goal : each->look(until_, swarm, now())) {
            auto where = bt::session::envelope_now();
            where.torrent = each->status().torrent;
            where.name = each->name();
            tell_event(
                where,
                event::goal_progress{
                    .goal = std::string{goal.name},
                    .target = goal.target,
                    .value = goal.value,
                    .reached = goal.is_reached()});
        }
        if (!each->goal().empty()) reached.push_back(each);
    }
    for (auto* const each : reached) {
        // What was sent since the last tick counts too.
        if (auto const last = session_->status(each->id())) each->on_status(*last, now());
        reached_ = each->goal();
        if (host_) keep(*each, nullptr);
        let_go(*each);
    }
    if (!reached.empty() && live_.empty() && !hosts()) on_stop_request();
}

void seeds::tell_progress()
{
    if (tell_->progress().is_due()) tell_->progress().show(progress_of(jobs_));
    if (!tell_->takes_status_turn(interrupt_)) return;
    auto const burst = tell_->write().burst();
    for (auto const& [id, each] : jobs_) {
        if (!live_.contains(id) || each.status().torrent.empty()) continue;
        if (tell_->is_json())
            burst(each.status());
        else
            tell_->complain(status_text(each));
    }
    tell_->flush();
}

void seeds::on_tick()
{
    notify_.alive(std::chrono::steady_clock::now());
    if (stopping_since_) {
        end_if_saved();
        return;
    }
    tell_progress();
    if (service_) service_->on_tick();
    if (feeds_) feeds_->on_tick();
    if (until_.any()) look_at_goals();
    scrape();
    if (interrupt_.take_reload_request())
        reload();
    else
        look_at_folders();
    if (host_ && now() - last_saved_ >= given_->save_interval.value) save_changed(false);
    (void)keep_promises();
    constexpr std::chrono::seconds status_every{10};
    if (ready_ && notify_.enabled() && now() - last_status_ >= status_every) {
        last_status_ = now();
        notify_.status(status_line());
    }
    auto const limit = given_->max_time.value;
    if (limit.count() > 0 && now() >= limit && !stopping_since_) {
        out_of_time_ = true;
        on_stop_request();
    }
}

}  // namespace bt_seed
