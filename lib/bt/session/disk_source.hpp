#pragma once

#include <libtorrent/session_params.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace bt::session {

/// A disk of somebody else's for a session.
struct disk_source {
    lt::disk_io_constructor_type make;
    /// How much room it has at a folder; called on the thread of run(). Empty: what the file system
    /// of the folder says.
    std::function<std::int64_t(std::string const& folder)> free_bytes;
};

}  // namespace bt::session
