#pragma once

#include <bt/base/file.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace bt::disk {

/// The descriptors of all torrents; the one not used for longest is closed first. What is in use
/// stays open until its user lets go. Safe from any thread.
class open_files {
public:
    struct file {
        unique_fd fd;
        bool writable = false;
    };
    using handle = std::shared_ptr<file const>;
    using clock = std::chrono::steady_clock;

    /// At least one; see fitting().
    void set_capacity(std::size_t most);
    /// How many of the descriptors this process may have are for files, sockets need the rest.
    [[nodiscard]] static std::size_t fitting(std::size_t wanted);

    /// Empty if it is not open, or open for reading alone when it should be written.
    [[nodiscard]] handle find(std::uint64_t owner, int index, bool writable);
    handle keep(std::uint64_t owner, int index, unique_fd fd, bool writable);
    void drop(std::uint64_t owner);
    void drop(std::uint64_t owner, int index);
    /// What else needs a descriptor more.
    void drop_all();

    struct entry {
        int index = 0;
        bool writable = false;
        clock::time_point last_use;
    };
    [[nodiscard]] std::vector<entry> list(std::uint64_t owner) const;
    [[nodiscard]] std::size_t size() const;

private:
    using key = std::pair<std::uint64_t, int>;
    struct kept {
        key of;
        handle open;
        clock::time_point last_use;
    };
    using order = std::list<kept>;

    void shrink(std::vector<handle>& closing);

    mutable std::mutex mutex_;
    std::size_t most_ = 40;
    order by_use_;  ///< the latest first
    std::map<key, order::iterator> all_;
};

}  // namespace bt::disk
