#include "waker.hpp"

#include <bt/base/error.hpp>

#include <sys/eventfd.h>

namespace bt::net {

waker::waker()
    : fd_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)}
{
    if (!fd_) fail_errno(exit_code::failed, "make", "an event descriptor");
}

void waker::wake() const noexcept
{
    (void)::eventfd_write(fd_.get(), 1);
}

}  // namespace bt::net
