#pragma once

#include <bt/base/export.hpp>

#include <string>
#include <string_view>

namespace bt::torrent {

/// Appends one element of a torrent's path to `path`, after a slash if there is something before
/// it, as libtorrent writes it to disk: without slashes, backslashes and marks that turn the
/// direction of text; with _ for control characters and bytes that are not UTF-8; at most some 240
/// bytes, the extension kept; and "_" where that leaves nothing, "." or "..", so that two folders
/// never become one. Returns whether anything was changed.
BT_API bool append_clean_name(std::string& path, std::string_view element);

/// The same for the name of a torrent of many files; empty where that leaves nothing.
[[nodiscard]] BT_API std::string clean_torrent_name(std::string_view name);

}  // namespace bt::torrent
