#include "paced_output.hpp"

#include <bt/base/file.hpp>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace bt_add {

chunk chunk_of(std::string_view bytes)
{
    std::shared_ptr<char[]> const copy{new char[bytes.size()]};
    std::ranges::copy(bytes, copy.get());
    return {.data = copy, .from = 0, .size = bytes.size()};
}

/// Outlives the object: a thread inside write(2) cannot be called back, so it is let go.
struct paced_output::shared {
    int fd = -1;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<chunk> waiting;
    std::size_t bytes = 0;
    int trouble = 0;
    bool leaving = false;
    std::function<void()> on_change;

    void work()
    {
        std::unique_lock lock{mutex};
        for (;;) {
            wake.wait(lock, [this] { return leaving || !waiting.empty(); });
            if (leaving) return;
            auto const next = std::move(waiting.front());
            waiting.pop_front();
            lock.unlock();
            bool const fine = bt::write_all(fd, {next.data.get() + next.from, next.size});
            auto const reason = errno;
            lock.lock();
            bytes -= next.size;
            if (!fine) trouble = reason;
            // Under the lock, so that nothing is called once the object is gone.
            if (!leaving) on_change();
            if (!fine) return;
        }
    }
};

paced_output::paced_output(int fd, std::function<void()> on_change)
    : shared_{std::make_shared<shared>()}
{
    shared_->fd = fd;
    shared_->on_change = std::move(on_change);
    std::thread{[kept = shared_] { kept->work(); }}.detach();
}

paced_output::~paced_output()
{
    std::scoped_lock const lock{shared_->mutex};
    shared_->leaving = true;
    shared_->wake.notify_one();
}

void paced_output::push(chunk what)
{
    if (what.size == 0) return;
    std::scoped_lock const lock{shared_->mutex};
    shared_->bytes += what.size;
    shared_->waiting.push_back(std::move(what));
    shared_->wake.notify_one();
}

std::size_t paced_output::queued_bytes() const
{
    std::scoped_lock const lock{shared_->mutex};
    return shared_->bytes;
}

int paced_output::trouble() const
{
    std::scoped_lock const lock{shared_->mutex};
    return shared_->trouble;
}

}  // namespace bt_add
