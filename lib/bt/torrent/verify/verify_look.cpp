#include "verify_look.hpp"

#include <bt/base/beneath.hpp>
#include <bt/base/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>

namespace bt::torrent {
namespace {

constexpr int to_look = O_PATH | O_CLOEXEC;

[[noreturn]] void fail_to_look(std::string const& where)
{
    bool const gone = errno == ENOENT || errno == ENOTDIR;
    fail_errno(gone ? exit_code::incomplete : exit_code::io, "look for data in", where);
}

}  // namespace

content_place::content_place(std::string const& folder)
    : folder_{::open(folder.c_str(), to_look | O_DIRECTORY)}
{
    if (!folder_) fail_to_look(folder);
}

content_place content_place::in_folder(std::string const& folder)
{
    return content_place{folder.empty() ? "." : folder};
}

content_place content_place::at(std::string const& content)
{
    struct stat facts {};
    if (::stat(content.c_str(), &facts) != 0) fail_to_look(content);
    if (S_ISDIR(facts.st_mode)) {
        content_place place{content};
        place.has_top_ = false;
        return place;
    }
    // Who names a link to the file means the file.
    struct freed {
        void operator()(char* text) const { std::free(text); }
    };
    std::unique_ptr<char, freed> const real{::realpath(content.c_str(), nullptr)};
    if (!real) fail_to_look(content);
    std::string const path{real.get()};
    auto const slash = path.find_last_of('/');
    content_place place{slash == 0 ? "/" : path.substr(0, slash)};
    place.has_top_ = false;
    place.file_name_ = path.substr(slash + 1);
    return place;
}

std::string content_place::path_of(std::string const& path) const
{
    auto const slash = path.find('/');
    if (slash == std::string::npos) return file_name_.empty() ? path : file_name_;
    if (has_top_) return path;
    auto const below = path.substr(slash + 1);
    return file_name_.empty() ? below : join_path(file_name_, below);
}

std::string content_place::torrent_path(std::string const& top, std::string const& path) const
{
    return has_top_ ? path : join_path(top, path);
}

int looker::enter(std::string const& path)
{
    auto const slash = path.find_last_of('/');
    auto const folder = slash == std::string::npos ? std::string{} : path.substr(0, slash);
    name_ = slash == std::string::npos ? path : path.substr(slash + 1);
    if (trouble_ >= 0 && folder == inside_) return trouble_;
    inside_ = folder;
    folder_ = open_beneath(place_->folder(), folder.empty() ? "." : folder, to_look | O_DIRECTORY);
    trouble_ = folder_ ? 0 : errno;
    return trouble_;
}

int looker::look(std::string const& path, struct stat& facts)
{
    if (auto const trouble = enter(path); trouble != 0) return trouble;
    if (::fstatat(folder_.get(), name_.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0) return errno;
    if (!S_ISLNK(facts.st_mode)) return 0;
    auto const opened = open_beneath(place_->folder(), path, to_look);
    return opened && ::fstat(opened.get(), &facts) == 0 ? 0 : errno;
}

int looker::read_link(std::string const& path, std::string& points_to)
{
    if (auto const trouble = enter(path); trouble != 0) return trouble;
    std::array<char, PATH_MAX> text{};
    auto const length = ::readlinkat(folder_.get(), name_.c_str(), text.data(), text.size());
    if (length < 0) return errno;
    points_to.assign(text.data(), static_cast<std::size_t>(length));
    return 0;
}

}  // namespace bt::torrent
