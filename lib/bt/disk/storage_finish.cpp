#include "storage.hpp"

#include <bt/disk/fault.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <optional>
#include <string_view>

namespace bt::disk {
namespace {

using op = lt::operation_t;

/// The names of a path; none for one that is empty, absolute or leads up.
std::vector<std::string_view> names_of(std::string_view path)
{
    std::vector<std::string_view> names;
    while (!path.empty()) {
        auto const slash = path.find('/');
        auto const name = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
        if (name.empty() || name == "." || name == "..") return {};
        names.push_back(name);
    }
    return names;
}

/// What a link at `link` must say to lead to `target`, both from the save path. Nothing for a
/// target outside the torrent's own folder.
std::optional<std::string> relative_target(std::string const& link, std::string const& target)
{
    auto const from = names_of(link);
    auto const to = names_of(target);
    if (from.size() < 2 || to.size() < 2 || from.front() != to.front()) return std::nullopt;
    std::size_t common = 0;
    while (common + 1 < from.size() && common + 1 < to.size() && from[common] == to[common])
        ++common;
    std::string out;
    for (auto left = from.size() - 1; left > common; --left)
        out += "../";
    for (auto at = common; at < to.size(); ++at) {
        out += to[at];
        if (at + 1 < to.size()) out += '/';
    }
    return out;
}

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

void storage::make_symlink(lt::file_index_t file, lt::storage_error& error) const
{
    auto const path = path_of(file);
    auto const target = relative_target(path, files().symlink(file));
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
        if ((flags & lt::file_storage::flag_symlink))
            make_symlink(file, error);
        else if ((flags & lt::file_storage::flag_executable) && !fs.pad_file_at(file))
            make_executable(file, error);
    }
}

}  // namespace bt::disk
