#pragma once

#include <bt/disk/job.hpp>
#include <bt/disk/piece_cache.hpp>
#include <bt/disk/storage.hpp>

#include <deque>
#include <memory>
#include <vector>

namespace bt::disk {

/// What the back end keeps of one torrent. All but the storage is under the lock of the workers.
struct torrent {
    torrent(
        lt::storage_params const& params,
        std::shared_ptr<void> owner,
        open_files& pool,
        std::uint64_t id)
        : files{params, std::move(owner), pool, id}
    {
    }

    storage files;
    piece_cache cache;

    int running = 0;                           ///< jobs that were started and are not told yet
    bool is_gone = false;                      ///< removed; what is under way comes to its end
    bool is_shut = false;                      ///< one that wants to be alone runs
    std::deque<std::unique_ptr<job>> waiting;  ///< behind one that wants to be alone
    std::vector<std::unique_ptr<job>> parked;  ///< done, and not settled
};

}  // namespace bt::disk
