#include <bt/base/file.hpp>
#include <bt/control/client.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>

#include <algorithm>
#include <bt-add/downloads.hpp>
#include <bt-add/metadata.hpp>
#include <bt-add/print.hpp>
#include <bt-add/selection.hpp>
#include <future>
#include <utility>

/// What the session tells, and what comes of it: a job's way from metadata to its end.
namespace bt_add {

using bt::exit_code;
namespace event = bt::record::event;
using std::chrono::milliseconds;

namespace {

bool is_trouble(bt::session::event const& what)
{
    return std::holds_alternative<event::file_error>(what.what)
        || std::holds_alternative<event::torrent_error>(what.what);
}

outcome outcome_of(bt::error const& e)
{
    return {e.code(), std::string{bt::row_of(e.code()).name}, e.what(), e.hint()};
}

}  // namespace

void downloads::on_event(bt::session::event const& what)
{
    if (service_) service_->on_event(what);
    auto* const about = what.torrent ? find(*what.torrent) : nullptr;
    // What comes of a torrent that was added again is of nobody, and of one that ended for a trouble
    // more of the same.
    bool const is_no_news = (what.torrent && replaced_.contains(*what.torrent))
        || (about != nullptr && about->end() && is_trouble(what));
    if (what.told && !is_no_news) {
        tell_->progress().wipe();
        bt::session::tell(tell_->write(), what);
    }
    if (auto const* const why = std::get_if<event::resume_data_failed>(&what.what);
        why != nullptr && what.torrent) {
        being_saved_.erase(*what.torrent);
        if (about != nullptr) not_saved(*about, *why);
        stop_if_saved();
        return;
    }
    if (about == nullptr || about->end()) return;
    about->on_event(what, now());
    hook_event(*about, what);
    if (about->end())
        settle(*about);
    else
        follow(*about, what);
}

/// What an event means for where the job is.
void downloads::follow(job& of, bt::session::event const& what)
{
    if (std::holds_alternative<event::metadata_received>(what.what)) {
        on_metadata(of);
    } else if (auto const* piece = std::get_if<event::piece_finished>(&what.what)) {
        if (!stream_) return;
        stream_->have(static_cast<int>(piece->piece));
        stream_turn();
    } else if (std::holds_alternative<event::torrent_checked>(what.what)) {
        if (stream_) stream_->have(session_->have_pieces(of.id()));
        stream_turn();
    } else if (std::holds_alternative<event::torrent_finished>(what.what)) {
        look_if_complete(of);
    }
}

/// Does what a job goes on by; where that cannot be done, the job ends.
void downloads::or_end(job& of, std::function<void()> const& work)
{
    try {
        work();
    } catch (bt::control::gone const&) {
        throw;
    } catch (bt::error const& e) {
        if (e.code() == exit_code::broken_pipe || e.code() == exit_code::no_output) throw;
        of.finish(outcome_of(e), now());
        settle(of);
    }
}

void downloads::on_metadata(job& of)
{
    if (of.contents() || of.at() == stage::asking) return;
    or_end(of, [&] {
        auto const bytes = session_->torrent_file(of.id());
        if (!bytes) return;
        // Metadata of a stranger: what no file may say, no link may bring.
        auto const limits = given_->load.limits();
        auto checked = bt::torrent::parse_torrent(
            *bytes, of.input(), limits, bt::torrent::piece_layers::optional);
        if (asks_for_updates())
            begin_asking(of, bt::torrent::parse_document(*bytes, of.input(), limits));
        else
            go_on_with(of, std::move(checked), {});
    });
}

/// Its metadata is here, or that of what took its place.
void downloads::go_on_with(job& of, bt::torrent::metainfo what, older_torrents const& instead_of)
{
    if (given_->wants_metadata_alone() && !instead_of.empty()) {
        tell_metadata(what);
        of.finish({.code = exit_code::ok, .reason = "metadata", .sentence = {}}, now());
        settle(of);
    } else if (given_->wants_metadata_alone()) {
        of.take_contents(bt::torrent::contents_of(what), {});
        conclude(of);
    } else if (of.request.metadata_alone) {
        add_again(of, std::move(what), instead_of);
    } else {
        auto const held = session_->metadata(of.id());
        of.take_contents(bt::torrent::contents_of(held ? *held : what), {});
        of.enter(stage::fetching, now());
    }
}

/// libtorrent takes a torrent whose files are not chosen yet for a complete one and tells its
/// peers, which leave. So it is added anew, with all that is known now.
void downloads::add_again(job& of, bt::torrent::metainfo what, older_torrents const& instead_of)
{
    auto contents = bt::torrent::contents_of(what);
    auto levels = choose_files(contents, *given_, of.of_link);
    auto request = of.request;
    request.metadata_alone = false;
    request.file_priorities = levels;
    // They are in the metadata by now.
    request.trackers.clear();
    request.web_seeds.clear();
    for (auto const& peer : session_->connected_peers(of.id()))
        request.peers.push_back(peer);
    of.take_contents(std::move(contents), std::move(levels));
    request.piece_priorities = piece_levels(of);
    reuse(what, request, instead_of);
    if (!instead_of.empty()) of.magnet = bt::torrent::magnet_of(bt::torrent::describe(what));
    auto const old = of.id();
    replaced_.insert(old);
    session_->remove(old);
    live_.erase(old);
    of.set_id(session_->add(std::move(what), request));
    live_.emplace(of.id(), &of);
    if (!instead_of.empty()) take_place(of, instead_of);
    of.enter(stage::fetching, now());
    begin_stream(of);
}

void downloads::look_if_complete(job& of)
{
    // A torrent in share mode wants no piece of its own, and libtorrent calls that finished.
    if (of.at() != stage::fetching || given_->torrent.share_mode) return;
    auto const status = session_->status(of.id());
    if (!status) return;
    of.on_status(*status, now());
    bool const is_checking = status->state.starts_with("checking");
    if (status->is_finished && !is_checking) complete(of);
}

/// All that is wanted is here, and in its files.
void downloads::complete(job& of)
{
    of.enter(stage::finishing, now());
    keeping_->drop(of.status().torrent);
    close_up(of);
}

/// Goes on with what is left to do, as far as nothing has to be waited for.
void downloads::close_up(job& of)
{
    if (of.at() != stage::finishing) return;
    if (of.step == closing::streaming) {
        if (stream_ && !stream_->is_done()) return;
        of.step = closing::comparing;
        if (!expected_.empty()) {
            compare(of);
            return;
        }
    }
    if (of.step == closing::comparing && comparing_.contains(of.id())) return;
    if (of.step == closing::comparing) of.step = closing::telling;
    if (of.step == closing::telling) {
        if (when_complete_) when_complete_();
        tell_->remark(saved_text(of));
        if (!given_->streams()) tell_->result(bt::join_path(of.request.save_path, of.name()));
        of.step = closing::hooking;
        if (is_hooked(event::torrent_finished::kind)) {
            auto about = hook_of(of, event::torrent_finished::kind);
            about.cause =
                of.status().total_payload_download > 0 ? "downloaded" : "already_complete";
            run_hook(of, about, [this, id = of.id()] {
                if (auto* const hooked = find(id)) {
                    hooked->step = closing::done;
                    close_up(*hooked);
                }
            });
            return;
        }
        of.step = closing::done;
    }
    if (of.step != closing::done) return;
    if (given_->gives_back() && hook_trouble_.count(of.id()) == 0)
        of.enter(stage::giving_back, now());
    else
        conclude(of);
}

void downloads::compare(job& of)
{
    try {
        auto checks = match_sums(expected_, *of.contents(), of.levels());
        comparing_.emplace(
            of.id(),
            std::async(
                std::launch::async,
                [this, folder = of.request.save_path, checks = std::move(checks)] {
                    return compare_sums(checks, folder, comparing_stopped_);
                }));
    } catch (bt::error const& e) {
        of.finish(outcome_of(e), now());
        settle(of);
    }
}

void downloads::look_at_comparisons()
{
    std::vector<std::pair<bt::session::torrent_id, std::string>> ended;
    for (auto each = comparing_.begin(); each != comparing_.end();) {
        if (each->second.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
            ++each;
            continue;
        }
        ended.emplace_back(each->first, each->second.get());
        each = comparing_.erase(each);
    }
    for (auto const& [id, sentence] : ended) {
        auto* const about = find(id);
        if (about == nullptr) continue;
        if (sentence.empty()) {
            close_up(*about);
            continue;
        }
        about->finish({exit_code::corrupt, "sha256_mismatch", sentence}, now());
        settle(*about);
    }
}

void downloads::conclude(job& of)
{
    if (given_->wants_metadata_alone()) {
        auto const bytes = session_->torrent_file(of.id()).value_or("");
        auto const status = session_->status(of.id());
        auto const key = status ? status->torrent : std::string{};
        if (given_->list_files)
            print_files(*of.contents(), key, *given_, *tell_);
        else
            save_metadata(bytes, key, *given_, *tell_);
        of.finish({.code = exit_code::ok, .reason = "metadata", .sentence = {}}, now());
    } else {
        if (archive_) archive_->commit();
        if (keeping_->is_session() && !of.is_saved) {
            of.closes = true;
            being_saved_.insert(of.id());
            session_->save(of.id());
            return;
        }
        auto const trouble = hook_trouble_.find(of.id());
        if (trouble == hook_trouble_.end())
            of.finish({.code = exit_code::ok, .reason = "finished", .sentence = {}}, now());
        else
            of.finish({exit_code::failed, "hook_failed", trouble->second}, now());
    }
    settle(of);
}

void downloads::on_status(std::span<bt::session::torrent_update const> updates)
{
    for (auto const& update : updates) {
        auto* const about = find(update.id);
        if (about != nullptr && !about->end()) about->on_status(update.status, now());
        if (auto const found = guests_.find(update.id); found != guests_.end())
            found->second.status = update.status;
    }
    if (service_) service_->on_status(updates);
}

void downloads::settle(job& done)
{
    if (!saves_first(done)) tell_end(done);
}

/// Tells how a job ended and lets the session forget it.
void downloads::tell_end(job& done)
{
    // What came since the last tick counts too.
    if (auto const last = session_->status(done.id())) done.on_status(*last, now());
    auto const& end = *done.end();
    codes_.push_back(end.code);
    if (end.code != exit_code::ok) {
        tell_->input_failed(done.input(), end.code, end.sentence, end.hint);
        if (given_->fail_fast) giving_up_ = true;
    }
    reason_ = end.reason;
    bool const keeps_parts = keeping_->is_session() || !done.is_complete();
    // With a session of others, what nobody keeps must not stay there.
    if (scratch_ && !host_socket_.empty())
        session_->remove(done.id(), bt::session::engine::removal::delete_files);
    else
        session_->let_go(
            done.id(),
            keeps_parts ? bt::session::engine::removal::keep_files
                        : bt::session::engine::removal::delete_part_file);
    being_saved_.erase(done.id());
    live_.erase(done.id());
    done.forget_contents();
    end_if_done();
}

void downloads::tell_progress()
{
    if (tell_->progress().is_due()) tell_->progress().show(progress_of(jobs_));
    if (!tell_->takes_status_turn(interrupt_)) return;
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
    if (stopping_since_) {
        stop_if_saved();
        return;
    }
    if (service_) service_->on_tick();
    // Settling one may start others, which are looked at next time.
    std::vector<job*> looked_at;
    for (auto const& [id, each] : live_)
        looked_at.push_back(each);
    for (auto* const each : looked_at) {
        if (each->end()) {
            bool const too_late =
                each->leaves_since && now() - *each->leaves_since >= given_->network.stop_timeout;
            if (too_late) tell_end(*each);
            continue;
        }
        each->on_time(limits_, goals_, now());
        // libtorrent says so by an event, which a full queue can lose.
        if (each->has_been_finished(now())) look_if_complete(*each);
        if (each->end()) settle(*each);
    }
    if (now() - last_saved_ >= given_->save_interval.value) save_all();
    pace();
    look_at_comparisons();
    look_at_answers();
    hooks_.look();
    if (live_.empty()) end_if_done();
    tell_progress();
}

}  // namespace bt_add
