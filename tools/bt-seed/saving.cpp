#include <bt/host/socket.hpp>
#include <bt/session/saved.hpp>

#include <fmt/format.h>

#include <bt-seed/seeds.hpp>

/// What the store of a hosted session is told, and the stop that waits for it.
namespace bt_seed {

void seeds::open_store()
{
    auto const open = [this] {
        host_ = std::make_unique<hosting>(
            given_->state_dir, given_->session, [this](std::string_view sentence) {
                tell_->complain(sentence);
            });
    };
    bool const has_work = !given_->arguments.empty() || !given_->list.file.empty()
        || !given_->create.empty() || !given_->watch.empty();
    if (!has_work) {
        open();
        return;
    }
    host_socket_ = bt::host::open_or_find_host(given_->state_dir, given_->session, open);
    if (!host_socket_.empty())
        tell_->remark(fmt::format("handing over to the host of session {}", given_->session));
}

/// Torrents that are new or complete, and those that have sent or received since.
void seeds::save_changed(bool all)
{
    last_saved_ = now();
    for (auto const& [id, each] : live_) {
        bool const has_sent = each->status().total_payload_upload != each->saved_up;
        bool const wanted = !each->is_saved || each->is_fetching() || (all && has_sent);
        if (wanted && !each->is_checking() && being_saved_.insert(id).second) session_->save(id);
    }
}

void seeds::keep(job& of, bt::session::resume_data const* resume)
{
    auto row = of.row;
    auto const known = of.status().torrent.empty() ? session_->status(of.id()) : of.status();
    if (known) {
        row.info_hash_v1 = known->info_hash_v1.value_or("");
        row.info_hash_v2 = known->info_hash_v2.value_or("");
        row.name = of.name();
    }
    if (of.is_served() && row.completed_time == 0) row.completed_time = std::time(nullptr);
    row.torrent_file = session_->torrent_file(of.id()).value_or("");
    if (resume != nullptr) bt::session::put_resume(row, *resume);
    host_->keep(std::move(row));
}

void seeds::on_resume_data(bt::session::torrent_id id, bt::session::resume_data const& what)
{
    being_saved_.erase(id);
    auto* const about = find(id);
    if (about != nullptr && host_) {
        keep(*about, &what);
        about->is_saved = true;
        about->saved_up = about->status().total_payload_upload;
        put_resume(about->row, what);
    }
    end_if_saved();
}

/// Nothing is sent any more, and what changed is saved; then the session ends.
void seeds::on_stop_request()
{
    if (stopping_since_ || !session_) return;
    stopping_since_ = now();
    notify_.stopping();
    if (host_) {
        session_->pause();
        save_changed(true);
    }
    end_if_saved();
}

void seeds::end_if_saved()
{
    if (!stopping_since_) return;
    bool const too_late = now() - *stopping_since_ >= given_->network.stop_timeout;
    if (being_saved_.empty() || too_late) session_->end();
}

}  // namespace bt_seed
