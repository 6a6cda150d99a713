#include "storage.hpp"

#include <bt/disk/fault.hpp>

#include <libtorrent/torrent_status.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <filesystem>
#include <utility>

namespace bt::disk {
namespace {

using op = lt::operation_t;

constexpr std::size_t copy_bytes = 1024 * 1024;

/// One thing that goes from one folder to another.
struct moved_path {
    std::string path;
    lt::file_index_t file;
    bool copied = false;
};

bool copy_content(int from, int to)
{
    std::vector<char> buffer(copy_bytes);
    strip part;
    part.add(buffer.data(), buffer.size());
    for (std::int64_t at = 0;;) {
        auto const got = read_at(from, part, at);
        errno = got.error;
        if (got.error != 0) return false;
        if (got.bytes == 0) return ::fdatasync(to) == 0;
        auto const put = write_at(to, part.part(0, got.bytes), at);
        errno = put.error;
        if (put.bytes < got.bytes) return false;
        at += static_cast<std::int64_t>(got.bytes);
    }
}

bool copy_link(folder::place const& from, folder::place const& to)
{
    std::array<char, PATH_MAX> text{};
    auto const size =
        ::readlinkat(from.above.get(), from.name.c_str(), text.data(), text.size() - 1);
    return size >= 0 && ::symlinkat(text.data(), to.above.get(), to.name.c_str()) == 0;
}

/// To another file system, under a name of its own until it is whole.
bool copy(folder::place const& from, folder::place const& to, bool replace)
{
    struct stat facts {};
    if (::fstatat(from.above.get(), from.name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    if (S_ISLNK(facts.st_mode)) return copy_link(from, to);
    unique_fd const in{
        ::openat(from.above.get(), from.name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!in) return false;
    auto const scratch = to.name.substr(0, NAME_MAX - 16) + ".bt-move";
    unique_fd const out{::openat(
        to.above.get(),
        scratch.c_str(),
        O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
        facts.st_mode & 0777)};
    if (!out) return false;
    std::array<timespec, 2> const times{facts.st_atim, facts.st_mtim};
    folder::place const half{unique_fd{::dup(to.above.get())}, scratch};
    if (copy_content(in.get(), out.get()) && ::futimens(out.get(), times.data()) == 0
        && folder::rename(half, to, replace))
        return true;
    auto const reason = errno;
    ::unlinkat(to.above.get(), scratch.c_str(), 0);
    errno = reason;
    return false;
}

/// Moves what is there; 0 or an errno.
int move_one(folder const& from, folder const& to, moved_path& what, bool replace)
{
    auto const source = from.find(what.path);
    struct stat facts {};
    if (!source
        || ::fstatat(source.above.get(), source.name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
        return errno;
    auto const target = to.make(what.path);
    if (!target) return errno;
    if (folder::rename(source, target, replace)) return 0;
    if (errno != EXDEV) return errno;
    if (!copy(source, target, replace)) return errno;
    what.copied = true;
    return 0;
}

void unlink_quietly(folder const& where, std::string const& path)
{
    auto const at = where.find(path);
    if (at) ::unlinkat(at.above.get(), at.name.c_str(), 0);
}

/// Sources go away only when every file has arrived.
void tidy(folder const& from, std::vector<moved_path> const& moved)
{
    for (auto const& each : moved)
        if (each.copied) unlink_quietly(from, each.path);
    for (auto const& each : moved)
        from.prune(each.path);
}

void undo(folder const& from, folder const& to, std::vector<moved_path>& moved)
{
    while (!moved.empty()) {
        auto back = std::move(moved.back());
        moved.pop_back();
        if (back.copied)
            unlink_quietly(to, back.path);
        else
            (void)move_one(to, from, back, false);
        to.prune(back.path);
    }
}

}  // namespace

std::pair<lt::status_t, std::string>
storage::move(std::string const& to, lt::move_flags_t how, lt::storage_error& error)
{
    auto const stay = [&](lt::status_t status) { return std::pair{status, where_.path()}; };
    std::error_code reason;
    auto const target = std::filesystem::absolute(to, reason).lexically_normal().string();
    if (!reason) std::filesystem::create_directories(target, reason);
    if (reason) {
        error = failed(reason.value(), lt::file_index_t{-1}, op::mkdir);
        return stay(lt::status_t::fatal_disk_error);
    }
    // By any of its names.
    if (target == where_.path() || std::filesystem::equivalent(target, where_.path(), reason))
        return stay(lt::status_t::no_error);
    folder const there{target};
    std::vector<moved_path> wanted;
    for (auto const file : files().file_range())
        if (!files().pad_file_at(file) && !files().file_absolute_path(file))
            wanted.push_back({path_of(file), file});
    struct stat facts {};
    if (how == lt::move_flags_t::fail_if_exist)
        for (auto const& each : wanted)
            if (there.look(each.path, facts)) {
                error = failed(EEXIST, each.file, op::file_stat);
                return stay(lt::status_t::file_exist);
            }
    auto status = lt::status_t::no_error;
    release();
    // Our own renaming changes them, there and back; a copy is another inode with the same bytes.
    for (auto const& each : wanted)
        watch_.forget(static_cast<int>(each.file));
    wanted.push_back({part_name(), lt::torrent_status::error_file_partfile});
    std::vector<moved_path> moved;
    for (auto& each : wanted) {
        if (how == lt::move_flags_t::dont_replace && there.look(each.path, facts)) {
            status = lt::status_t::need_full_check;
            continue;
        }
        auto const failure =
            move_one(where_, there, each, how == lt::move_flags_t::always_replace_files);
        if (failure == ENOENT) continue;
        if (failure != 0) {
            error = failed(failure, each.file, op::file_rename);
            undo(where_, there, moved);
            return stay(lt::status_t::fatal_disk_error);
        }
        moved.push_back(each);
    }
    tidy(where_, moved);
    {
        std::lock_guard const lock{parts_mutex_};
        parts_.reset();
    }
    where_ = folder{target};
    return {status, target};
}

}  // namespace bt::disk
