#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/layout/file_rules.hpp>

#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
    std::string path;             ///< where it is on disk
    std::uint32_t inside_at = 0;  ///< where in `path` the part below the torrent's folder begins
    bool is_executable = false;
    file_stamp stamp;
    /// Of a stored symbolic link, what it leads to, below the torrent's folder; else empty.
    std::string target;

    /// Components with slashes between, raw bytes; empty for a torrent of a single file.
    [[nodiscard]] std::string_view inside() const
    {
        return std::string_view{path}.substr(inside_at);
    }
    [[nodiscard]] bool is_link() const { return !target.empty(); }
    [[nodiscard]] std::int64_t size() const { return is_link() ? 0 : stamp.size; }
};

/// The files of a torrent that is being made. The same tree has the same layout on every machine:
/// files are in the byte order of their path components, which is the order of BEP 52's tree.
struct layout {
    std::string name;  ///< last component of the path; empty if there were several paths
    bool is_single_file = false;
    std::vector<source_file> files;
    std::int64_t total_size = 0;
    std::int64_t hidden = 0;    ///< files and folders left out for the dot in front
    std::int64_t links = 0;     ///< symbolic links left out
    std::int64_t excluded = 0;  ///< files and folders left out by rules
};

/// What becomes of a symbolic link below the path; the path itself may always be one.
enum class link_policy {
    follow,  ///< what it leads to is taken in its place
    store,   ///< it stays a link (BEP 47); it must lead to something below the torrent's folder
    skip,
};

struct scan_request {
    /// One is the torrent's content; several become entries of the torrent's folder.
    std::vector<std::string> paths;
    /// Only these, below the one path; a folder stands for all that is in it.
    std::optional<std::vector<std::string>> list;
    file_rules rules;
    bool hidden = false;  ///< also what begins with a dot; rules and lists can name it too
    link_policy links = link_policy::follow;
};

/// Looks at files and folders; empty folders have no place in a torrent. Throws
/// error(bad_input): unreadable, neither file nor folder, a loop of links, two files of one name,
/// or nothing but empty files.
[[nodiscard]] BT_API layout scan(scan_request const& request);

/// The stamp of the file at `path` now, or of the link itself. Throws error(io) if it cannot be
/// looked at.
[[nodiscard]] BT_API file_stamp stamp_of(std::string const& path, bool of_link = false);

[[nodiscard]] file_stamp stamp_from(struct stat const& facts);

/// The order of path components, each byte by byte: "a/b" comes before "a.b".
[[nodiscard]] BT_API bool precedes(std::string_view inside, std::string_view other);

}  // namespace bt::torrent
