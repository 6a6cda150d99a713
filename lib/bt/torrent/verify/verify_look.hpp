#pragma once

#include <bt/base/file.hpp>
#include <bt/torrent/layout/layout.hpp>

#include <sys/stat.h>

#include <string>

namespace bt::torrent {

/// Where the files of a torrent are: an open folder, and what they are called below it.
class content_place {
public:
    /// The folder that has the torrent's own in it. Throws error(incomplete) if it is not there,
    /// error(io) if it cannot be opened.
    [[nodiscard]] static content_place in_folder(std::string const& folder);
    /// The torrent's folder or file itself.
    [[nodiscard]] static content_place at(std::string const& content);

    [[nodiscard]] int folder() const { return folder_.get(); }
    /// Below the folder, of a path in the torrent.
    [[nodiscard]] std::string path_of(std::string const& path) const;
    /// A path in the torrent, of one below the folder.
    [[nodiscard]] std::string torrent_path(std::string const& top, std::string const& path) const;

private:
    explicit content_place(std::string const& folder);

    unique_fd folder_;
    bool has_top_ = true;
    std::string file_name_;
};

/// Looks at one file after the other, and is quick for those of one folder. For one thread.
class looker {
public:
    explicit looker(content_place const& place)
        : place_{&place}
    {
    }

    /// 0 or an errno. Follows links as open_beneath does.
    [[nodiscard]] int look(std::string const& path, struct stat& facts);
    /// The same for the link itself, and where it points; EINVAL if it is none.
    [[nodiscard]] int read_link(std::string const& path, std::string& points_to);

private:
    [[nodiscard]] int enter(std::string const& path);

    content_place const* place_;
    std::string inside_;
    std::string name_;
    unique_fd folder_;
    int trouble_ = -1;  ///< -1: no folder yet
};

}  // namespace bt::torrent
