#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace bt::cli {

/// Turns the first SIGINT, SIGTERM or SIGHUP into a stop request and the second into an end of
/// the process; remembers SIGUSR1, which asks for a status line. Make it before any other thread:
/// threads inherit the blocked signals. Stop callbacks run on the watching thread, so all they
/// may do is post.
class interrupt {
public:
    /// What SIGHUP asks for: services are told by it to look at their files again.
    enum class on_hangup { stop, reload };
    explicit interrupt(on_hangup what = on_hangup::stop);
    ~interrupt();
    interrupt(interrupt const&) = delete;
    interrupt& operator=(interrupt const&) = delete;
    interrupt(interrupt&&) = delete;
    interrupt& operator=(interrupt&&) = delete;

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }
    /// The signal that asked for the stop; 0 while none has.
    [[nodiscard]] int signal() const { return signal_.load(); }
    /// Whether SIGUSR1 came since the last call.
    [[nodiscard]] bool take_status_request() { return status_wanted_.exchange(false); }
    /// Whether SIGHUP came since the last call; never with on_hangup::stop.
    [[nodiscard]] bool take_reload_request() { return reload_wanted_.exchange(false); }

private:
    void watch();

    on_hangup on_hangup_;
    sigset_t watched_{};
    std::stop_source stop_;
    std::atomic<int> signal_ = 0;
    std::atomic<bool> status_wanted_ = false;
    std::atomic<bool> reload_wanted_ = false;
    std::atomic<bool> leaving_ = false;
    std::thread thread_;
};

}  // namespace bt::cli
