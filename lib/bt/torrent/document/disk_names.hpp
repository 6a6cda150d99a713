#pragma once

#include <bt/torrent/document/file_entry.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

/// What the files of a torrent are called on disk, where the torrent alone does not settle it.
namespace bt::torrent {

using every_file = std::function<void(std::function<void(found_file&)> const&)>;

/// Notices when two files, or a file and a folder, would have one name on disk. Costs eight bytes
/// for each file; a false alarm is possible, an oversight is not.
class clash_detector {
public:
    void add(found_file const& file);
    [[nodiscard]] bool found();

private:
    std::vector<std::uint64_t> files_;
    std::vector<std::uint64_t> folders_;
    std::string last_folder_;
};

/// New paths, by index, for files whose path is taken by a folder or an earlier file: ".1", ".2"
/// and so on before the extension. Throws refusal when that takes more than a hundred tries.
[[nodiscard]] std::map<std::int64_t, std::string> settle_clashes(every_file const& files);

/// Where symbolic links point (BEP 47), kept inside of the torrent.
class link_targets {
public:
    /// `folder` is that of the torrent, or empty.
    link_targets(every_file const& files, std::string folder);

    /// The path on disk that the link points to; its own, which leads nowhere, if that is not a
    /// file or folder of the torrent.
    [[nodiscard]] std::string of(found_file const& link) const;

private:
    [[nodiscard]] bool leads_somewhere(std::string path) const;

    std::string folder_;
    std::unordered_set<std::string> paths_;
    std::unordered_map<std::string, std::string> links_;
};

}  // namespace bt::torrent
