#include "downloads.hpp"

#include <bt/base/file.hpp>
#include <bt/control/client.hpp>
#include <bt/host/guest.hpp>
#include <bt/host/socket.hpp>
#include <bt/state/dirs.hpp>
#include <bt/state/lock.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/save.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-add/metadata.hpp>
#include <bt-add/print.hpp>
#include <bt-add/selection.hpp>
#include <csignal>
#include <filesystem>
#include <iterator>

namespace bt_add {

using bt::exit_code;
using std::chrono::milliseconds;

downloads::downloads(options const& given, bt::cli::teller& tell)
    : given_{&given}
    , tell_{&tell}
    , limits_{
          .metadata = given.metadata_timeout.value,
          .peer = given.peer_timeout.value,
          .stall = given.stall_timeout.value,
          .deadline = given.deadline.value,
          .min_rate = given.min_rate.value,
          .min_rate_time = given.min_rate_time.value}
    , goals_{.ratio = given.ratio, .time = given.seed_time.value}
{
}

downloads::~downloads()
{
    comparing_stopped_ = true;
    asking_stopped_.request_stop();
}

milliseconds downloads::now() const
{
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
}

void downloads::input_failed(std::string const& input, bt::error const& why)
{
    tell_->input_failed(input, why.code(), why.what(), why.hint());
    codes_.push_back(why.code());
    reason_ = bt::row_of(why.code()).name;
    if (given_->fail_fast) giving_up_ = true;
}

void downloads::start_session()
{
    if (session_) return;
    auto network = given_->network;
    // What the command line says wins over what the session was given before.
    std::vector<std::string> set;
    for (auto const& [name, value] : keeping_->settings())
        set.push_back(fmt::format("{}={}", name, value));
    network.set.insert(network.set.begin(), set.begin(), set.end());
    // libtorrent takes its first pieces at random, whatever their priority.
    if (given_->first_last || given_->streams())
        network.set.insert(network.set.begin(), "initial_picker_threshold=0");
    if (!given_->wants_metadata_alone()) bt::ensure_folder(folder_);
    std::vector<std::string_view> needs;
    if (given_->streams()) needs.emplace_back("piece_finished");
    if (!given_->exec.empty()) std::ranges::copy(given_->exec_on, std::back_inserter(needs));
    bt::session::session_callbacks callbacks{
        .on_event = [this](auto const& what) { on_event(what); },
        .on_status = [this](auto const updates) { on_status(updates); },
        .on_tick = [this] { on_tick(); },
        .on_resume_data = [this](auto const id, auto const& what) { on_resume_data(id, what); },
        .on_piece = [this](auto const id, auto const& content) { on_piece(id, content); },
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
            .network = network,
            .events = events,
            .needs = std::move(needs),
            .state = keeping_->state()},
        std::move(callbacks));
    open_control(*own);
    session_ = std::move(own);
}

void downloads::start(std::string const& input)
{
    try {
        older_torrents instead_of;
        auto what = load(input, instead_of);
        if (!took_metadata(what)) add(input, std::move(what), instead_of);
    } catch (bt::control::gone const&) {
        throw;
    } catch (bt::error const& e) {
        // Where standard output itself is what failed, no other input can do better.
        if (e.code() == exit_code::broken_pipe || e.code() == exit_code::no_output) throw;
        input_failed(input, e);
    }
}

void downloads::tell_metadata(bt::torrent::metainfo const& what)
{
    if (given_->list_files)
        print_files(bt::torrent::contents_of(what), what.key(), *given_, *tell_);
    else
        save_metadata(bt::torrent::torrent_bytes(what), what.key(), *given_, *tell_);
}

bool downloads::took_metadata(bt::torrent::metainfo const& what)
{
    if (!given_->wants_metadata_alone() || !what.has_metadata()) return false;
    tell_metadata(what);
    codes_.push_back(exit_code::ok);
    reason_ = "metadata";
    return true;
}

