#pragma once

#include <bt/base/export.hpp>
#include <bt/record/file.hpp>
#include <bt/record/peer.hpp>
#include <bt/record/piece_status.hpp>
#include <bt/record/torrent_status.hpp>
#include <bt/record/tracker.hpp>
#include <bt/session/session.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// What a torrent of a running session knows. It asks libtorrent, which takes a moment, and belongs
/// to the thread of the session. Throws error(not_found) if the torrent is not in it, or has no
/// metadata yet where that is needed.
namespace bt::session {

/// What costs more than the rest of a status.
struct status_parts {
    bool pieces = false;
    bool verified_pieces = false;
    bool limits = false;  ///< download_limit, upload_limit
};
[[nodiscard]] BT_API record::torrent_status
status_of(session& of, torrent_id id, status_parts const& with = {});

enum class peer_pieces { no, yes };
[[nodiscard]] BT_API std::vector<record::peer>
peers(session& of, torrent_id id, peer_pieces with = peer_pieces::no);

/// Hands `then` the peers it knows of, up to 100 that are worth a call and those it has banned,
/// from within run() or wait(). None if it went meanwhile. libtorrent gives them with the resume
/// data alone, so on_resume_data is called as well.
BT_API void ask_known_peers(
    session& of, torrent_id id, std::function<void(std::vector<record::known_peer>)> then);

[[nodiscard]] BT_API std::vector<record::tracker> trackers(session& of, torrent_id id);
[[nodiscard]] BT_API std::vector<record::web_seed> web_seeds(session& of, torrent_id id);

/// With progress and priority, padding included. Needs metadata.
[[nodiscard]] BT_API std::vector<record::file> files(session& of, torrent_id id);

/// Each piece. Needs metadata.
[[nodiscard]] BT_API std::vector<record::piece_status> pieces(session& of, torrent_id id);
/// The pieces that have come in part. Needs metadata.
[[nodiscard]] BT_API std::vector<record::partial_piece> download_queue(session& of, torrent_id id);

/// A bit for each piece, the first the highest of its byte.
struct piece_bits {
    std::string bytes;
    std::int64_t num_pieces = 0;
};
/// The pieces that are here. Needs metadata.
[[nodiscard]] BT_API piece_bits piece_bitfield(session& of, torrent_id id);
/// How many connected peers have each piece; empty of a seed, which does not count them. Needs
/// metadata.
[[nodiscard]] BT_API std::vector<std::int64_t> piece_availability(session& of, torrent_id id);

}  // namespace bt::session
