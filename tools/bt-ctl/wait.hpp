#pragma once

#include <bt/base/file.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace bt_ctl {

/// Waits until a descriptor can be read from, a signal asks for the end, or the time is over.
class waiting {
public:
    explicit waiting(std::stop_token stop);

    struct found {
        bool first = false;  ///< can be read from
        bool second = false;
        bool stopped = false;
    };
    /// A descriptor below 0 is none. Comes back early, with nothing, for other signals.
    [[nodiscard]] found
    for_input(int first, int second, std::optional<std::chrono::milliseconds> within) const;

private:
    std::stop_token stop_;
    bt::unique_fd told_;  // an event that is there once the end is asked for
    std::stop_callback<std::function<void()>> on_stop_;
};

}  // namespace bt_ctl