void downloads::add(
    std::string const& input, bt::torrent::metainfo what, older_torrents const& instead_of)
{
    auto const said = bt::torrent::describe(what);
    bt::session::add_request request{
        .what_for = bt::session::purpose::download,
        .save_path = folder_,
        .peers = given_->peers,
        .trackers = bt::torrent::tiers_of(given_->announce),
        .web_seeds = given_->web_seeds,
        .options = given_->torrent};
    if (auto kept = keeping_->find(what)) {
        request.resume = std::move(kept->resume);
        request.keeps_choice = goes_on_;
        if (keeping_->is_session()) request.restores = bt::session::restoring::changes;
        // Where the session put it, unless it is to be elsewhere now.
        if (keeping_->is_session() && !given_->dir) request.save_path = kept->save_path;
        if (!what.has_metadata() && !kept->torrent_file.empty()) {
            what = bt::torrent::parse_torrent(
                std::move(kept->torrent_file), input, {}, bt::torrent::piece_layers::optional);
            std::ranges::copy(said.trackers, std::back_inserter(request.trackers));
            for (auto const& seed : said.web_seeds)
                request.web_seeds.push_back(seed.url);
            for (auto const& [host, port] : said.peers)
                request.peers.push_back({host, static_cast<int>(port)});
        }
    }
    std::optional<bt::torrent::contents> contents;
    std::vector<int> levels;
    bool const all = takes_all(*given_, said.select_only);
    if (what.has_metadata()) {
        contents = bt::torrent::contents_of(what);
        if (!all) levels = choose_files(*contents, *given_, said.select_only);
        request.file_priorities = levels;
    } else {
        bool const chosen = !all || given_->first_last || given_->streams()
            || !given_->reuse.empty() || asks_for_updates();
        request.metadata_alone = chosen || given_->wants_metadata_alone();
        if (chosen && given_->detach)
            bt::fail(
                exit_code::usage,
                "hand over",
                input,
                std::string_view{"which files a link has is not known yet"});
    }
    if (given_->streams()) {
        request.options.sequential_download = true;
        // What cannot be streamed is told before anything is fetched.
        if (contents) (void)plan_stream(*contents, levels, *given_);
    }
    start_session();
    if (contents) reuse(what, request, instead_of);
    auto& made = jobs_.emplace_back(input, now());
    made.of_link = said.select_only;
    made.creation_date = said.creation_date;
    if (contents) {
        made.take_contents(std::move(*contents), std::move(levels));
        request.piece_priorities = piece_levels(made);
    }
    try {
        made.set_id(session_->add(std::move(what), request));
    } catch (bt::error const&) {
        jobs_.pop_back();
        throw;
    }
    made.magnet = bt::torrent::magnet_of(said);
    live_.emplace(made.id(), &made);
    forget_older(instead_of);
    bool const is_new = !request.resume;
    made.request = std::move(request);
    if (keeping_->is_session() && is_new) keep(made, nullptr);
    set_out(made);
}

/// It is in the session: it goes on from there, or is left to whoever hosts that.
void downloads::set_out(job& of)
{
    if (given_->detach) {
        of.finish({.code = exit_code::ok, .reason = "handed_over", .sentence = {}}, now());
        tell_end(of);
    } else if (of.contents()) {
        of.enter(stage::fetching, now());
        begin_stream(of);
    }
}

void downloads::start_more()
{
    auto const limit =
        given_->jobs == 0 ? waiting_.size() + live_.size() : static_cast<std::size_t>(given_->jobs);
    while (!waiting_.empty() && !giving_up_ && !stopping_since_ && live_.size() < limit) {
        auto const input = std::move(waiting_.front());
        waiting_.pop_front();
        start(input);
        if (interrupt_.signal() != 0) return;
    }
}

job* downloads::find(bt::session::torrent_id id)
{
    auto const found = live_.find(id);
    return found == live_.end() ? nullptr : found->second;
}

void downloads::end_if_done()
{
    if (giving_up_) {
        if (!stopping_since_) on_stop_request();
        return;
    }
    start_more();
    if (waiting_.empty() && live_.empty() && hooks_.is_idle() && session_) session_->end();
}

