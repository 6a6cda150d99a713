#include "folder_watch.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <dirent.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace bt {
namespace {

constexpr std::uint32_t wanted = IN_CREATE | IN_OPEN | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM
    | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t end_of_folder = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

/// By which one state of a file is told from another.
struct facts {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    time_t seconds = 0;
    long nanoseconds = 0;
    [[nodiscard]] bool operator==(facts const&) const = default;
};

facts facts_of(struct stat const& from)
{
    return {
        .device = from.st_dev,
        .inode = from.st_ino,
        .size = from.st_size,
        .seconds = from.st_mtim.tv_sec,
        .nanoseconds = from.st_mtim.tv_nsec};
}

/// Times of files have a grain, of two seconds at most: what is written within it after a look
/// cannot be seen in the facts.
bool is_fresh(facts const& file)
{
    constexpr time_t grain_seconds = 2;
    return file.seconds + grain_seconds >= ::time(nullptr);
}

bool is_ignored(std::string_view name)
{
    return name.empty() || name.starts_with('.') || name.ends_with('~') || name.ends_with(".tmp")
        || name.ends_with(".part");
}

enum class finding { seen, written, removed };

/// A name that was made, and not closed yet.
struct unfinished_file {
    bool has_bytes = false;
    bool was_opened = false;
};

struct folder {
    int id = 0;
    int handle = -1;  ///< inotify's; -1 once it is lost
    std::string path;
    dev_t device = 0;
    ino_t inode = 0;
    bool is_to_be_listed = true;
    bool is_lost = false;
    std::map<std::string, facts> told;
    std::map<std::string, unfinished_file> unfinished;
    std::map<std::string, finding> found;  ///< since the last take()

    void find(std::string const& name, finding what)
    {
        unfinished.erase(name);
        if (!is_ignored(name)) found[name] = what;
    }
    void lose()
    {
        is_lost = true;
        is_to_be_listed = false;
        handle = -1;
    }
    void made(std::string const& name);
    void opened(std::string const& name);
    void tell_links();
    void list();
    void settle(std::string const& name, finding how, std::vector<folder_change>& out);
};

/// A second link to a file, or a symbolic one, is complete.
void folder::made(std::string const& name)
{
    struct stat now {};
    if (is_ignored(name) || ::lstat(join_path(path, name).c_str(), &now) != 0) return;
    if (S_ISLNK(now.st_mode) || (S_ISREG(now.st_mode) && now.st_nlink > 1))
        return find(name, finding::written);
    if (!S_ISREG(now.st_mode)) return;
    unfinished[name] = {.has_bytes = now.st_size > 0};
    // A list cannot tell that it is being written.
    auto const at = found.find(name);
    if (at != found.end() && at->second == finding::seen) found.erase(at);
}

void folder::opened(std::string const& name)
{
    auto const at = unfinished.find(name);
    if (at != unfinished.end()) at->second.was_opened = true;
}

/// What had bytes when it was looked at and was not opened before that is a link too, to a file
/// that had no other name (O_TMPFILE) or has lost it since. All events up to that look were read.
void folder::tell_links()
{
    for (auto const& [name, how] : std::exchange(unfinished, {})) {
        if (how.has_bytes && !how.was_opened)
            find(name, finding::written);
        else
            unfinished.emplace(name, how);
    }
}

void folder::list()
{
    std::unique_ptr<DIR, int (*)(DIR*)> const open{::opendir(path.c_str()), &::closedir};
    struct stat self {};
    if (!open) {
        // Anything else may pass.
        if (errno == ENOENT || errno == ENOTDIR) lose();
        return;
    }
    if (::fstat(::dirfd(open.get()), &self) != 0) return;
    if (self.st_dev != device || self.st_ino != inode) return lose();
    std::set<std::string> names;
    errno = 0;
    while (auto const* const entry = ::readdir(open.get()))
        if (entry->d_type != DT_DIR && !is_ignored(entry->d_name)) names.insert(entry->d_name);
    if (errno != 0) return;  // what was not read is not gone
    is_to_be_listed = false;
    for (auto const& [name, ignored] : told)
        if (!names.contains(name)) find(name, finding::removed);
    for (auto const& name : names) {
        if (unfinished.contains(name)) continue;
        auto const [at, is_new] = found.emplace(name, finding::seen);
        if (at->second == finding::removed) at->second = finding::seen;
    }
}

void folder::settle(std::string const& name, finding how, std::vector<folder_change>& out)
{
    auto const known = told.find(name);
    if (is_lost && how != finding::removed) return;
    struct stat now {};
    bool is_there = how != finding::removed;
    if (is_there && ::stat(join_path(path, name).c_str(), &now) != 0) {
        // A disk that does not answer has not lost its files.
        if (errno != ENOENT && errno != ELOOP) return;
        is_there = false;
    }
    if (!is_there || !S_ISREG(now.st_mode)) {
        if (known == told.end()) return;
        told.erase(known);
        out.push_back({id, name, folder_change::what::gone});
        return;
    }
    auto const fresh = facts_of(now);
    if (known != told.end() && known->second == fresh && (how == finding::seen || !is_fresh(fresh)))
        return;
    told[name] = fresh;
    out.push_back({id, name, folder_change::what::appeared});
}

}  // namespace

