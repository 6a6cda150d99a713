#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace bt::torrent {

/// What tells that a file is still the one that was looked at.
struct file_stamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t mtime_ns = 0;
    std::int64_t ctime_ns = 0;
    friend bool operator==(file_stamp const&, file_stamp const&) = default;
};

struct source_file {
    std::string path;                     ///< where it is on disk
    std::vector<std::string> components;  ///< below the torrent's folder; raw bytes
    file_stamp stamp;
    bool is_executable = false;

    [[nodiscard]] std::int64_t size() const { return stamp.size; }
};

/// The files of a torrent that is being made. The same tree has the same layout on every machine:
/// files are in the byte order of their path components, which is the order of BEP 52's tree.
struct layout {
    std::string name;  ///< last component of the path
    bool is_single_file = false;
    std::vector<source_file> files;
    std::int64_t total_size = 0;
};

/// Looks at a file or folder; symbolic links are followed, empty folders have no place in a
/// torrent. Throws error(bad_input): unreadable, neither file nor folder, a loop of links, or
/// nothing but empty files.
[[nodiscard]] BT_API layout scan(std::string const& path);

/// The stamp of the file at `path` now. Throws error(io) if it cannot be looked at.
[[nodiscard]] BT_API file_stamp stamp_of(std::string const& path);

}  // namespace bt::torrent
