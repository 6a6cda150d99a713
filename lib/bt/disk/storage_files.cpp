#include "storage.hpp"

#include <bt/disk/fault.hpp>

#include <libtorrent/session_handle.hpp>
#include <libtorrent/torrent_status.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace bt::disk {
namespace {

using op = lt::operation_t;

constexpr std::size_t copy_bytes = 256 * 1024;

}  // namespace

/// A name that leads nowhere below the save path, or that another file has or needs for a folder.
lt::error_code storage::why_not_called(lt::file_index_t file, std::string const& name) const
{
    if (!folder::can_hold(name)) return {EXDEV, lt::generic_category()};
    for (auto const other : files().file_range()) {
        if (other == file || files().pad_file_at(other)) continue;
        auto const path = path_of(other);
        if (path == name || path.starts_with(name + "/") || name.starts_with(path + "/"))
            return fault::clash;
    }
    return {};
}

void storage::rename(lt::file_index_t file, std::string const& name, lt::storage_error& error)
{
    if (file < lt::file_index_t{0} || file >= files().end_file()) {
        error = failed(EINVAL, file, op::file_rename);
        return;
    }
    auto const old_path = path_of(file);
    if (name == old_path) return;
    if (auto const reason = why_not_called(file, name)) {
        error = {reason, file, op::file_rename};
        return;
    }
    struct stat facts {};
    bool const is_there = where_.look(old_path, facts);
    if (!is_there && errno != ENOENT) {
        error = failed(errno, file, op::file_rename);
        return;
    }
    if (is_there) {
        pool_.drop(id_, static_cast<int>(file));
        auto const from = where_.find(old_path);
        auto const to = where_.make(name);
        // Nobody's file is replaced: libtorrent 2.0.8 does that without asking.
        if (!from || !to || !folder::rename(from, to, false)) {
            error = failed(errno, file, op::file_rename);
            return;
        }
        where_.prune(old_path);
        watch_.forget(static_cast<int>(file));
    }
    if (!renamed_) renamed_ = std::make_unique<lt::file_storage>(given_);
    renamed_->rename_file(file, name);
}

void storage::remove(lt::remove_flags_t what, lt::storage_error& error)
{
    pool_.drop(id_);
    auto const unlink = [&](std::string const& path, lt::file_index_t file) {
        auto const there = where_.find(path);
        if (there && ::unlinkat(there.above.get(), there.name.c_str(), 0) == 0) return;
        if (errno != ENOENT && !error) error = failed(errno, file, op::file_remove);
    };
    if (what & lt::session_handle::delete_files) {
        for (auto const file : files().file_range())
            if (!files().pad_file_at(file)) unlink(path_of(file), file);
        for (auto const file : files().file_range())
            where_.prune(path_of(file));
    }
    std::lock_guard const lock{parts_mutex_};
    parts_.reset();
    unlink(part_name(), lt::torrent_status::error_file_partfile);
    watch_.forget();
    (void)watch_.take_unsynced();
}

/// Brings what the part file has of a file to the file itself.
bool storage::export_parts(lt::file_index_t file, lt::storage_error& error)
{
    auto const& fs = files();
    auto const length = std::int64_t{fs.piece_length()};
    auto const offset = fs.file_offset(file);
    auto const end = offset + fs.file_size(file);
    if (!parts().load()) {
        error = failed(errno, file, op::partfile_read);
        return false;
    }
    std::vector<int> exported;
    std::vector<char> buffer(std::min<std::size_t>(copy_bytes, static_cast<std::size_t>(length)));
    for (auto at = offset; at < end;) {
        auto const piece = static_cast<int>(at / length);
        auto const piece_end = std::min(end, (std::int64_t{piece} + 1) * length);
        if (!parts().holds(piece)) {
            at = piece_end;
            continue;
        }
        auto const size = std::min(buffer.size(), static_cast<std::size_t>(piece_end - at));
        strip part;
        part.add(buffer.data(), size);
        auto const got = parts().read(piece, static_cast<int>(at % length), part);
        if (got.error != 0) {
            error = failed(got.error, file, op::partfile_read);
            return false;
        }
        // A slot may end early, where its piece has bytes of wanted files alone.
        if (got.bytes > 0) {
            std::size_t done = 0;
            segment const to{.file = file, .from = at - offset, .size = got.bytes};
            if (!write_segment(to, part.part(0, got.bytes), done, error)) return false;
        }
        at += static_cast<std::int64_t>(size);
        if (at == piece_end) exported.push_back(piece);
    }
    // A piece may hold bytes of another file that stays unwanted.
    std::erase_if(exported, [&](int piece) {
        bool shared = false;
        each_segment(
            {lt::piece_index_t{piece}, 0},
            static_cast<std::size_t>(fs.piece_size(lt::piece_index_t{piece})),
            [&](segment const& of) {
                shared = of.file != file && is_in_part_file(of.file) && !fs.pad_file_at(of.file);
                return !shared;
            });
        return shared;
    });
    if (parts().forget(exported)) return true;
    error = failed(errno, lt::torrent_status::error_file_partfile, op::partfile_write);
    return false;
}

storage::priorities storage::set_priorities(priorities wanted, lt::storage_error& error)
{
    auto const& fs = files();
    if (wanted.size() > priorities_.size()) priorities_.resize(wanted.size(), lt::default_priority);
    own_file_.resize(static_cast<std::size_t>(fs.num_files()));
    for (auto const file : wanted.range()) {
        if (file >= fs.end_file() || fs.pad_file_at(file)) continue;
        bool const was = is_wanted(file);
        bool const will = wanted[file] != lt::dont_download;
        auto const index = static_cast<std::size_t>(static_cast<int>(file));
        if (!was && will && is_in_part_file(file)) {
            auto const before = priorities_[file];
            priorities_[file] = wanted[file];
            if (export_parts(file, error)) make_empty_file(file, error);
            if (error) {
                priorities_[file] = before;
                return priorities_;
            }
        } else if (was && !will) {
            lt::error_code reason;
            own_file_[index] = size_on_disk(file, reason) >= 0;
        }
        priorities_[file] = wanted[file];
    }
    return wanted;
}

}  // namespace bt::disk
