#include "workers.hpp"

#include <bt/disk/fault.hpp>
#include <bt/disk/torrent.hpp>

#include <boost/asio/post.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <exception>
#include <iterator>
#include <new>
#include <system_error>
#include <utility>

namespace bt::disk {
namespace {

/// Signals are for the threads that wait for them; SIGXFSZ, blocked here, leaves EFBIG alone.
class signals_blocked {
public:
    signals_blocked()
    {
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~signals_blocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    signals_blocked(signals_blocked const&) = delete;
    signals_blocked& operator=(signals_blocked const&) = delete;
    signals_blocked(signals_blocked&&) = delete;
    signals_blocked& operator=(signals_blocked&&) = delete;

private:
    sigset_t before_{};
};

// What a fast peer sends in this time is written in one go.
constexpr std::chrono::milliseconds linger_time{25};

}  // namespace

workers::workers(lt::io_context& network)
    : network_{network}
    , work_{network.get_executor()}
{
    try {
        // With one thread each it can go on, only slower; that there is none is told at the start.
        auto const held = lock();
        for (auto& each : lanes_)
            spawn(each);
    } catch (...) {
        stop(true);
        throw;
    }
}

workers::~workers()
{
    stop(true);
}

workers::lane& workers::of(job::where queue)
{
    return lanes_[static_cast<std::size_t>(queue)];
}

void workers::set_threads(job::where queue, std::size_t most)
{
    std::lock_guard const held{mutex_};
    of(queue).most = std::max<std::size_t>(1, most);
}

bool workers::must_wait(job const& what)
{
    auto const& in = *what.of();
    return !in.waiting.empty() || in.is_shut || (what.is_alone() && in.running > 0);
}

void workers::abandon(std::unique_ptr<job> what)
{
    what->abandon(given_up());
    what->retire();
    post(std::move(what));
}

void workers::add(std::unique_ptr<job> what)
{
    if (stopping_) {
        abandon(std::move(what));
        return;
    }
    ++unfinished_;
    auto& in = *what->of();
    if (what->is_alone()) hasten([&](job const& each) { return each.of().get() == &in; });
    if (must_wait(*what)) {
        ++blocked_;
        in.waiting.push_back(std::move(what));
        return;
    }
    enqueue(std::move(what));
}

void workers::do_or_add(std::unique_ptr<job> what)
{
    auto held = lock();
    if (stopping_ || must_wait(*what)) {
        add(std::move(what));
        return;
    }
    // Counted, so that nothing that wants to be alone starts meanwhile.
    ++unfinished_;
    ++what->of()->running;
    held.unlock();
    bool is_done = false;
    try {
        is_done = what->perform_at_once();
    } catch (std::bad_alloc const&) {
        // A worker tries again, and tells.
    }
    held.lock();
    if (is_done)
        finish(std::move(what));
    else
        start(std::move(what));
}

void workers::tell(std::unique_ptr<job> done)
{
    post(std::move(done));
}

void workers::enqueue(std::unique_ptr<job> what)
{
    auto& in = *what->of();
    ++in.running;
    if (what->is_alone()) in.is_shut = true;
    if (!what->may_linger() || stopping_) {
        start(std::move(what));
        return;
    }
    lingering_.push_back({std::move(what), std::chrono::steady_clock::now() + linger_time});
    auto& keeper = of(job::where::io);
    if (keeper.threads.empty()) spawn(keeper);
    // A thread that sleeps without a time has to be told one.
    if (!has_timekeeper_) keeper.changed.notify_one();
}

void workers::start(std::unique_ptr<job> what)
{
    auto& to = of(what->queue());
    to.queue.push_back(std::move(what));
    if (to.idle < to.queue.size() && to.threads.size() < to.most) spawn(to);
}

void workers::hasten_due()
{
    auto const now = std::chrono::steady_clock::now();
    while (!lingering_.empty() && lingering_.front().due <= now) {
        auto next = std::move(lingering_.front().what);
        lingering_.pop_front();
        start(std::move(next));
    }
}

/// What waited for a job that wanted to be alone, up to the next one that does.
void workers::start_waiting(torrent& in)
{
    while (!in.waiting.empty() && !in.is_shut) {
        if (in.waiting.front()->is_alone() && in.running > 0) return;
        auto next = std::move(in.waiting.front());
        in.waiting.pop_front();
        --blocked_;
        auto& to = of(next->queue());
        enqueue(std::move(next));
        to.changed.notify_one();
    }
}

void workers::spawn(lane& in)
{
    signals_blocked const quiet;
    try {
        in.threads.emplace_back([this, &in] { run(in); });
    } catch (std::system_error const&) {
        // With one thread it goes on, only slower; without any there is nothing to go on with.
        if (in.threads.empty()) throw;
    }
}

void workers::wake()
{
    std::lock_guard const held{mutex_};
    for (auto& each : lanes_)
        for (auto left = std::min(each.queue.size(), each.idle); left > 0; --left)
            each.changed.notify_one();
}

/// The next job, and those behind it that it can do in one go. Several threads share a queue.
std::vector<std::unique_ptr<job>> workers::take(lane& in)
{
    std::vector<std::unique_ptr<job>> out;
    auto const share = (in.queue.size() + in.most - 1) / in.most;
    auto next = [&] {
        out.push_back(std::move(in.queue.front()));
        in.queue.pop_front();
    };
    next();
    auto const most = std::min(out.front()->most_together(), share);
    while (out.size() < most && !in.queue.empty()
           && out.front()->goes_with(*out.back(), *in.queue.front()))
        next();
    return out;
}

/// One of the threads for reading and writing also looks after what lingers.
void workers::wait(lane& in, std::unique_lock<std::mutex>& held)
{
    ++in.idle;
    bool const keeps_time = &in == &of(job::where::io) && !lingering_.empty() && !has_timekeeper_;
    if (keeps_time) {
        has_timekeeper_ = true;
        in.changed.wait_until(held, lingering_.front().due);
        has_timekeeper_ = false;
        hasten_due();
        // This one may be busy for a while: another does the rest, or keeps the time.
        if (in.queue.size() > 1 || (!in.queue.empty() && !lingering_.empty()))
            in.changed.notify_one();
    } else {
        in.changed.wait(held);
    }
    --in.idle;
}

/// What is thrown must not end the process: the job fails, and its peer or torrent is told.
lt::storage_error workers::perform(job::list batch)
{
    try {
        batch.front()->perform(batch);
        return {};
    } catch (std::exception const&) {
        return failed(ENOMEM, lt::file_index_t{-1}, lt::operation_t::alloc_cache_piece);
    }
}

void workers::run(lane& in)
{
    auto held = lock();
    for (;;) {
        if (in.queue.empty()) {
            if (is_over()) return;
            wait(in, held);
            continue;
        }
        auto batch = take(in);
        lt::storage_error why;
        if (stopping_ && batch.front()->can_be_abandoned()) why = given_up();
        in.busy += batch.size();
        held.unlock();
        if (!why) why = perform(batch);
        held.lock();
        if (why)
            for (auto const& each : batch)
                each->abandon(why);
        in.busy -= batch.size();
        for (auto& each : batch)
            finish(std::move(each));
    }
}

void workers::finish(std::unique_ptr<job> done)
{
    auto const in = done->of();
    if (!done->is_settled()) {
        in->parked.push_back(std::move(done));
        return;
    }
    complete(std::move(done));
    for (std::size_t i = 0; i < in->parked.size();) {
        if (!in->parked[i]->is_settled()) {
            ++i;
            continue;
        }
        auto next = std::move(in->parked[i]);
        in->parked.erase(in->parked.begin() + static_cast<std::ptrdiff_t>(i));
        complete(std::move(next));
    }
}

void workers::complete(std::unique_ptr<job> done)
{
    auto const in = done->of();
    done->retire();
    --in->running;
    if (done->is_alone()) in->is_shut = false;
    post(std::move(done));
    --unfinished_;
    start_waiting(*in);
    if (is_over()) end_all();
}

bool workers::is_over() const
{
    return stopping_ && unfinished_ == 0;
}

// What was posted keeps the network thread's loop alive by itself.
void workers::end_all()
{
    work_.reset();
    for (auto& each : lanes_)
        each.changed.notify_all();
}

void workers::post(std::unique_ptr<job> done)
{
    done_.push_back(std::move(done));
    if (std::exchange(telling_, true)) return;
    boost::asio::post(network_, [this] { tell_all(); });
}

void workers::tell_all()
{
    std::vector<std::unique_ptr<job>> now;
    {
        std::lock_guard const held{mutex_};
        telling_ = false;
        now.swap(done_);
    }
    for (auto& each : now) {
        each->deliver();
        // A handler may hold what only this thread may let go.
        each.reset();
    }
}

void workers::stop(bool wait)
{
    std::vector<std::thread> ending;
    {
        std::lock_guard const held{mutex_};
        stopping_ = true;
        hasten([](job const&) { return true; });
        if (is_over()) end_all();
        for (auto& each : lanes_) {
            each.changed.notify_all();
            if (wait)
                std::ranges::move(std::exchange(each.threads, {}), std::back_inserter(ending));
        }
    }
    for (auto& each : ending)
        each.join();
}

workers::figures workers::count() const
{
    std::lock_guard const held{mutex_};
    figures out{.jobs = unfinished_, .queued = blocked_, .blocked = blocked_};
    for (auto const& each : lanes_) {
        out.queued += each.queue.size();
        out.running += each.busy;
        out.threads += each.threads.size();
    }
    return out;
}

}  // namespace bt::disk