exit_code downloads::sum_up(bt::record::summary& summary) const
{
    summary.torrents = static_cast<std::int64_t>(num_inputs_);
    add_totals(summary, jobs_);
    summary.failed =
        std::ranges::count_if(codes_, [](exit_code code) { return code != exit_code::ok; });
    bool const cut_short = !waiting_.empty() || !live_.empty();
    // A client has the same done as a signal has.
    if (auto const number = told_to_stop_ ? SIGTERM : interrupt_.signal();
        number != 0 && (codes_.empty() || cut_short)) {
        // Whoever only gives back was told to stop, and no more was asked for.
        bool const only_seeds = given_->seed && !given_->ratio && goals_.time.count() == 0
            && waiting_.empty() && std::ranges::all_of(live_, [](auto const& each) {
                                    return each.second->at() == stage::giving_back;
                                });
        if (!only_seeds) return bt::stopped_by(number);
        summary.reason = "stopped";
        auto codes = codes_;
        codes.push_back(exit_code::ok);
        return bt::cli::combined(codes);
    }
    auto const code = giving_up_ && !codes_.empty() ? codes_.back() : bt::cli::combined(codes_);
    summary.reason = code == exit_code::partial ? "partial" : reason_;
    return code;
}

std::vector<std::string> downloads::places() const
{
    std::vector<std::string> out;
    for (auto const& each : jobs_)
        if (each.status().name) out.push_back(bt::join_path(each.request.save_path, each.name()));
    return out;
}

bool downloads::can_begin_again() const
{
    bool const is_of_stdin = std::ranges::find(inputs_, "-") != inputs_.end();
    return !given_->streams() && !given_->detach && !is_of_stdin && interrupt_.signal() == 0;
}

/// With a session that another process has, it is that one which keeps things.
void downloads::open_keeping()
{
    auto const complain = [this](std::string_view sentence) { tell_->complain(sentence); };
    bool const keeps = !given_->wants_metadata_alone() && !scratch_;
    if (given_->session.empty()) {
        keeping_ = keeps ? keep_beside(folder_, complain) : keep_nothing();
        return;
    }
    auto const open = [&] {
        keeping_ = keep_in_session(given_->state_dir, given_->session, complain);
    };
    // Without a word of what to do there is nothing to hand over.
    if (goes_on_) {
        open();
        return;
    }
    auto const folder =
        bt::state::session_folder(bt::state::state_dir(given_->state_dir), given_->session);
    if (given_->detach && !bt::state::lock_owner(folder))
        throw bt::error{
            exit_code::not_found,
            fmt::format("cannot hand over to session {}: nobody hosts it", given_->session),
            fmt::format("bt-seed -S {} does", given_->session)};
    host_socket_ = bt::host::open_or_find_host(given_->state_dir, given_->session, open);
    if (host_socket_.empty()) return;
    tell_->remark(fmt::format("handing over to the host of session {}", given_->session));
    keeping_ = keep_nothing();
}

exit_code downloads::run(bt::record::summary& summary)
{
    // A session without a word of what to do goes on with what it has.
    goes_on_ = !given_->inputs && !given_->session.empty() && given_->arguments.empty()
        && given_->list.file.empty();
    std::vector<std::string> inputs;
    if (given_->inputs)
        inputs = *given_->inputs;
    else if (!goes_on_)
        inputs = bt::cli::gather_inputs(given_->arguments, given_->list, "an input");
    num_inputs_ = inputs.size();
    inputs_ = inputs;
    if (given_->streams() && num_inputs_ != 1 && !goes_on_)
        throw bt::error{exit_code::usage, "one torrent can be streamed at a time"};
    if (!given_->keeps_data()) scratch_ = std::make_unique<scratch_folder>();
    folder_ = scratch_ ? scratch_->path() : given_->folder();
    // Whoever has the session, or will, is somewhere else.
    if (!given_->session.empty()) folder_ = std::filesystem::absolute(folder_).lexically_normal();
    std::ranges::move(inputs, std::back_inserter(waiting_));
    open_keeping();
    if (num_inputs_ == 0) {
        std::ranges::move(keeping_->unfinished(), std::back_inserter(waiting_));
        num_inputs_ = waiting_.size();
    }
    if (!given_->tar.empty() && given_->tar != "-")
        archive_ = std::make_unique<bt::new_file>(
            given_->tar, bt::write_request{.replace = given_->force});
    if (!given_->sums.empty()) expected_ = read_sums(given_->sums);
    start_more();
    if (session_ && !live_.empty() && !giving_up_) session_->run(interrupt_.token());
    keeping_->end(session_ ? session_->state_bytes() : std::string{});
    if (reader_left_) throw bt::error{exit_code::broken_pipe, ""};
    if (interrupt_.signal() != 0 && (!live_.empty() || !waiting_.empty()))
        tell_->remark("stopped; the same command goes on from here");
    return sum_up(summary);
}

}  // namespace bt_add
