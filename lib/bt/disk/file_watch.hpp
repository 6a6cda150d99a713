#pragma once

#include <bt/base/export.hpp>

#include <sys/stat.h>

#include <cstdint>
#include <mutex>
#include <vector>

namespace bt::disk {

/// What a file looked like at a moment. size -1: it was not there.
struct file_stamp {
    std::int64_t size = -1;
    std::int64_t mtime_ns = 0;
    std::int64_t ctime_ns = 0;
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    friend bool operator==(file_stamp const&, file_stamp const&) = default;
};

[[nodiscard]] file_stamp stamp_of(struct stat const& facts);

/// Tells our own writes to the files of a torrent from those of others. The kernel moves mtime
/// before it copies the bytes, so a stamp that is right after a read was right for what was read;
/// a foreign write within the clock tick of our own last one is not seen. Safe from any thread.
class file_watch {
public:
    /// A file that was just opened; the first sight of it is what later ones are held against.
    void met(int index, int fd);
    /// Whether somebody else changed it, or something about it, since it was last looked at; it
    /// is told once.
    [[nodiscard]] bool has_changed(int index, int fd);
    enum class finding {
        ours,
        changed,  ///< by somebody else; it takes the bytes, what is there besides is in doubt
        lost      ///< cut short, or another is in its place
    };
    /// Unless it is lost, end_write has to follow.
    [[nodiscard]] finding begin_write(int index, int fd);
    /// False if it has no name any more: what is written to it is lost.
    [[nodiscard]] bool end_write(int index, int fd);

    /// Looks at an open file anew after a change of our own.
    void look_again(int index, int fd);
    /// The same if we wrote to it since the last time: some file systems move mtime late.
    void settle(int index, int fd);
    /// Forgets all sights: what is there now will be checked.
    void forget();
    void forget(int index);

    /// What was written and not synced since the last call.
    [[nodiscard]] std::vector<int> take_unsynced();
    void put_back(std::vector<int> const& unsynced);

private:
    struct sight {
        file_stamp stamp;
        int writers = 0;
        bool known = false;
        bool unsynced = false;
        bool unsettled = false;  ///< written to since the last look
    };
    [[nodiscard]] sight& at(int index);

    std::mutex mutex_;
    std::vector<sight> sights_;
};

}  // namespace bt::disk
