#pragma once

#include <bt/base/export.hpp>
#include <bt/disk/file_watch.hpp>

#include <libtorrent/file_storage.hpp>

#include <string>
#include <vector>

namespace bt::disk {

/// What the files of a torrent look like now to a reader, by index; what is no regular file counts
/// as missing.
[[nodiscard]] BT_API std::vector<file_stamp>
look(lt::file_storage const& files, std::string const& save_path);

}  // namespace bt::disk
