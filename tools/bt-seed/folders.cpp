#include <bt/control/client.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <bt-seed/seeds.hpp>

/// Torrents that come into folders, and go.
namespace bt_seed {

void seeds::look_at_folders()
{
    if (!watching_) return;
    std::vector<std::string> lost;
    for (auto const& file : watching_->take(std::chrono::steady_clock::now(), lost)) {
        if (file.is_gone) {
            lose_file(file.path);
            continue;
        }
        try {
            take_file(file);
        } catch (bt::control::gone const&) {
            throw;
        } catch (bt::error const& e) {
            input_failed(file.path, e);
        }
    }
    for (auto const& folder : lost)
        tell_->complain(fmt::format("cannot watch {} any more: it is not there", folder));
}

void seeds::take_file(watched_file const& file)
{
    auto const limits = given_->load.limits(interrupt_.token(), given_->network.proxy);
    // A file may hold a link as well, whatever it is called.
    auto what = bt::torrent::load(file.path, limits, bt::torrent::piece_layers::optional);
    auto const key = what.key();
    // The file of a torrent that the session had, or that was moved, is no news.
    if (auto const known = watched_.find(file.path); known != watched_.end()) {
        auto const at = jobs_.find(known->second);
        if (at != jobs_.end() && at->second.row.key == key) return;
        lose_file(file.path);
    }
    auto path = file.path;
    if (watching_->moves() && !file.was_taken) path = watching_->move(file);
    auto row = host_ ? host_->take(what) : std::nullopt;
    (void)add(loaded_input{
        .input = file.path,
        .what = std::move(what),
        .save_path = file.in->data.empty() ? dir_ : file.in->data,
        .missing = job::missing::fetch,
        .watched = path,
        .category = file.in->category,
        .row = std::move(row)});
}

/// The torrent goes with its file; the data stays.
void seeds::lose_file(std::string const& path)
{
    auto const found = watched_.find(path);
    if (found == watched_.end()) return;
    auto const id = found->second;
    watched_.erase(found);
    auto const at = jobs_.find(id);
    if (at == jobs_.end()) return;
    if (at->second.is_checking()) --num_checking_;
    if (host_) host_->remove(at->second.row.key);
    if (live_.contains(id)) let_go(at->second);
    jobs_.erase(at);
    look_if_ready();
}

}  // namespace bt_seed
