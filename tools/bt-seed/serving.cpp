#include <bt/base/text.hpp>
#include <bt/record/render.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-seed/print.hpp>
#include <bt-seed/seeds.hpp>
#include <utility>

/// What the session tells, and what comes of it.
namespace bt_seed {

using bt::exit_code;
namespace event = bt::record::event;

void seeds::on_event(bt::session::event const& what)
{
    if (what.told) {
        tell_->progress().wipe();
        bt::session::tell(tell_->write(), what);
    }
    if (!what.torrent) return;
    auto* const about = find(*what.torrent);
    if (about == nullptr) return;
    if (std::holds_alternative<event::torrent_checked>(what.what))
        on_checked(*about);
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
    session_->remove(of.id());
    live_.erase(of.id());
    look_if_ready();
}

void seeds::look_if_ready()
{
    if (live_.empty())
        session_->end();
    else if (num_checking_ == 0 && !ready_)
        tell_ready();
}

void seeds::on_status(std::span<bt::session::torrent_update const> updates)
{
    for (auto const& update : updates)
        if (auto* const about = find(update.id)) about->on_status(update.status, now());
}

void seeds::tell_ready()
{
    ready_ = true;
    event::ready what{
        .port = session_->port(),
        .endpoints = session_->endpoints(),
        .magnets = {},
        .num_torrents = 0};
    for (auto const& each : jobs_) {
        if (!each.is_served()) continue;
        what.magnets.push_back(each.magnet());
        ++what.num_torrents;
    }
    tell_->write()(bt::session::envelope_now(), what);
    if (!given_->prints_torrent())
        for (auto const& magnet : what.magnets)
            tell_->result(magnet);
    tell_->remark(fmt::format(
        "seeding {} on {}",
        what.num_torrents == 1 ? "1 torrent" : fmt::format("{} torrents", what.num_torrents),
        fmt::join(what.endpoints, ", ")));
}

/// Lets go of torrents that were served enough.
void seeds::look_at_goals()
{
    std::vector<job*> reached;
    for (auto const& [id, each] : live_) {
        auto const swarm = until_.need_swarm() ? session_->swarm(id) : bt::session::swarm_count{};
        auto where = bt::session::envelope_now();
        where.torrent = each->status().torrent;
        where.name = each->name();
        for (auto const& goal : each->look(until_, swarm, now()))
            tell_->write()(
                where,
                event::goal_progress{
                    .goal = std::string{goal.name},
                    .target = goal.target,
                    .value = goal.value,
                    .reached = goal.is_reached()});
        if (!each->goal().empty()) reached.push_back(each);
    }
    for (auto* const each : reached) {
        // What was sent since the last tick counts too.
        if (auto const last = session_->status(each->id())) each->on_status(*last, now());
        reached_ = each->goal();
        session_->remove(each->id());
        live_.erase(each->id());
    }
    if (!reached.empty() && live_.empty()) session_->end();
}

void seeds::tell_progress()
{
    if (tell_->progress().is_due()) tell_->progress().show(progress_of(jobs_));
    bool const wanted = interrupt_.take_status_request();
    bool const due = tell_->options().tells_progress()
        && now() - last_told_ >= tell_->options().progress_interval.value;
    if (!wanted && !due) return;
    last_told_ = now();
    auto const burst = tell_->write().burst();
    for (auto const& each : jobs_) {
        if (!live_.contains(each.id()) || each.status().torrent.empty()) continue;
        if (tell_->is_json())
            burst(each.status());
        else
            tell_->complain(status_text(each));
    }
    tell_->flush();
}

void seeds::on_tick()
{
    tell_progress();
    if (until_.any()) look_at_goals();
    auto const limit = given_->max_time.value;
    if (limit.count() > 0 && now() >= limit && !live_.empty()) {
        out_of_time_ = true;
        session_->end();
    }
}

}  // namespace bt_seed
