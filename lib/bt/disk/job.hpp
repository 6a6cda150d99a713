#pragma once

#include <libtorrent/error_code.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace bt::disk {

struct torrent;

/// One piece of work for a torrent: done on a worker, told on the network thread.
class job {
public:
    enum class where {
        io,    ///< reading, writing and other short work
        hash,  ///< hashing
        files  ///< what may take long: moving, checking names, deleting
    };
    using list = std::span<std::unique_ptr<job> const>;

    job(std::shared_ptr<torrent> of, where queue, bool alone)
        : of_{std::move(of)}
        , queue_{queue}
        , alone_{alone}
    {
    }
    virtual ~job() = default;
    job(job const&) = delete;
    job& operator=(job const&) = delete;
    job(job&&) = delete;
    job& operator=(job&&) = delete;

    /// Whether the next one in the queue can be done in one go with this one.
    [[nodiscard]] virtual bool goes_with(job const& /*last*/, job const& /*next*/) const
    {
        return false;
    }
    /// At most so many in one go.
    [[nodiscard]] virtual std::size_t most_together() const { return 1; }
    /// On a worker. `together` begins with this job; it does them all.
    virtual void perform(list together) = 0;
    /// True for a job that gets cheaper when it waits a moment for more of its kind.
    [[nodiscard]] virtual bool may_linger() const { return false; }
    /// On the network thread, without waiting for anything: false if it has to be performed.
    [[nodiscard]] virtual bool perform_at_once() { return false; }
    /// Instead of perform(), when the session ends and nobody needs the result, or after it threw.
    /// Under the lock of the workers.
    virtual void abandon(lt::storage_error const& why) = 0;
    [[nodiscard]] virtual bool can_be_abandoned() const { return false; }
    /// Under the lock of the workers, after perform(): false while it has to wait for others.
    [[nodiscard]] virtual bool is_settled() const { return true; }
    /// Under the same lock, when it is settled.
    virtual void retire() {}
    /// On the network thread.
    virtual void deliver() = 0;

    [[nodiscard]] std::shared_ptr<torrent> const& of() const { return of_; }
    [[nodiscard]] where queue() const { return queue_; }
    /// Nothing else of the torrent runs beside it: what came earlier is done, what comes later
    /// waits.
    [[nodiscard]] bool is_alone() const { return alone_; }

private:
    std::shared_ptr<torrent> of_;
    where queue_;
    bool alone_;
};

}  // namespace bt::disk
