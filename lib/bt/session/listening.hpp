#pragma once

#include <string>
#include <vector>

namespace bt::session {

/// "127.0.0.1:6881" of every TCP socket on which this process listens, whoever opened it.
/// libtorrent tells when it opens one, and not when it closes one.
[[nodiscard]] std::vector<std::string> tcp_listeners();

}  // namespace bt::session
