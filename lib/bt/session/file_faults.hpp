#pragma once

#include <bt/base/export.hpp>

#include <libtorrent/error_code.hpp>
#include <libtorrent/operations.hpp>

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bt::session {

/// What a file_error_alert says.
struct file_fault {
    std::uint32_t torrent = 0;
    std::string_view path;
    lt::operation_t operation = lt::operation_t::unknown;
    lt::error_code reason;
};

/// Tells trouble with files once. libtorrent says it for every block: 400 times in the seconds
/// that a full disk takes, and again for each request of each peer.
class BT_API file_faults {
public:
    using clock = std::chrono::steady_clock;

    /// Whether this one was not told of this torrent within the last minute.
    [[nodiscard]] bool is_news(file_fault const& what, clock::time_point now);
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
