#pragma once

#include <bt/base/export.hpp>

#include <libtorrent/alert_types.hpp>

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>

namespace bt::session {

/// Tells trouble with files once. libtorrent says it for every block: 400 times in the seconds
/// that a full disk takes, and again for each request of each peer.
class BT_API file_faults {
public:
    using clock = std::chrono::steady_clock;

    /// Whether this one was not told of this torrent within the last minute.
    [[nodiscard]] bool is_news(lt::file_error_alert const& alert, clock::time_point now);
    /// The torrent was checked anew or goes on: what happens now is another matter.
    void forget(std::uint32_t torrent);

private:
    struct told {
        std::set<std::string> faults;
        clock::time_point since;
    };
    std::unordered_map<std::uint32_t, told> told_;
};

}  // namespace bt::session
