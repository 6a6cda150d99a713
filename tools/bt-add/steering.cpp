#include <bt/cli/inherited.hpp>
#include <bt/host/socket.hpp>
#include <bt/session/saved.hpp>
#include <bt/state/dirs.hpp>
#include <bt/torrent/describe.hpp>

#include <fmt/format.h>

#include <bt-add/downloads.hpp>
#include <ctime>
#include <filesystem>
#include <utility>

/// What clients of the control socket do. Torrents that they bring are guests: they are kept in the
/// session and told of, but are none of this run's inputs, which it ends with.
namespace bt_add {

using bt::exit_code;
using bt::session::torrent_id;

void downloads::open_control(bt::session::session& own)
{
    auto where = bt::host::open_socket(
        {.path = given_->control,
         .session = given_->session,
         .state_dir = given_->state_dir,
         .inherited = bt::cli::take_inherited_socket()});
    if (where) service_.emplace(static_cast<bt::host::owner&>(*this), own, std::move(where));
    // Where nobody can ask, nobody needs to know whom.
    bool const is_told = service_ && given_->events.empty() && tell_->is_json();
    if (is_told)
        tell_->write()(
            bt::session::envelope_now(), bt::host::started(*this, service_->socket_path()));
}

std::string downloads::state_dir() const
{
    if (given_->session.empty()) return {};
    return bt::state::session_folder(bt::state::state_dir(given_->state_dir), given_->session);
}

std::string downloads::save_path() const
{
    return std::filesystem::absolute(folder_).lexically_normal();
}

std::vector<torrent_id> downloads::torrents() const
{
    std::vector<torrent_id> out;
    for (auto const& each : jobs_)
        if (live_.contains(each.id())) out.push_back(each.id());
    for (auto const& [id, each] : guests_)
        out.push_back(id);
    return out;
}

bt::record::torrent_status const* downloads::status(torrent_id id) const
{
    if (auto const found = live_.find(id); found != live_.end()) return &found->second->status();
    auto const found = guests_.find(id);
    return found == guests_.end() ? nullptr : &found->second.status;
}

bt::host::labels downloads::labels_of(torrent_id id) const
{
    if (auto const found = guests_.find(id); found != guests_.end()) return found->second.sorted;
    if (auto const found = live_.find(id); found != live_.end())
        return found->second->sorted.value_or(bt::host::labels{given_->category, given_->tags});
    return {};
}

bt::host::provenance downloads::provenance_of(torrent_id id) const
{
    if (auto const found = guests_.find(id); found != guests_.end())
        return {found->second.origin, {}};
    auto const found = live_.find(id);
    if (found == live_.end()) return {};
    return {found->second->input(), {}};
}

void downloads::set_labels(torrent_id id, bt::host::labels to)
{
    if (auto const found = guests_.find(id); found != guests_.end()) {
        found->second.sorted = std::move(to);
        keep_guest(id, nullptr);
    } else if (auto* const about = find(id)) {
        about->sorted = std::move(to);
        if (keeping_->is_session()) keep(*about, nullptr);
    }
}

torrent_id downloads::add(bt::host::new_torrent what)
{
    guest made{
        .status = {},
        .sorted = std::move(what.sorted),
        .origin = std::move(what.origin),
        .magnet = bt::torrent::magnet_of(what.what),
        .save_path = what.how.save_path};
    if (auto kept = keeping_->find(what.what)) {
        what.how.resume = std::move(kept->resume);
        what.how.keeps_choice = what.how.file_priorities.empty();
        if (keeping_->is_session()) what.how.restores = bt::session::restoring::changes;
    }
    auto const id = session_->add(std::move(what.what), what.how);
    if (auto now = session_->status(id)) made.status = std::move(*now);
    guests_.emplace(id, std::move(made));
    keep_guest(id, nullptr);
    return id;
}

void downloads::forget(torrent_id id)
{
    being_saved_.erase(id);
    if (auto const node = guests_.extract(id); !node.empty()) {
        keeping_->remove(node.mapped().status.torrent);
        return;
    }
    auto* const about = find(id);
    if (about == nullptr) return;
    keeping_->remove(about->status().torrent);
    about->finish(
        {exit_code::failed,
         "removed",
         fmt::format("cannot go on with {}: it was taken out of the session", about->name())},
        now());
    tell_end(*about);
}

void downloads::changed(torrent_id id)
{
    session_->save(id);
}

void downloads::set_save_path(torrent_id id, std::string const& path)
{
    if (auto const found = guests_.find(id); found != guests_.end()) {
        found->second.save_path = path;
        keep_guest(id, nullptr);
    } else if (auto* const about = find(id)) {
        about->request.save_path = path;
        if (keeping_->is_session()) keep(*about, nullptr);
    }
    session_->save(id);
}

void downloads::save()
{
    save_all();
}

void downloads::keep_setting(std::string const& name, std::optional<std::string> value)
{
    keeping_->keep_setting(name, value);
}

void downloads::shut_down(bool saves)
{
    told_to_stop_ = true;
    if (saves)
        on_stop_request();
    else
        session_->end();
}

void downloads::keep_guest(torrent_id id, bt::session::resume_data const* resume)
{
    auto const found = guests_.find(id);
    if (found == guests_.end() || !keeping_->is_session()) return;
    auto& about = found->second;
    if (auto now = session_->status(id)) about.status = std::move(*now);
    bt::state::saved_torrent what;
    what.key = about.status.torrent;
    what.info_hash_v1 = about.status.info_hash_v1.value_or("");
    what.info_hash_v2 = about.status.info_hash_v2.value_or("");
    what.name = about.status.name.value_or("");
    what.origin = about.origin;
    what.save_path = about.save_path;
    what.magnet = about.magnet;
    what.category = about.sorted.category;
    what.tags = about.sorted.tags;
    what.added_time = std::time(nullptr);
    if (about.status.is_finished) what.completed_time = what.added_time;
    what.torrent_file = session_->torrent_file(id).value_or("");
    if (resume != nullptr) bt::session::put_resume(what, *resume);
    keeping_->keep(what, keeping::trouble::told);
}

}  // namespace bt_add
