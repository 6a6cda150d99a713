#include "seeds.hpp"

#include <bt/base/file.hpp>
#include <bt/control/client.hpp>
#include <bt/host/guest.hpp>
#include <bt/session/saved.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/verify/presence.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <bt-seed/creation.hpp>
#include <bt-seed/trust.hpp>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <utility>

/// From the inputs to torrents of a session, and to the summary.
namespace bt_seed {

using bt::exit_code;
using std::chrono::milliseconds;

seeds::seeds(options const& given, bt::cli::teller& tell, std::function<options()> reread)
    : current_{given}
    , reread_{std::move(reread)}
    , tell_{&tell}
    , until_{given.until}
    , interrupt_{given.hosts() ? bt::cli::interrupt::on_hangup::reload : bt::cli::interrupt::on_hangup::stop}
    , notify_{[&tell](std::string_view sentence) { tell.complain(sentence); }}
{
    until_.idle = given.idle.value;
    if (given.ready_fd) ready_line_.emplace(*given.ready_fd);
    if (!given.pid_file.empty()) pid_file_.emplace(given.pid_file);
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
    auto what =
        bt::torrent::load(input, given_->load.limits(interrupt_.token(), given_->network.proxy));
    if (!what.has_metadata())
        bt::fail(exit_code::bad_input, "seed", input, "a magnet link has no file list");
    auto const absent = bt::torrent::absent_files(what, dir_, 1);
    if (!absent.empty())
        bt::fail(exit_code::incomplete, "seed", input, bt::torrent::sentence_of(absent.front()));
    bool is_whole = false;
    if (given_->trust == "quick") {
        auto const made = time_of(input, what);
        is_whole = made && looks_whole(what, dir_, *made, interrupt_.token());
        if (!is_whole) tell_->remark(fmt::format("checking all data of {}", input));
    }
    auto row = host_ ? host_->take(what) : std::nullopt;
    loaded_.push_back(
        {.input = input,
         .what = std::move(what),
         .save_path = dir_,
         .is_whole = is_whole,
         .row = std::move(row)});
}

void seeds::create(std::string const& path)
{
    auto made = make_torrent(path, *given_, *tell_, interrupt_);
    // It was read just now.
    loaded_.push_back(
        {.input = path,
         .what = std::move(made.what),
         .save_path = std::move(made.save_path),
         .is_whole = true});
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
    bool const needs_one = given_->create.empty() && !hosts();
    if (!given_->list.file.empty() || needs_one)
        inputs = bt::cli::gather_inputs(given_->arguments, given_->list, "a torrent");
    inputs_ = inputs;
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

/// What the session had when it was hosted last.
std::vector<seeds::loaded_input> seeds::load_rows()
{
    std::vector<loaded_input> out;
    if (!host_) return out;
    for (auto& row : host_->take_all()) {
        auto const watched = watching_ && watching_->holds(row.origin) ? row.origin : std::string{};
        // Its file went while nobody looked.
        if (!watched.empty() && ::access(watched.c_str(), F_OK) != 0) {
            host_->remove(row.key);
            continue;
        }
        try {
            bool const has_file = !row.torrent_file.empty();
            auto what = has_file
                ? bt::torrent::parse_torrent(
                    std::move(row.torrent_file), row.name, {}, bt::torrent::piece_layers::optional)
                : bt::torrent::parse_magnet(row.magnet);
            auto const input = row.name.empty() ? row.key : row.name;
            auto save_path = row.save_path;
            out.push_back(
                {.input = input,
                 .what = std::move(what),
                 .save_path = std::move(save_path),
                 .missing = job::missing::fetch,
                 .watched = watched,
                 .row = std::move(row)});
        } catch (bt::error const& e) {
            input_failed(row.name, e);
        }
    }
    return out;
}

bt::session::add_request seeds::request_for(loaded_input const& each) const
{
    bt::session::add_request request;
    if (each.how) {
        request = *each.how;
    } else {
        request.peers = given_->peers;
        request.trackers = bt::torrent::tiers_of(given_->announce);
        request.options = given_->torrent;
    }
    request.what_for = each.missing == job::missing::fetch ? bt::session::purpose::download
                                                           : bt::session::purpose::seed;
    request.save_path = each.save_path;
    // Whoever is handed over to counts for those that may ask.
    request.counts_swarm = until_.need_swarm() || service_;
    // What is believed is hashed when it is first asked for.
    request.options.seed_mode = request.options.seed_mode || each.is_whole;
    if (each.row) request.resume = bt::session::resume_of(*each.row);
    // Who names one wants it served.
    request.restores = each.missing == job::missing::fetch ? bt::session::restoring::all
                                                           : bt::session::restoring::changes;
    request.hashes_all = given_->trust == "full";
    request.keeps_choice = request.resume != nullptr;
    return request;
}

bt::session::torrent_id seeds::add(loaded_input&& each)
{
    auto const request = request_for(each);
    auto magnet = bt::torrent::magnet_of(each.what);
    bool const has_metadata = each.what.has_metadata();
    auto key = each.what.key();
    auto const id = session_->add(std::move(each.what), request);
    auto& made =
        jobs_.try_emplace(id, each.input, id, std::move(magnet), each.missing).first->second;
    live_.emplace(id, &made);
    if (has_metadata)
        ++num_checking_;
    else
        made.wait_for_metadata();
    if (!each.watched.empty()) watched_.insert_or_assign(each.watched, id);
    made.watched = std::move(each.watched);
    bool const is_new = !each.row;
    if (each.row) made.row = std::move(*each.row);
    if (is_new) made.row.key = std::move(key);
    if (is_new) {
        made.row.added_time = std::time(nullptr);
        made.row.origin = made.watched.empty() ? made.input() : made.watched;
        made.row.category = each.category.empty() ? given_->category : each.category;
        made.row.source_feed_url = std::move(each.source_feed_url);
        made.row.tags = each.tags.empty() ? given_->tags : std::move(each.tags);
    }
    if (!host_) return id;
    if (is_new) made.row.position = host_->next_position();
    made.row.magnet = made.magnet();
    made.row.save_path = std::move(each.save_path);
    made.is_saved = request.resume && !request.hashes_all && made.row.completed_time != 0;
    if (is_new) keep(made, nullptr);
    return id;
}

void seeds::try_to_add(loaded_input&& each)
{
    auto const input = each.input;
    try {
        (void)add(std::move(each));
    } catch (bt::control::gone const&) {
        throw;
    } catch (bt::error const& e) {
        input_failed(input, e);
    }
}

/// What the command line says wins over what the session was given before.
bt::network_options seeds::network() const
{
    auto out = given_->network;
    if (!host_) return out;
    std::vector<std::string> set;
    for (auto const& [name, value] : host_->settings())
        set.push_back(fmt::format("{}={}", name, value));
    out.set.insert(out.set.begin(), set.begin(), set.end());
    return out;
}

/// One of our own, or that of the process which hosts it.
void seeds::open_session(std::vector<std::string_view> needs)
{
    bt::session::session_callbacks callbacks{
        .on_event = [this](auto const& what) { on_event(what); },
        .on_status = [this](auto const updates) { on_status(updates); },
        .on_tick = [this] { on_tick(); },
        .on_resume_data = [this](auto const id, auto const& what) { on_resume_data(id, what); },
        .on_piece =
            [this](auto const id, auto const& content) {
                if (service_) service_->on_piece(id, content);
            },
        .on_stop_request = [this] { on_stop_request(); }};
    auto const events = bt::session::select_events(given_->events);
    if (!host_socket_.empty()) {
        session_ = std::make_unique<bt::host::guest>(
            bt::host::guest_request{
                .path = host_socket_,
                .events = events,
                .needs = std::move(needs),
                .sorted = {given_->category, given_->tags}},
            std::move(callbacks));
        return;
    }
    auto own = std::make_unique<bt::session::session>(
        bt::session::session_request{
            .network = network(),
            .events = events,
            .needs = std::move(needs),
            .state = host_ ? host_->state() : std::string{}},
        std::move(callbacks));
    // Whatever is made of it goes before it, also where the next throws.
    own_ = own.get();
    session_ = std::move(own);
    open_control(*own_);
    open_feeds(*own_);
}

void seeds::start()
{
    auto rows = load_rows();
    open_session({"torrent_checked", "torrent_finished", "resume_data_failed"});
    for (auto& each : loaded_)
        try_to_add(std::move(each));
    loaded_.clear();
    for (auto& each : rows)
        try_to_add(std::move(each));
    look_at_folders();
    (void)keep_promises();
    if (hosts()) look_if_ready();
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
    // A client has the same done as a signal has.
    auto const number = told_to_stop_ ? SIGTERM : interrupt_.signal();
    if (out_of_time_) {
        summary.reason = "max_time";
        // Without another goal it was one itself, if anything was served at all.
        return until_.any() || !ready_ ? exit_code::timed_out : exit_code::ok;
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
    for (auto const& [id, each] : jobs_) {
        size += each.status().total_wanted;
        up += each.status().total_payload_upload;
    }
    summary.torrents = static_cast<std::int64_t>(hosts() ? jobs_.size() : num_inputs_);
    summary.failed = static_cast<std::int64_t>(failures_.size());
    summary.finished =
        std::ranges::count_if(jobs_, [](auto const& each) { return each.second.is_served(); });
    summary.total_size = size;
    summary.total_payload_upload = up;
    bool const has_none = failures_.size() >= num_inputs_ && !hosts();
    if (has_none) return bt::cli::combined(failures_);
    auto const code = end_of_run(summary);
    // A host goes on with what it has; each failure was told.
    if (code != exit_code::ok || failures_.empty() || hosts()) return code;
    summary.reason = "partial";
    return exit_code::partial;
}

bool seeds::can_begin_again() const
{
    bool const is_of_stdin = std::ranges::find(inputs_, "-") != inputs_.end();
    bool const has_key = given_->publish != "-" && !given_->publish.starts_with("fd:");
    // A descriptor that waits for its line cannot be had twice.
    return !is_of_stdin && has_key && (!given_->ready_fd || ready_) && interrupt_.signal() == 0;
}

bool seeds::hosts() const
{
    return (!given_->session.empty() && host_socket_.empty()) || !given_->watch.empty()
        || !given_->control.empty();
}

void seeds::open_host()
{
    dir_ = given_->dir;
    // Whoever hosts the session, or will, is somewhere else.
    if (given_->hosts()) dir_ = std::filesystem::absolute(dir_).lexically_normal();
    if (!given_->session.empty()) open_store();
    open_folders();
}

exit_code seeds::run(bt::record::summary& summary)
{
    open_host();
    load_inputs();
    open_publishing();
    bool const has_work = !loaded_.empty() || hosts();
    if (has_work && interrupt_.signal() == 0) {
        start();
        if (!live_.empty() || hosts()) session_->run(interrupt_.token());
        publisher_.reset();
        for (auto const& [id, each] : live_)
            if (auto const status = session_->status(id)) each->on_status(*status, now());
    }
    if (host_) host_->end(session_ ? session_->state_bytes() : std::string{});
    return sum_up(summary);
}

}  // namespace bt_seed
