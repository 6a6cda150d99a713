#include "interrupt.hpp"

#include <pthread.h>

#include <cstdlib>

namespace bt::cli {

interrupt::interrupt()
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
    for (;;) {
        int number = 0;
        if (sigwait(&watched_, &number) != 0) continue;
        if (leaving_) return;
        if (number == SIGUSR1) {
            status_wanted_ = true;
            continue;
        }
        int none = 0;
        signal_.compare_exchange_strong(none, number);
        if (!stop_.request_stop()) std::_Exit(128 + number);
    }
}

}  // namespace bt::cli
