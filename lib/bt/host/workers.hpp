#pragma once

#include <bt/session/session.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <stop_token>

namespace bt::host {

/// Work that must not hold up the session: done on threads of its own, so many pieces at a time.
/// What a piece gives is then called on the session's thread, as all of this is.
class workers {
public:
    /// Neither what is done nor what it gives may throw. The token fires when nobody waits for it
    /// any more.
    using work = std::function<std::function<void()>(std::stop_token)>;

    workers(session::session& on, std::size_t at_a_time);
    ~workers();
    workers(workers const&) = delete;
    workers& operator=(workers const&) = delete;
    workers(workers&&) = delete;
    workers& operator=(workers&&) = delete;

    /// Begins, or waits for its turn.
    void start(work what);
    /// Begins what could not be, where there was no thread to be had.
    void go_on();
    /// Has all of it stop, waits for that, and calls nothing more. The destructor does, too.
    void end();
    /// How many were started and have not ended.
    [[nodiscard]] std::size_t open() const { return running_.size() + queue_.size(); }

private:
    [[nodiscard]] std::future<void>
    begin(std::shared_ptr<work> what, std::list<std::future<void>>::iterator place);

    session::session* session_;
    std::size_t at_a_time_;
    std::stop_source stop_;
    std::deque<std::shared_ptr<work>> queue_;
    std::list<std::future<void>> running_;
};

}  // namespace bt::host
