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
    /// False if somebody else changed it since.
    [[nodiscard]] bool is_ours(int index, int fd);
    /// False if somebody cut it short or put another in its place.
    [[nodiscard]] bool begin_write(int index, int fd);
    /// False if it has no name any more: what is written to it is lost.
    [[nodiscard]] bool end_write(int index, int fd);

    /// Looks at an open file anew that we wrote to, as after a sync on a file system that moves
    /// mtime late.
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
        bool foreign = false;    ///< somebody else changed it before a write of ours
    };
    [[nodiscard]] sight& at(int index);

    std::mutex mutex_;
    std::vector<sight> sights_;
};

}  // namespace bt::disk
