#include "tree.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

namespace bt_info {

class tree_walk {
public:
    using node = file_tree::node;

    static void draw(
        node const& of,
        std::string const& branches,
        bool color,
        std::function<void(std::string_view)> const& line)
    {
        for (auto each = of.below.begin(); each != of.below.end(); ++each) {
            bool const last = std::next(each) == of.below.end();
            auto const& below = *each->second;
            line(text_of(each->first, below, branches + (last ? "└── " : "├── "), color));
            if (!below.file) draw(below, branches + (last ? "    " : "│   "), color, line);
        }
    }

    static std::string
    text_of(std::string_view name, node const& of, std::string_view branch, bool color)
    {
        auto const* dim = color ? "\x1b[2m" : "";
        auto const* folder = color && !of.file ? "\x1b[1;34m" : "";
        auto const* off = color ? "\x1b[0m" : "";
        std::string tail;
        if (of.file && of.file->symlink) tail = " -> " + bt::printable(*of.file->symlink);
        if (!of.file) tail = "/";
        return fmt::format(
            "{:>10}  {}{}{}{}{}{}{}",
            bt::format_size(of.size),
            dim,
            branch,
            off,
            folder,
            bt::printable(name),
            off,
            tail);
    }

    static void visit(
        node const& of,
        std::string const& path,
        std::string const& torrent,
        std::function<void(bt::record::folder const&)> const& folder,
        std::function<void(bt::record::file const&)> const& file)
    {
        for (auto const& [name, below] : of.below) {
            if (below->file) {
                file(*below->file);
                continue;
            }
            auto const inner = path.empty() ? name : fmt::format("{}/{}", path, name);
            folder({inner, below->size, below->num_files, torrent});
            visit(*below, inner, torrent, folder, file);
        }
    }
};

void file_tree::add(bt::record::file const& file)
{
    torrent_ = file.torrent.value_or("");
    auto* at = &root_;
    for (auto const name : bt::split(file.path, '/')) {
        auto& below = at->below[std::string{name}];
        if (!below) below = std::make_unique<node>();
        at = below.get();
        at->size += file.size;
        at->num_files += 1;
    }
    at->file = std::make_unique<bt::record::file>(file);
}

void file_tree::draw(std::function<void(std::string_view line)> const& line, bool color) const
{
    for (auto const& [name, below] : root_.below) {
        line(tree_walk::text_of(name, *below, "", color));
        tree_walk::draw(*below, "", color, line);
    }
}

void file_tree::visit(
    std::function<void(bt::record::folder const&)> const& folder,
    std::function<void(bt::record::file const&)> const& file) const
{
    tree_walk::visit(root_, "", torrent_, folder, file);
}

}  // namespace bt_info
