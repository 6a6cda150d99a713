#include <bt/base/file.hpp>
#include <bt/session/saved.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-add/downloads.hpp>
#include <ctime>
#include <utility>

/// What is kept for the next run, and the orderly stop that it takes.
namespace bt_add {

using bt::exit_code;
namespace event = bt::record::event;

/// There may be nothing to save yet; or what is to be saved cannot be brought to the medium.
void downloads::not_saved(job& of, event::resume_data_failed const& why)
{
    if (of.leaves_since) {
        tell_end(of);
        return;
    }
    bool const is_of_disk = why.error_category == "system" || why.error_category == "generic";
    auto const sentence = fmt::format(
        "cannot save how far {} came: {}",
        bt::join_path(of.request.save_path, of.name()),
        why.error_message.value_or("it is not said why"));
    if (is_of_disk && of.closes && !of.end()) {
        of.finish({exit_code::io, std::string{bt::row_of(exit_code::io).name}, sentence}, now());
        settle(of);
        return;
    }
    if (is_of_disk && !std::exchange(of.is_complained_of, true)) tell_->complain(sentence);
    if (of.closes) {
        of.is_saved = true;
        conclude(of);
    }
}

/// Whoever raises the limit, or makes room, wants to go on from here.
bool downloads::saves_first(job& failed)
{
    bool const of_use = failed.end()->code != exit_code::ok && failed.contents()
        && !failed.is_complete() && !scratch_;
    if (!of_use || failed.leaves_since) return false;
    failed.leaves_since = now();
    if (being_saved_.insert(failed.id()).second) session_->save(failed.id());
    return true;
}

void downloads::save_all()
{
    last_saved_ = now();
    for (auto const& [id, each] : live_) {
        bool const wanted = each->at() == stage::fetching
            || (keeping_->is_session() && each->at() == stage::giving_back);
        if (wanted && being_saved_.insert(id).second) session_->save(id);
    }
    for (auto const& [id, each] : guests_)
        if (keeping_->is_session() && being_saved_.insert(id).second) session_->save(id);
}

void downloads::on_resume_data(bt::session::torrent_id id, bt::session::resume_data const& what)
{
    being_saved_.erase(id);
    keep_guest(id, &what);
    auto* const about = find(id);
    if (about != nullptr) {
        bool const wanted =
            about->at() == stage::fetching || about->leaves_since || keeping_->is_session();
        // It may have become complete meanwhile, and then a file beside it is of no use.
        if (wanted) keep(*about, &what);
        if (about->leaves_since) {
            tell_end(*about);
        } else if (about->closes) {
            about->is_saved = true;
            conclude(*about);
        }
    }
    stop_if_saved();
}

void downloads::keep(job const& of, bt::session::resume_data const* resume)
{
    auto const status = of.status().torrent.empty() ? session_->status(of.id()) : of.status();
    if (!status) return;
    bt::state::saved_torrent what;
    what.key = status->torrent;
    what.info_hash_v1 = status->info_hash_v1.value_or("");
    what.info_hash_v2 = status->info_hash_v2.value_or("");
    what.name = of.name();
    what.origin = of.input();
    what.save_path = of.request.save_path;
    what.magnet = of.magnet;
    auto sorted = labels_of(of.id());
    what.category = std::move(sorted.category);
    what.tags = std::move(sorted.tags);
    what.added_time = std::time(nullptr);
    if (of.is_complete()) what.completed_time = what.added_time;
    what.torrent_file = session_->torrent_file(of.id()).value_or("");
    if (resume != nullptr) bt::session::put_resume(what, *resume);
    bool const is_of_disk = of.end() && of.end()->code == exit_code::io;
    keeping_->keep(what, is_of_disk ? keeping::trouble::known : keeping::trouble::told);
}

/// Nothing is received any more, and what was is saved; then the session ends.
void downloads::on_stop_request()
{
    if (stopping_since_ || !session_) return;
    stopping_since_ = now();
    session_->pause();
    save_all();
    stop_if_saved();
}

void downloads::stop_if_saved()
{
    if (!stopping_since_) return;
    bool const too_late = now() - *stopping_since_ >= given_->network.stop_timeout;
    if (being_saved_.empty() || too_late) session_->end();
}

}  // namespace bt_add
