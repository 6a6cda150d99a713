#pragma once

#include <bt/base/export.hpp>
#include <bt/disk/file_watch.hpp>
#include <bt/disk/look.hpp>

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/bitfield.hpp>
#include <libtorrent/file_storage.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What lets a torrent go on where it was. libtorrent believes resume data: pieces that it names
/// are never read again. Here a piece is believed only if its files look as they did.
namespace bt::session {

struct resume_data {
    /// libtorrent's, without the trees of v2 torrents, which 2.0.8 mixes up across files.
    std::string bytes;
    /// What each file looked like, by index, after all that `bytes` names was on the medium.
    std::vector<disk::file_stamp> files;
};

/// The parts worth keeping of what libtorrent saves.
[[nodiscard]] BT_API std::string to_bytes(lt::add_torrent_params saved);

/// Whether libtorrent can read it.
[[nodiscard]] BT_API bool is_resume_data(std::string_view bytes);

/// For each piece whether a file that holds a part of it looks different, or is not there.
[[nodiscard]] BT_API std::vector<bool> pieces_in_doubt(
    lt::file_storage const& files,
    std::span<disk::file_stamp const> then,
    std::span<disk::file_stamp const> now);

/// What there is, by file.
struct files_now {
    std::vector<disk::file_stamp> stamps;
    /// What was ever written of files that changed; any part of a file beyond the end may have been.
    std::vector<std::vector<disk::data_range>> data;
};

/// Gives `into` what clients may have changed in an earlier run: trackers, web seeds, limits, flags,
/// names of files, banned peers, and the peers it knew. What `into` says itself stays, beside it or
/// before it. False, and nothing is taken, if it cannot be read or is of another torrent.
[[nodiscard]] BT_API bool take_changes(lt::add_torrent_params& into, resume_data const& from);

/// Gives `into`, which has the metadata, what the resume data knows. Pieces in doubt are to be
/// hashed again, those that cannot be there to be fetched. In doubt are also pieces that the
/// resume data does not have, in files that changed since: they may have come before the end of a
/// process that was killed. False if it cannot be read, is of another torrent, or cannot be believed
/// piece by piece, as without stamps: then no piece is taken, and a full check finds what there is.
[[nodiscard]] BT_API bool
take_resume(lt::add_torrent_params& into, resume_data const& from, files_now const& now);

/// What there is of a torrent that was saved with these stamps.
[[nodiscard]] BT_API files_now look_at(
    lt::file_storage const& files,
    std::string const& save_path,
    std::span<disk::file_stamp const> then);

}  // namespace bt::session
