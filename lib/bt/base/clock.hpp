#pragma once

#include <chrono>

namespace bt {

/// The seam for time: whatever decides by the clock takes one of these, so that a test can set it.
struct clock {
    clock() = default;
    virtual ~clock() = default;
    clock(clock const&) = delete;
    clock& operator=(clock const&) = delete;
    clock(clock&&) = delete;
    clock& operator=(clock&&) = delete;

    /// For limits and durations; never jumps.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;
    /// For dates shown to people and written to records.
    [[nodiscard]] virtual std::chrono::system_clock::time_point wall() const = 0;
};

struct system_clock final : clock {
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override
    {
        return std::chrono::steady_clock::now();
    }
    [[nodiscard]] std::chrono::system_clock::time_point wall() const override
    {
        return std::chrono::system_clock::now();
    }
};

/// Seconds since 1970 with a fraction, as records give times.
[[nodiscard]] inline double unix_seconds(std::chrono::system_clock::time_point at)
{
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    return static_cast<double>(duration_cast<milliseconds>(at.time_since_epoch()).count()) / 1000;
}

}  // namespace bt
