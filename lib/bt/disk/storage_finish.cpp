#include "storage.hpp"

#include <bt/base/link_between.hpp>
#include <bt/disk/fault.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <string_view>

namespace bt::disk {
namespace {

using op = lt::operation_t;

}  // namespace

void storage::make_executable(lt::file_index_t file, lt::storage_error& error)
{
    auto const fd = where_.open(path_of(file), O_RDONLY);
    struct stat facts {};
    // What is there through somebody's link is theirs to mark.
    if (!fd && errno == ELOOP) return;
    if (!fd || ::fstat(fd.get(), &facts) != 0) {
        error = failed(errno, file, op::file_open);
        return;
    }
    // Whoever may read it may run it: the umask has spoken on the rest.
    auto const mode = facts.st_mode & 07777;
    auto const wanted = mode | (mode & 0444) >> 2;
    if ((mode & 0100) != 0) return;
    auto const index = static_cast<int>(file);
    bool const was_changed = watch_.has_changed(index, fd.get());
    if (::fchmod(fd.get(), wanted) != 0) {
        error = failed(errno, file, op::file_open);
        return;
    }
    watch_.look_again(index, fd.get());
    if (was_changed) memory_.note_change(index);
}

/// What lies beyond the end of the file as the torrent has it was there before, under its name.
void storage::cut_to_size(lt::file_index_t file, lt::storage_error& error)
{
    auto const size = files().file_size(file);
    struct stat facts {};
    bool const is_longer =
        where_.look(path_of(file), facts) && S_ISREG(facts.st_mode) && facts.st_size > size;
    if (!is_longer) return;
    auto const index = static_cast<int>(file);
    auto const fd = where_.open(path_of(file), O_WRONLY);
    bool const was_changed = fd && watch_.has_changed(index, fd.get());
    if (!fd || ::ftruncate(fd.get(), size) != 0) {
        error = failed(errno, file, op::file_truncate);
        return;
    }
    watch_.look_again(index, fd.get());
    if (was_changed) memory_.note_change(index);
}

void storage::make_symlink(lt::file_index_t file, lt::storage_error& error) const
{
    auto const path = path_of(file);
    auto const target = link_between(path, files().symlink(file));
    if (!target) {
        error = failed(EXDEV, file, op::symlink);
        return;
    }
    auto const at = where_.make(path);
    if (at && ::symlinkat(target->c_str(), at.above.get(), at.name.c_str()) == 0) return;
    auto const reason = errno;
    std::array<char, PATH_MAX> text{};
    auto const size = reason == EEXIST
        ? ::readlinkat(at.above.get(), at.name.c_str(), text.data(), text.size())
        : -1;
    if (size >= 0 && std::string_view{text.data(), static_cast<std::size_t>(size)} == *target)
        return;
    error = failed(reason, file, op::symlink);
}

void storage::finish(lt::storage_error& error)
{
    auto const& fs = files();
    for (auto const file : fs.file_range()) {
        if (error) return;
        if (!is_wanted(file)) continue;
        auto const flags = fs.file_flags(file);
        if ((flags & lt::file_storage::flag_symlink)) {
            make_symlink(file, error);
            continue;
        }
        if (!fs.pad_file_at(file)) cut_to_size(file, error);
        if (!error && (flags & lt::file_storage::flag_executable) && !fs.pad_file_at(file))
            make_executable(file, error);
    }
}

}  // namespace bt::disk
