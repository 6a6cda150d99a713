#pragma once

#include <bt/base/exit_code.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

namespace bt_add {

/// Limits on the phases of one download; zero is none.
struct limits {
    std::chrono::milliseconds metadata{0};  ///< until the info dictionary is there
    std::chrono::milliseconds peer{0};      ///< until the first peer is connected
    std::chrono::milliseconds stall{0};     ///< without a byte of content
    std::chrono::milliseconds deadline{0};  ///< for everything
    std::int64_t min_rate = 0;              ///< bytes a second, over min_rate_time
    std::chrono::milliseconds min_rate_time{0};
};

/// How much content came in the last while.
class rate_window {
public:
    void note(std::chrono::milliseconds now, std::int64_t total_bytes);
    /// Bytes a second over the last `length`; nothing before that much time has passed.
    [[nodiscard]] std::optional<std::int64_t> rate_over(std::chrono::milliseconds length);
    void start_over() { points_.clear(); }

private:
    struct point {
        std::chrono::milliseconds at;
        std::int64_t bytes;
    };
    std::deque<point> points_;
};

/// How far a download is; times are since the start of the run.
struct standing {
    std::chrono::milliseconds now{0};
    std::chrono::milliseconds started{0};
    std::chrono::milliseconds last_progress{0};  ///< content came, or a phase ended
    bool has_metadata = false;
    bool ever_had_peer = false;
    bool is_checking = false;
    std::optional<std::int64_t> rate;  ///< over min_rate_time
};

struct limit_row {
    std::string_view reason;  ///< the summary's word
    bt::exit_code code;
    std::string_view sentence;
};

/// The limit that has passed, if one has.
[[nodiscard]] std::optional<limit_row> limit_passed(limits const& given, standing const& at);

/// When giving back has been enough; nothing of it: never.
struct seed_goals {
    std::optional<double> ratio;  ///< sent over size
    std::chrono::milliseconds time{0};
};

/// How much was given back.
struct given_back {
    std::int64_t sent_bytes = 0;
    std::int64_t size_bytes = 0;
    std::chrono::milliseconds since_complete{0};
};

/// The goal that is reached, "ratio" or "seed_time"; empty while none is.
[[nodiscard]] std::string_view goal_reached(seed_goals const& goals, given_back const& so_far);

}  // namespace bt_add
