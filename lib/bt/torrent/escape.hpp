#pragma once

#include <string>
#include <string_view>

namespace bt::torrent {

/// RFC 3986 unreserved characters stay; all else is escaped, so that a link is one word for any
/// shell, browser and terminal.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace bt::torrent
