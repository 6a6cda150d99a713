#pragma once

#include <bt/base/export.hpp>
#include <bt/disk/file_watch.hpp>

#include <libtorrent/file_storage.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace bt::disk {

/// What the files of a torrent look like now to a reader, by index; what is no regular file counts
/// as missing.
[[nodiscard]] BT_API std::vector<file_stamp>
look(lt::file_storage const& files, std::string const& save_path);

/// Bytes [from, to) of a file.
struct data_range {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

/// The parts of a file that are no holes, in order; all of it where the file system cannot tell.
[[nodiscard]] BT_API std::vector<data_range>
look_for_data(lt::file_storage const& files, std::string const& save_path, lt::file_index_t file);

}  // namespace bt::disk
