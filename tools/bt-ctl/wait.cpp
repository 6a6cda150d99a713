#include "wait.hpp"

#include <bt/base/error.hpp>

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <limits>

namespace bt_ctl {

waiting::waiting(std::stop_token stop)
    : stop_{std::move(stop)}
    , told_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)}
    , on_stop_{stop_, [fd = told_.get()] { (void)::eventfd_write(fd, 1); }}
{
    if (!told_) bt::fail_errno(bt::exit_code::failed, "wait for", "signals");
}

waiting::found
waiting::for_input(int first, int second, std::optional<std::chrono::milliseconds> within) const
{
    std::array<pollfd, 3> all{
        {{.fd = first, .events = POLLIN, .revents = 0},
         {.fd = second, .events = POLLIN, .revents = 0},
         {.fd = told_.get(), .events = POLLIN, .revents = 0}}};
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    int const left =
        within ? static_cast<int>(std::clamp<std::int64_t>(within->count(), 0, most)) : -1;
    int const ready = ::poll(all.data(), all.size(), left);
    found out{.stopped = stop_.stop_requested()};
    if (ready <= 0) return out;
    out.first = all[0].revents != 0;
    out.second = all[1].revents != 0;
    return out;
}

}  // namespace bt_ctl
