#pragma once

#include <cstdint>

namespace bt {

/// How one torrent is to behave, in plain values: the command line fills it, the session turns it
/// into libtorrent's parameters. The truth values are libtorrent's torrent_flags.
struct torrent_options {
    bool sequential_download = false;
    bool seed_mode = false;
    bool upload_mode = false;
    bool share_mode = false;
    bool super_seeding = false;
    bool paused = false;
    bool auto_managed = false;
    bool ignore_ip_filter = false;  ///< not apply_ip_filter
    /// Files get all of their room at once, not as they grow.
    bool allocate = false;
    std::int64_t down_bytes_per_second = 0;  ///< 0 is no limit, here and below
    std::int64_t up_bytes_per_second = 0;
    int max_connections = 0;
    int max_uploads = 0;  ///< peers that are served at a time
};

}  // namespace bt
