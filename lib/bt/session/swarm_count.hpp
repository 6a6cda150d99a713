#pragma once

#include <cstdint>

namespace bt::session {

/// Who else has a torrent, as its peers say themselves.
struct swarm_count {
    /// Peers that had all of it, now or before; each counts once, by its peer id (BEP 3).
    std::int64_t completed = 0;
    std::int64_t seeds = 0;  ///< of these, connected now
    /// Copies among the connected peers, without ours: the pieces that are rarest there, and the
    /// share of pieces that are there once more (libtorrent's distributed_copies).
    double copies = 0;
};

}  // namespace bt::session
