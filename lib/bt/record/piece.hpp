#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// One piece of a torrent and its hashes (bt-info --pieces).
struct piece {
    std::int64_t index = 0;
    std::int64_t offset = 0;
    std::int64_t size = 0;
    std::optional<std::string> hash_v1;
    std::optional<std::string> hash_v2;
    std::optional<std::int64_t> file;
    std::optional<std::string> torrent;

    static constexpr std::string_view kind = "piece";
    static constexpr auto fields();
};

constexpr auto piece::fields()
{
    using self = piece;
    return std::tuple{
        field{"index", &self::index, "Number of the piece, from 0.", column::yes},
        field{"offset", &self::offset, "Where it starts.", unit::bytes, column::yes},
        field{"size", &self::size, "Its size; the last may be short.", unit::bytes, column::yes},
        field{"hash_v1", &self::hash_v1, "SHA-1 of the piece, hex (BEP 3).", column::yes},
        field{
            "hash_v2",
            &self::hash_v2,
            "SHA-256 root of the piece, hex; of a file of one piece, that of the file (BEP 52).",
            column::yes},
        field{"file", &self::file, "First file with bytes of it.", column::yes},
        field{"torrent", &self::torrent, "The torrent it belongs to: v1 info-hash, else v2."},
    };
}

extern template struct BT_API rendering<piece>;

}  // namespace bt::record
