#pragma once

#include <bt/base/export.hpp>

#include <memory>
#include <string>
#include <vector>

namespace bt {

struct folder_change {
    enum class what {
        appeared,     ///< a file is complete: new, or written again
        gone,         ///< a file that had appeared is there no more
        lost_folder,  ///< removed, renamed or unmounted; nothing more is told of it
    };

    int folder_id = 0;
    std::string name;  ///< bytes as they are in the folder; empty for lost_folder
    what happened = what::appeared;
    [[nodiscard]] bool operator==(folder_change const&) const = default;
};

/// Tells which files come into folders, and which go, with inotify(7). What lies in folders below
/// is not looked at, nor is what is no regular file or link to one, nor names that begin with "."
/// or end in "~", ".tmp" or ".part". Used on one thread.
///
/// A file has appeared when whoever writes it has closed it, renamed it to here or linked it here.
/// Two cases cannot be known, and are told once more when the file is closed: it was being written
/// already when its folder was added, or when so much happened that the kernel dropped events.
class BT_API folder_watch {
public:
    /// Throws error(io) if the kernel gives no more of these.
    folder_watch();
    ~folder_watch();
    folder_watch(folder_watch const&) = delete;
    folder_watch& operator=(folder_watch const&) = delete;
    folder_watch(folder_watch&&) = delete;
    folder_watch& operator=(folder_watch&&) = delete;

    /// What is in the folder now has appeared at the next take(). Gives its number, the one it has
    /// if it is watched already. Throws error(bad_input) if it is not there, no folder or cannot be
    /// read, error(io) if the kernel watches no more.
    int add(std::string const& folder);

    /// What changed since the last call, each name once as it ended; never waits. To be called
    /// when fd() is readable and after add() and rescan(). Throws error(io).
    [[nodiscard]] std::vector<folder_change> take();

    /// The next take() compares each folder with what was told of it, as take() itself does after
    /// dropped events. For file systems that others change and inotify does not see, such as NFS:
    /// call it now and then. It takes a file that is new or has another size, time or inode for
    /// complete, unless inotify saw it being made.
    void rescan();

    /// Readable when there is something to take; owned by this.
    [[nodiscard]] int fd() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace bt
