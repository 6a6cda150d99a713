#include "interrupt.hpp"

#include <pthread.h>

#include <chrono>
#include <cstdlib>

namespace bt::cli {

interrupt::interrupt(on_hangup what)
    : on_hangup_{what}
{
    sigemptyset(&watched_);
    for (int const each : {SIGINT, SIGTERM, SIGHUP, SIGUSR1})
        sigaddset(&watched_, each);
    // nohup's wish is kept: an ignored SIGHUP stays ignored.
    struct sigaction hangup {};
    if (::sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler == SIG_IGN)
        sigdelset(&watched_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
    thread_ = std::thread{[this] { watch(); }};
}

interrupt::~interrupt()
{
    leaving_ = true;
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
}

void interrupt::watch()
{
    std::chrono::steady_clock::time_point first;
    for (;;) {
        int number = 0;
        if (sigwait(&watched_, &number) != 0) continue;
        if (leaving_) return;
        if (number == SIGUSR1) {
            status_wanted_ = true;
            continue;
        }
        if (number == SIGHUP && on_hangup_ == on_hangup::reload) {
            reload_wanted_ = true;
            continue;
        }
        // timeout(1) signals a process and then its group, so each comes twice at once.
        constexpr std::chrono::milliseconds echo{200};
        auto const now = std::chrono::steady_clock::now();
        int none = 0;
        if (signal_.compare_exchange_strong(none, number)) first = now;
        if (!stop_.request_stop() && now - first >= echo) std::_Exit(128 + number);
    }
}

}  // namespace bt::cli
