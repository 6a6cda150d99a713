#pragma once

#include <bt/cli/io.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace bt::cli {

/// What a progress line shows; what is unknown is left out.
struct progress_state {
    std::string what;  ///< any bytes; made safe here
    double ratio = 0;  ///< 0 to 1
    std::int64_t done_bytes = 0;
    std::int64_t total_bytes = 0;
    std::optional<std::int64_t> rate;  ///< bytes a second
    std::optional<std::chrono::seconds> eta;
    std::string extra;  ///< "3 peers"
};

/// The state of work that has a known size, with the rate since its start and the time left.
[[nodiscard]] progress_state
paced(std::string what, std::int64_t done, std::int64_t total, std::chrono::milliseconds spent);

/// A line on a terminal, or one for each of several works, redrawn at most five times a second and
/// wiped at the end. Draws nothing at all when made with `draw` false.
class progress_line {
public:
    progress_line(io& streams, bool draw);
    ~progress_line();
    progress_line(progress_line const&) = delete;
    progress_line& operator=(progress_line const&) = delete;
    progress_line(progress_line&&) = delete;
    progress_line& operator=(progress_line&&) = delete;

    void show(progress_state const& state) { show(std::span{&state, 1}); }
    /// As many lines as the terminal has room for.
    void show(std::span<progress_state const> states);
    /// Whether show() would draw now; spares the work of making states.
    [[nodiscard]] bool is_due() const;
    /// Takes the lines away, so that a message can be printed.
    void wipe();

private:
    io* streams_;
    bool draw_;
    std::size_t lines_ = 0;  // that are visible
    std::chrono::steady_clock::time_point last_;
};

/// The line's text in at most `columns`.
[[nodiscard]] std::string progress_text(progress_state const& state, std::size_t columns);

}  // namespace bt::cli
