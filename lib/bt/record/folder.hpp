#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// A folder of a torrent with all that is below it (bt-info --tree).
struct folder {
    std::string path;
    std::int64_t size = 0;
    std::int64_t num_files = 0;
    std::optional<std::string> torrent;

    static constexpr std::string_view kind = "folder";
    static constexpr auto fields();
};

constexpr auto folder::fields()
{
    using self = folder;
    return std::tuple{
        field{"num_files", &self::num_files, "Files in it and below.", column::yes},
        field{"size", &self::size, "Sum of their sizes.", unit::bytes, column::yes},
        field{"path", &self::path, "Path below the save directory.", column::yes},
        field{"torrent", &self::torrent, "The torrent it belongs to: v1 info-hash, else v2."},
    };
}

extern template struct BT_API rendering<folder>;

}  // namespace bt::record
