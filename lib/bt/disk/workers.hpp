#pragma once

#include <bt/disk/job.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <libtorrent/fwd.hpp>
#include <libtorrent/io_context.hpp>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace bt::disk {

/// Threads that do jobs. Jobs of one torrent start in the order they were added, one that wants
/// to be alone after all before it. Results are told on the network thread, many at a time.
/// Safe from any thread but for the destructor, which must not run on the network thread's own
/// handlers.
class workers {
public:
    explicit workers(lt::io_context& network);
    ~workers();
    workers(workers const&) = delete;
    workers& operator=(workers const&) = delete;
    workers(workers&&) = delete;
    workers& operator=(workers&&) = delete;

    [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock{mutex_}; }

    /// After stop() it is given up at once. The caller holds the lock.
    void add(std::unique_ptr<job> what);
    /// Does it here if it can be done at once and nothing stands before it; else as add() does.
    /// The caller does not hold the lock.
    void do_or_add(std::unique_ptr<job> what);
    /// Starts those of the jobs that linger that `which(job)` names. The caller holds the lock.
    template <class Which>
    void hasten(Which which);
    /// To be told at once, without work: the same, but for the work.
    void tell(std::unique_ptr<job> done);
    /// Starts what was added.
    void wake();
    void set_threads(job::where queue, std::size_t most);
    /// What is queued is still done, but for what can be abandoned; nothing is taken any more.
    void stop(bool wait);

    struct figures {
        std::size_t jobs = 0;     ///< not done yet
        std::size_t queued = 0;   ///< not started
        std::size_t blocked = 0;  ///< of those, behind one that wants to be alone
        std::size_t running = 0;
        std::size_t threads = 0;
    };
    [[nodiscard]] figures count() const;

private:
    struct lane {
        std::deque<std::unique_ptr<job>> queue;
        std::condition_variable changed;
        std::vector<std::thread> threads;
        std::size_t most = 1;
        std::size_t idle = 0;
        std::size_t busy = 0;
    };
    struct lingering {
        std::unique_ptr<job> what;
        std::chrono::steady_clock::time_point due;
    };

    [[nodiscard]] lane& of(job::where queue);
    [[nodiscard]] static bool must_wait(job const& what);
    void abandon(std::unique_ptr<job> what);
    void start(std::unique_ptr<job> what);
    void hasten_due();
    void wait(lane& in, std::unique_lock<std::mutex>& held);
    void enqueue(std::unique_ptr<job> what);
    void start_waiting(torrent& in);
    void spawn(lane& in);
    [[nodiscard]] static lt::storage_error perform(job::list batch);
    void run(lane& in);
    [[nodiscard]] std::vector<std::unique_ptr<job>> take(lane& in);
    void finish(std::unique_ptr<job> done);
    void complete(std::unique_ptr<job> done);
    void post(std::unique_ptr<job> done);
    void tell_all();
    [[nodiscard]] bool is_over() const;
    void end_all();

    lt::io_context& network_;
    // Keeps the network thread's loop alive until the last result was told.
    std::optional<boost::asio::executor_work_guard<lt::io_context::executor_type>> work_;
    mutable std::mutex mutex_;
    std::array<lane, 3> lanes_;
    std::deque<lingering> lingering_;  // the first is due first
    bool has_timekeeper_ = false;      // a thread waits for that
    std::size_t unfinished_ = 0;
    std::size_t blocked_ = 0;
    bool stopping_ = false;
    std::vector<std::unique_ptr<job>> done_;
    bool telling_ = false;
};

template <class Which>
void workers::hasten(Which which)
{
    for (auto at = lingering_.begin(); at != lingering_.end();) {
        if (!which(*at->what)) {
            ++at;
            continue;
        }
        auto next = std::move(at->what);
        at = lingering_.erase(at);
        start(std::move(next));
    }
}

}  // namespace bt::disk
