#include <bt/cli/inherited.hpp>
#include <bt/host/socket.hpp>
#include <bt/record/render.hpp>
#include <bt/state/dirs.hpp>

#include <bt-seed/seeds.hpp>
#include <utility>

/// What clients of the control socket have done to torrents, in the books of this run.
namespace bt_seed {

using bt::session::torrent_id;

void seeds::open_control(bt::session::session& own)
{
    auto where = bt::host::open_socket(
        {.path = given_->control,
         .session = given_->session,
         .state_dir = given_->state_dir,
         .inherited = bt::cli::take_inherited_socket()});
    if (where) service_.emplace(static_cast<bt::host::owner&>(*this), own, std::move(where));
    // Where nobody can ask, nobody needs to know whom.
    if (service_ && given_->events.empty())
        tell_event(bt::session::envelope_now(), bt::host::started(*this, service_->socket_path()));
}

std::string seeds::state_dir() const
{
    if (given_->session.empty()) return {};
    return bt::state::session_folder(bt::state::state_dir(given_->state_dir), given_->session);
}

std::vector<torrent_id> seeds::torrents() const
{
    std::vector<torrent_id> out;
    out.reserve(live_.size());
    for (auto const& [id, each] : jobs_)
        if (live_.contains(id)) out.push_back(id);
    return out;
}

bt::record::torrent_status const* seeds::status(torrent_id id) const
{
    auto const found = live_.find(id);
    return found == live_.end() ? nullptr : &found->second->status();
}

bt::host::labels seeds::labels_of(torrent_id id) const
{
    auto const found = live_.find(id);
    if (found == live_.end()) return {};
    return {found->second->row.category, found->second->row.tags};
}

bt::host::provenance seeds::provenance_of(torrent_id id) const
{
    auto const found = live_.find(id);
    if (found == live_.end()) return {};
    return {found->second->row.origin, found->second->row.source_feed_url};
}

void seeds::set_labels(torrent_id id, bt::host::labels to)
{
    auto* const about = find(id);
    if (about == nullptr) return;
    about->row.category = std::move(to.category);
    about->row.tags = std::move(to.tags);
    if (host_) keep(*about, nullptr);
}

torrent_id seeds::add(bt::host::new_torrent what)
{
    auto row = host_ ? host_->take(what.what) : std::nullopt;
    bool const seeds_alone = what.how.what_for == bt::session::purpose::seed;
    auto const save_path = what.how.save_path;
    ++num_inputs_;
    return add(loaded_input{
        .input = std::move(what.origin),
        .what = std::move(what.what),
        .save_path = save_path,
        .missing = seeds_alone ? job::missing::refuse : job::missing::fetch,
        .category = std::move(what.sorted.category),
        .tags = std::move(what.sorted.tags),
        .source_feed_url = std::move(what.source_feed_url),
        .how = std::move(what.how),
        .row = std::move(row)});
}

bool seeds::keep_promises()
{
    return !host_ || host_->flush();
}

void seeds::forget(torrent_id id)
{
    auto const at = jobs_.find(id);
    if (at == jobs_.end()) return;
    if (live_.contains(id) && at->second.is_checking()) --num_checking_;
    if (is_published(at->second)) publisher_.reset();
    if (host_) host_->remove(at->second.row.key);
    being_saved_.erase(id);
    live_.erase(id);
    if (!at->second.watched.empty()) watched_.erase(at->second.watched);
    jobs_.erase(at);
    look_if_ready();
}

void seeds::changed(torrent_id id)
{
    if (auto* const about = find(id)) about->is_saved = false;
}

void seeds::set_save_path(torrent_id id, std::string const& path)
{
    auto* const about = find(id);
    if (about == nullptr) return;
    about->row.save_path = path;
    about->is_saved = false;
    if (host_) keep(*about, nullptr);
}

void seeds::save()
{
    if (host_) save_changed(true);
}

void seeds::keep_setting(std::string const& name, std::optional<std::string> value)
{
    if (host_) host_->keep_setting(name, value);
}

void seeds::shut_down(bool saves)
{
    told_to_stop_ = true;
    if (saves)
        on_stop_request();
    else
        session_->end();
}

}  // namespace bt_seed
