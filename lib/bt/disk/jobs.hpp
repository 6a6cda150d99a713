#pragma once

#include <bt/disk/buffers.hpp>
#include <bt/disk/job.hpp>
#include <bt/disk/piece_cache.hpp>
#include <bt/disk/torrent.hpp>

#include <libtorrent/disk_buffer_holder.hpp>
#include <libtorrent/peer_request.hpp>
#include <libtorrent/performance_counters.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace bt::disk {

/// What the jobs of one back end share.
struct job_context {
    lt::counters& stats;
    buffers memory;
    /// On the network thread, after blocks were written.
    std::function<void()> after_writing;
    /// Of all torrents, under the lock of the workers.
    std::size_t cached_blocks = 0;
    std::size_t dirty_blocks = 0;  ///< of those, not yet on disk
};

/// Adds the time since it was made to a counter, and to that of all jobs.
class stopwatch {
public:
    stopwatch(lt::counters& stats, lt::counters::stats_counter_t which)
        : stats_{stats}
        , which_{which}
    {
    }
    ~stopwatch();
    stopwatch(stopwatch const&) = delete;
    stopwatch& operator=(stopwatch const&) = delete;
    stopwatch(stopwatch&&) = delete;
    stopwatch& operator=(stopwatch&&) = delete;

private:
    lt::counters& stats_;
    lt::counters::stats_counter_t which_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// A block for a peer. What of it is still in memory is taken from there.
class read_job final : public job {
public:
    using handler = std::function<void(lt::disk_buffer_holder, lt::storage_error const&)>;
    /// The blocks of the cache that the request touches; empty where there are none.
    using cached = std::vector<piece_cache::taken>;

    read_job(
        std::shared_ptr<torrent> of,
        job_context& all,
        lt::peer_request const& wanted,
        cached in_memory,
        handler then);

    ~read_job() override;
    /// Whether the whole of it was in memory; then perform() needs no disk.
    [[nodiscard]] bool is_in_memory() const;
    [[nodiscard]] bool goes_with(job const& last, job const& next) const override;
    [[nodiscard]] std::size_t most_together() const override { return 16; }
    [[nodiscard]] bool perform_at_once() override;
    void perform(list together) override;
    void abandon(lt::storage_error const& why) override { error_ = why; }
    void deliver() override;

private:
    struct run {
        int from;
        int to;
    };
    [[nodiscard]] run on_disk() const;
    [[nodiscard]] bool allocate();
    void add_to(strip& into) const;
    void read_alone();
    void overlay();

    job_context& all_;
    lt::peer_request wanted_;
    cached in_memory_;
    handler then_;
    char* buffer_ = nullptr;
    lt::storage_error error_;
};

/// Writes what is dirty of a piece, until nothing is.
class write_run final : public job {
public:
    write_run(
        std::shared_ptr<torrent> of,
        job_context& all,
        class workers& lock,
        int piece,
        std::uint64_t number);

    [[nodiscard]] int piece() const { return piece_; }
    [[nodiscard]] bool may_linger() const override { return true; }
    void perform(list together) override;
    void abandon(lt::storage_error const& why) override;
    void retire() override;
    void deliver() override;

private:
    void write(std::vector<piece_cache::taken> blocks);
    std::size_t write_adjoining(std::vector<piece_cache::taken>& blocks, std::size_t first);

    job_context& all_;
    class workers& lock_;
    int piece_;
    std::uint64_t number_;
    std::vector<std::pair<write_handler, lt::storage_error>> told_;
    std::vector<int> lost_;  // blocks that did not reach the disk
};

/// Work of a kind that is done alone: `work` on a worker, then `then` on the network thread.
template <class Work, class Then>
class lone_job final : public job {
public:
    lone_job(std::shared_ptr<torrent> of, where queue, Work work, Then then)
        : job{std::move(of), queue, true}
        , work_{std::move(work)}
        , then_{std::move(then)}
    {
    }
    void perform(list /*together*/) override { work_(); }
    void abandon(lt::storage_error const& /*why*/) override {}
    void deliver() override { then_(); }

private:
    Work work_;
    Then then_;
};

}  // namespace bt::disk
