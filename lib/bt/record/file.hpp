#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// One file of a torrent.
struct file {
    std::int64_t index = 0;
    std::string path;
    std::int64_t size = 0;
    std::int64_t offset = 0;
    std::int64_t first_piece = 0;
    std::int64_t num_pieces = 0;
    bool pad_file = false;
    std::vector<std::string> attributes;
    std::optional<std::string> symlink;
    std::optional<std::int64_t> mtime;
    std::optional<std::string> root;
    std::optional<std::vector<std::string>> elements;
    std::optional<std::string> torrent;
    std::optional<std::int64_t> progress;
    std::optional<double> progress_ratio;
    std::optional<std::int64_t> priority;

    static constexpr std::string_view kind = "file";
    static constexpr auto fields();
};

constexpr auto file::fields()
{
    using self = file;
    return std::tuple{
        field{"index", &self::index, "Position in the torrent, from 0.", column::yes},
        field{"size", &self::size, "Size.", unit::bytes, column::yes},
        field{"path", &self::path, "Path below the save directory, name included.", column::yes},
        field{"offset", &self::offset, "Where it starts in the piece space.", unit::bytes},
        field{"first_piece", &self::first_piece, "First piece with bytes of it."},
        field{"num_pieces", &self::num_pieces, "Pieces with bytes of it."},
        field{"pad_file", &self::pad_file, "Padding, not content (BEP 47)."},
        field{"attributes", &self::attributes, "hidden, executable, symlink (BEP 47)."},
        field{"symlink", &self::symlink, "Where the symbolic link points (BEP 47)."},
        field{"mtime", &self::mtime, "Modification time.", unit::unix_time},
        field{"root", &self::root, "Root of the file's SHA-256 tree, hex (BEP 52)."},
        field{
            "elements",
            &self::elements,
            "Elements of the path as the torrent has them, where path is not they."},
        field{"torrent", &self::torrent, "The torrent it belongs to: v1 info-hash, else v2."},
        field{
            "progress",
            &self::progress,
            "How much of it is here, in a running session.",
            unit::bytes},
        field{
            "progress_ratio",
            &self::progress_ratio,
            "The same as a share of its size.",
            unit::ratio},
        field{
            "priority",
            &self::priority,
            "In a running session: 0 is not wanted, 4 is usual, 7 is first."},
    };
}

extern template struct BT_API rendering<file>;

}  // namespace bt::record
