#include <bt/session/alerts/words.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/resume.hpp>
#include <bt/session/session_state.hpp>

#include <boost/asio/post.hpp>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/operations.hpp>
#include <libtorrent/torrent_info.hpp>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

/// What a session makes of what happens to files.
namespace bt::session {
namespace {

namespace asio = boost::asio;

std::string path_of(lt::torrent_handle const& torrent, lt::file_index_t file, std::string folder)
{
    auto const info = torrent.torrent_file();
    if (!info || file < lt::file_index_t{0} || file >= info->files().end_file()) return folder;
    return info->files().file_path(file, folder);
}

}  // namespace

bool session::state::on_file_error(lt::file_error_alert const& alert)
{
    auto const* const about = find(alert.handle);
    // What was still on the way when the torrent went is nobody's any more.
    if (about == nullptr) return false;
    room.on_error(alert.handle, alert.error, about->save_path);
    return faults.is_news(
        {.torrent = about->id,
         .path = alert.filename(),
         .operation = alert.op,
         .reason = alert.error},
        std::chrono::steady_clock::now());
}

/// Its last pieces matched their hashes, and are on their way to the file; whoever is told of it
/// will read the file.
void session::state::on_file_completed(lt::torrent_handle const& torrent) const
{
    auto const wanted = [](std::vector<std::string_view> const& kinds) {
        return std::ranges::find(kinds, record::event::file_completed::kind) != kinds.end();
    };
    if (request.network.disk != "bt" || request.disk || !torrent.is_valid()) return;
    if (wanted(request.events) || wanted(request.needs))
        disk.drain(torrent.info_hashes().get_best());
}

/// Modes and links come last, when no block is written any more; then it may be called finished.
void session::state::on_finished(lt::torrent_handle const& torrent)
{
    auto const* const about = find(torrent);
    if (about == nullptr || about->what_for != purpose::download) return;
    if (request.network.disk != "bt" || !torrent.is_valid()) return;
    auto const trouble = disk.finish(torrent.info_hashes().get_best());
    if (!trouble || trouble.ec == asio::error::operation_aborted) return;
    auto const path = path_of(torrent, trouble.file(), about->save_path);
    hand_out(event_of(
        *about,
        with_error(
            record::event::file_error{
                .path = path,
                .operation = lt::operation_name(trouble.operation),
                .error_code = {},
                .error_category = {},
                .error_message = {}},
            trouble.ec)));
}

event session::state::event_of(added const& of, event_body what) const
{
    auto const kind = kind_of(what);
    event out{
        .where = envelope_now(),
        .torrent = of.id,
        .what = std::move(what),
        .told = std::ranges::find(request.events, kind) != request.events.end()};
    if (auto const* const known = names.find(of.handle.id())) {
        out.where.torrent = known->key;
        if (!known->name.empty()) out.where.name = known->name;
    }
    return out;
}

void session::state::on_resume_data(lt::save_resume_data_alert const& alert)
{
    auto const* const about = find(alert.handle);
    if (about == nullptr) return;
    auto const shared = std::make_shared<resume_data>();
    auto saved = alert.params;
    // That one is not paused for whoever is to find it again: it has not come to run yet.
    if (about->starts) saved.flags &= ~lt::torrent_flags::paused;
    shared->bytes = to_bytes(std::move(saved));
    auto const id = about->id;
    disk.sync(alert.params.info_hashes.get_best(), [this, id, shared](disk::control::synced done) {
        shared->files = std::move(done.files);
        auto const trouble = done.error;
        asio::post(loop, [this, id, shared, trouble] {
            auto const found = torrents.find(id);
            if (trouble && found != torrents.end())
                hand_out(event_of(
                    found->second, with_error(record::event::resume_data_failed{}, trouble.ec)));
            else if (!trouble) {
                if (callbacks.on_resume_data)
                    guarded([&] { callbacks.on_resume_data(id, *shared); });
                // The host may have let it go by now.
                if (auto const left = torrents.find(id); left != torrents.end())
                    tell_saved(left->second, *shared);
            }
        });
    });
}

/// The bytes are many: nobody is handed them who does not wait for them.
void session::state::tell_saved(added const& of, resume_data const& what)
{
    constexpr auto kind = record::event::resume_data_ready::kind;
    bool const is_told = std::ranges::find(request.events, kind) != request.events.end();
    if (!is_told && !lately->needed.contains(kind)) return;
    hand_out(event_of(of, record::event::resume_data_ready{.resume_base64 = {what.bytes}}));
}

void session::state::on_piece(lt::read_piece_alert const& alert)
{
    auto const* const about = find(alert.handle);
    if (about == nullptr || !callbacks.on_piece) return;
    piece_content content{
        .piece = static_cast<int>(alert.piece), .data = {}, .size = 0, .trouble = {}};
    if (alert.error) {
        content.trouble = alert.error.message();
    } else {
        // The alert goes; its buffer may stay.
        content.data = {alert.buffer.get(), [keep = alert.buffer](char const*) {}};
        content.size = static_cast<std::size_t>(alert.size);
    }
    guarded([&] { callbacks.on_piece(about->id, content); });
}

}  // namespace bt::session
