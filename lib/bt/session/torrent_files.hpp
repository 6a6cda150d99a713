#pragma once

#include <bt/base/export.hpp>
#include <bt/session/session.hpp>

#include <chrono>
#include <span>
#include <string>

/// Which files and pieces of a torrent are wanted, and where they lie. It belongs to the thread of
/// the session. All of it but move_storage needs metadata: error(not_found) before it is there,
/// and if the torrent is not in the session; error(usage) for an index or a value that cannot be.
namespace bt::session {

/// 0 to 7 by file index: 0 is not wanted, 4 is usual. Files beyond the end of the list get 4.
/// Event file_prio, after which they can be read back.
BT_API void set_file_priorities(session& of, torrent_id id, std::span<int const> priorities);
BT_API void set_file_priority(session& of, torrent_id id, int file, int priority);
/// Until priorities of files are set again. Nothing of a seed.
BT_API void set_piece_priority(session& of, torrent_id id, int piece, int priority);

/// The piece is asked for at once, and before others with a later deadline.
BT_API void
set_piece_deadline(session& of, torrent_id id, int piece, std::chrono::milliseconds from_now);
BT_API void reset_piece_deadline(session& of, torrent_id id, int piece);
BT_API void clear_piece_deadlines(session& of, torrent_id id);

enum class move_mode {
    always_replace_files,
    fail_if_exist,
    dont_replace,  ///< files that are there stay; those of ours that they are in the way of, too
};
/// To an absolute path. Events storage_moved, storage_moved_failed.
BT_API void move_storage(
    session& of,
    torrent_id id,
    std::string const& save_path,
    move_mode how = move_mode::always_replace_files);
/// Names alone, so that nothing leads out of the folder or to a folder.
[[nodiscard]] BT_API bool is_path_below(std::string const& name);
/// To a path below the save path, which it cannot leave, and where no other file of the torrent
/// is. Events file_renamed, file_rename_failed.
BT_API void rename_file(session& of, torrent_id id, int file, std::string const& new_name);
/// Writes what is in memory and closes its files. Event cache_flushed.
BT_API void flush_cache(session& of, torrent_id id);

}  // namespace bt::session
