#pragma once

#include <bt/base/file.hpp>

namespace bt::net {

/// Ends the wait of the thread that polls fd(). wake() may be called from any thread.
class waker {
public:
    waker();

    void wake() const noexcept;
    /// Readable from the first wake() on.
    [[nodiscard]] int fd() const { return fd_.get(); }

private:
    unique_fd fd_;
};

}  // namespace bt::net
