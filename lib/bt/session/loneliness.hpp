#pragma once

#include <algorithm>
#include <chrono>

namespace bt::session {

/// When a download without a peer asks the DHT again. libtorrent asks every 15 minutes, which is
/// long for whoever comes a moment before the first seed.
class loneliness {
public:
    using time_point = std::chrono::steady_clock::time_point;

    void hear(int num_peers, bool is_finished) { is_alone_ = num_peers == 0 && !is_finished; }

    /// Whether it is to ask now; then that counts as done.
    [[nodiscard]] bool asks(time_point now)
    {
        if (!is_alone_) {
            next_ = {};
            wait_ = shortest;
            return false;
        }
        bool const is_first = next_ == time_point{};
        if (!is_first && now < next_) return false;
        if (!is_first) wait_ = std::min(wait_ * 2, longest);
        next_ = now + wait_;
        return !is_first;
    }

private:
    static constexpr std::chrono::seconds shortest{5};
    static constexpr std::chrono::seconds longest{300};

    bool is_alone_ = true;
    time_point next_;
    std::chrono::seconds wait_ = shortest;
};

}  // namespace bt::session
