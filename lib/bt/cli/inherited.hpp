#pragma once

#include <bt/base/file.hpp>

namespace bt::cli {

/// The one socket that a service manager listens on for us (sd_listen_fds(3)): LISTEN_FDS and
/// LISTEN_PID say so, and are gone from the environment after this. Throws error(usage) if there
/// are several, or what is there is no listening Unix stream socket. Empty if there is none.
[[nodiscard]] unique_fd take_inherited_socket();

}  // namespace bt::cli
