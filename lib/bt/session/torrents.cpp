#include <bt/session/session_state.hpp>
#include <bt/session/status.hpp>
#include <bt/session/swarm_watch.hpp>
#include <bt/torrent/metainfo_access.hpp>
#include <bt/torrent/save.hpp>

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/peer_info.hpp>
#include <libtorrent/session_params.hpp>
#include <libtorrent/torrent_info.hpp>

#include <utility>

/// What a session says of its torrents.
namespace bt::session {
namespace {

/// The metadata with where it is announced and served, as a .torrent file says it.
std::optional<lt::add_torrent_params> params_of(lt::torrent_handle const& torrent)
{
    lt::add_torrent_params params;
    params.ti = torrent.torrent_file_with_hashes();
    // While only some of the piece layers have come, libtorrent says that there is none.
    if (auto const bare = params.ti ? nullptr : torrent.torrent_file())
        params.ti = std::make_shared<lt::torrent_info>(*bare);
    if (!params.ti) return std::nullopt;
    params.info_hashes = params.ti->info_hashes();
    for (auto const& tracker : torrent.trackers()) {
        params.trackers.push_back(tracker.url);
        params.tracker_tiers.push_back(tracker.tier);
    }
    for (auto const& url : torrent.url_seeds())
        params.url_seeds.push_back(url);
    for (auto const& url : torrent.http_seeds())
        params.http_seeds.push_back(url);
    return params;
}

}  // namespace

session::state::added const* session::state::find(lt::torrent_handle const& handle) const
{
    auto const* const known = names.find(handle.id());
    if (known == nullptr) return nullptr;
    auto const found = torrents.find(known->id);
    return found == torrents.end() ? nullptr : &found->second;
}

session::state::added const* session::state::find(torrent_id id) const
{
    auto const found = torrents.find(id);
    if (found == torrents.end() || !found->second.handle.is_valid()) return nullptr;
    return &found->second;
}

void session::pause()
{
    state_->engine.pause();
}

void session::save(torrent_id id)
{
    if (auto const* const about = state_->find(id)) about->handle.save_resume_data();
}

std::optional<record::torrent_status> session::status(torrent_id id) const
{
    auto const* const about = state_->find(id);
    if (about == nullptr) return std::nullopt;
    return state_->describe_one(about->handle.status(status_flags));
}

std::optional<torrent::metainfo> session::metadata(torrent_id id) const
{
    auto const* const about = state_->find(id);
    if (about == nullptr) return std::nullopt;
    auto params = params_of(about->handle);
    if (!params) return std::nullopt;
    return torrent::from_params(std::move(*params));
}

std::vector<host_and_port> session::connected_peers(torrent_id id) const
{
    auto const* const about = state_->find(id);
    if (about == nullptr) return {};
    std::vector<lt::peer_info> peers;
    about->handle.get_peer_info(peers);
    std::vector<host_and_port> out;
    for (auto const& each : peers)
        // Of those that came to us only the port they came from is known.
        if (each.flags & lt::peer_info::local_connection)
            out.push_back({each.ip.address().to_string(), each.ip.port()});
    return out;
}

std::optional<std::string> session::torrent_file(torrent_id id) const
{
    auto const what = metadata(id);
    if (!what) return std::nullopt;
    return torrent::torrent_bytes(*what);
}

void session::read_piece(torrent_id id, int piece)
{
    if (auto const* const about = state_->find(id))
        about->handle.read_piece(lt::piece_index_t{piece});
}

std::vector<bool> session::have_pieces(torrent_id id) const
{
    auto const* const about = state_->find(id);
    if (about == nullptr) return {};
    auto const status = about->handle.status(
        lt::torrent_handle::query_pieces | lt::torrent_handle::query_torrent_file);
    auto const info = status.torrent_file.lock();
    if (!info) return {};
    std::vector<bool> out(static_cast<std::size_t>(info->num_pieces()), status.is_seeding);
    for (auto const piece : status.pieces.range())
        if (status.pieces.get_bit(piece))
            out[static_cast<std::size_t>(static_cast<int>(piece))] = true;
    return out;
}

std::string session::state_bytes() const
{
    auto const bytes = lt::write_session_params_buf(
        state_->engine.session_state(lt::session_handle::save_dht_state),
        lt::session_handle::save_dht_state);
    return {bytes.begin(), bytes.end()};
}

swarm_count session::swarm(torrent_id id) const
{
    auto const* const about = state_->find(id);
    return about != nullptr && about->swarm ? about->swarm->count() : swarm_count{};
}

}  // namespace bt::session
