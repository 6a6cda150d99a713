#pragma once

#include <bt/record/file.hpp>
#include <bt/record/folder.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace bt_info {

/// The files of a torrent as folders in one another. Folders and files of one folder are in the
/// order of their names.
class file_tree {
public:
    void add(bt::record::file const& file);

    /// Lines for a person: sizes in a column, then branches; `color` dims the branches.
    void draw(std::function<void(std::string_view line)> const& line, bool color) const;
    /// Each folder before what is in it.
    void visit(
        std::function<void(bt::record::folder const&)> const& folder,
        std::function<void(bt::record::file const&)> const& file) const;

private:
    struct node {
        std::map<std::string, std::unique_ptr<node>> below;
        std::unique_ptr<bt::record::file> file;  ///< none in a folder
        std::int64_t size = 0;
        std::int64_t num_files = 0;
    };

    node root_;
    std::string torrent_;

    friend class tree_walk;
};

}  // namespace bt_info
