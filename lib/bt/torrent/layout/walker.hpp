#pragma once

#include <bt/torrent/layout/layout.hpp>

#include <sys/stat.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bt::torrent {

/// Collects files depth first; names of one folder in byte order make the whole list so.
class walker {
public:
    walker(scan_request const& request, layout& into);

    /// The path of the command line: what is below it is the torrent's content.
    void walk(std::string const& path);
    /// The same as an entry of the torrent's folder, under its own name.
    void walk_entry(std::string const& path, std::string const& name);
    /// A path below a folder, as a list names it.
    void walk_listed(std::string const& folder, std::string const& entry);

private:
    /// What is looked at, relative to an open folder so that each look is short.
    struct place {
        int folder;        ///< or AT_FDCWD
        char const* name;  ///< within it
    };
    void visit(place at, file_rules::state above, bool is_named);
    void visit_link(place at, struct stat const& facts);
    void take(struct stat const& facts, std::string target);
    void enter(place at, struct stat const& facts, file_rules::state state);

    [[nodiscard]] std::string_view inside() const;

    scan_request const* request_;
    layout* into_;
    std::string path_;           ///< of what is being visited
    std::size_t inside_at_ = 0;  ///< where in path_ the part below the torrent's folder begins
    std::vector<std::pair<dev_t, ino_t>> above_;
};

/// Turns what a link says into a path below the torrent's folder; nothing if it leads elsewhere.
/// `link` is the link's own path there.
[[nodiscard]] BT_API std::string link_target(std::string_view link, std::string_view says);

}  // namespace bt::torrent
