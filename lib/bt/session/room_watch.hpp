#pragma once

#include <bt/base/export.hpp>

#include <libtorrent/error_code.hpp>
#include <libtorrent/torrent_handle.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

namespace bt::session {

/// Lets torrents that met a full disk go on when there is room. libtorrent would try again after
/// ten minutes, and only torrents that it manages.
class BT_API room_watch {
public:
    using clock = std::chrono::steady_clock;
    using free_bytes_at = std::function<std::int64_t(std::string const& folder)>;

    /// Empty: asks the file system.
    explicit room_watch(free_bytes_at free_bytes = {});

    /// Remembers the torrent if this is about a full disk.
    void on_error(
        lt::torrent_handle const& torrent,
        lt::error_code const& reason,
        std::string const& save_path);
    /// Looks at most once a second; gives the torrents that may write again.
    void look(clock::time_point now);
    void forget(std::uint32_t torrent);
    [[nodiscard]] bool is_waiting(std::uint32_t torrent) const { return full_.contains(torrent); }

private:
    struct waiting {
        lt::torrent_handle handle;
        std::string folder;
        std::int64_t free_bytes = 0;  ///< when it was full
        clock::time_point since;
    };
    free_bytes_at free_bytes_;
    std::unordered_map<std::uint32_t, waiting> full_;
    clock::time_point next_look_{};
};

}  // namespace bt::session