struct folder_watch::state {
    unique_fd queue{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    std::vector<folder> folders;

    [[nodiscard]] bool drain();
    void handle(inotify_event const& event, std::string const& name);
    void list_all();
};

void folder_watch::state::list_all()
{
    for (auto& each : folders)
        each.is_to_be_listed = !each.is_lost;
}

void folder_watch::state::handle(inotify_event const& event, std::string const& name)
{
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
        list_all();
        // The event that would have ended one may be among those that were dropped.
        for (auto& each : folders)
            each.unfinished.clear();
        return;
    }
    auto const in = std::ranges::find(folders, event.wd, &folder::handle);
    if (in == folders.end()) return;
    if ((event.mask & end_of_folder) != 0) {
        if ((event.mask & IN_MOVE_SELF) != 0) ::inotify_rm_watch(queue.get(), event.wd);
        in->lose();
    } else if ((event.mask & IN_ISDIR) != 0 || name.empty()) {
        return;
    } else if ((event.mask & IN_CREATE) != 0) {
        in->made(name);
    } else if ((event.mask & IN_OPEN) != 0) {
        in->opened(name);
    } else {
        bool const is_removed = (event.mask & (IN_MOVED_FROM | IN_DELETE)) != 0;
        in->find(name, is_removed ? finding::removed : finding::written);
    }
}

/// False if there may be more.
bool folder_watch::state::drain()
{
    // More than the kernel keeps by default; a host is not kept here by one who never stops.
    constexpr int most_reads = 64;
    alignas(inotify_event) std::array<char, 64 * 1024> buffer{};
    for (int reads = 0; reads < most_reads; ++reads) {
        auto const got = ::read(queue.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) return true;
        if (got <= 0) fail_errno(exit_code::io, "watch", "folders");
        for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            std::string_view const padded{buffer.data() + at + sizeof event, event.len};
            handle(event, std::string{padded.substr(0, padded.find('\0'))});
            at += sizeof event + event.len;
        }
    }
    return false;
}

folder_watch::folder_watch()
    : state_{std::make_unique<state>()}
{
    if (!state_->queue) fail_errno(exit_code::io, "watch", "folders");
}

folder_watch::~folder_watch() = default;

int folder_watch::add(std::string const& path)
{
    auto const refuse = [&](exit_code code) { fail_errno(code, "watch folder", path); };
    struct stat self {};
    if (::stat(path.c_str(), &self) != 0) refuse(exit_code::bad_input);
    if (S_ISDIR(self.st_mode) && ::faccessat(AT_FDCWD, path.c_str(), R_OK | X_OK, AT_EACCESS) != 0)
        refuse(exit_code::bad_input);
    int const handle = ::inotify_add_watch(state_->queue.get(), path.c_str(), wanted);
    if (handle < 0 && errno == ENOSPC)
        throw error{
            exit_code::io,
            "cannot watch folder " + path + ": the user's limit of watches is reached",
            "sysctl fs.inotify.max_user_watches"};
    if (handle < 0) refuse(errno == ENOMEM ? exit_code::io : exit_code::bad_input);
    auto const watched = std::ranges::find(state_->folders, handle, &folder::handle);
    if (watched != state_->folders.end()) return watched->id;
    auto const id = static_cast<int>(state_->folders.size());
    state_->folders.push_back(
        {.id = id, .handle = handle, .path = path, .device = self.st_dev, .inode = self.st_ino});
    return id;
}

std::vector<folder_change> folder_watch::take()
{
    // First the list, then the events: what is told from the one is not told again from the other.
    constexpr int most_rounds = 4;
    auto& folders = state_->folders;
    auto const is_to_be_listed = [](folder const& each) { return each.is_to_be_listed; };
    bool is_drained = false;
    for (int round = 0; round < most_rounds; ++round) {
        for (auto& each : folders)
            if (each.is_to_be_listed) each.list();
        is_drained = state_->drain();
        if (std::ranges::none_of(folders, is_to_be_listed)) break;
    }
    std::vector<folder_change> out;
    for (auto& each : folders) {
        if (is_drained) each.tell_links();
        for (auto const& [name, how] : std::exchange(each.found, {}))
            each.settle(name, how, out);
        if (!each.is_lost || each.path.empty()) continue;
        out.push_back({each.id, "", folder_change::what::lost_folder});
        each = {.id = each.id, .is_to_be_listed = false, .is_lost = true};
    }
    return out;
}

void folder_watch::rescan()
{
    state_->list_all();
}

int folder_watch::fd() const
{
    return state_->queue.get();
}

}  // namespace bt
