#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// A file that a web seed has in another size than the torrent.
struct size_difference {
    std::string path;
    std::int64_t expected = 0;
    std::int64_t found = 0;

    static constexpr std::string_view kind = "size_difference";
    static constexpr auto fields();
};

constexpr auto size_difference::fields()
{
    using self = size_difference;
    return std::tuple{
        field{"path", &self::path, "Path of the file."},
        field{"expected", &self::expected, "Size by the torrent.", unit::bytes},
        field{"found", &self::found, "Size by the server.", unit::bytes},
    };
}

/// What a web seed delivers, compared with what the torrent says (BEP 17, BEP 19).
struct web_seed_check {
    std::string torrent;
    std::optional<std::string> name;
    std::string url;
    std::string type;
    bool ok = false;
    std::optional<std::int64_t> status;
    std::optional<bool> ranges;
    std::optional<bool> sizes_ok;
    std::vector<size_difference> wrong_sizes;
    std::int64_t pieces_checked = 0;
    std::int64_t pieces_wrong = 0;
    std::int64_t received_bytes = 0;
    double elapsed = 0;
    std::optional<std::int64_t> rate;
    std::optional<std::string> error;
    std::string input;

    static constexpr std::string_view kind = "web_seed_check";
    static constexpr auto fields();
};

constexpr auto web_seed_check::fields()
{
    using self = web_seed_check;
    return std::tuple{
        field{
            "torrent",
            &self::torrent,
            "The torrent it belongs to: v1 info-hash, else v2.",
            column::yes},
        field{"name", &self::name, "Name of the torrent."},
        field{"ok", &self::ok, "All that was looked at is as the torrent says.", column::yes},
        field{"status", &self::status, "HTTP status of the last answer.", column::yes},
        field{
            "ranges",
            &self::ranges,
            "Parts of files can be had; absent if that was not seen.",
            column::yes},
        field{
            "sizes_ok",
            &self::sizes_ok,
            "The files that were looked at have their sizes; absent if none was.",
            column::yes},
        field{"wrong_sizes", &self::wrong_sizes, "Files that have another size."},
        field{
            "pieces_checked",
            &self::pieces_checked,
            "Pieces that were fetched and hashed.",
            column::yes},
        field{"pieces_wrong", &self::pieces_wrong, "Those of them that do not match.", column::yes},
        field{"received_bytes", &self::received_bytes, "Content received.", unit::bytes},
        field{"elapsed", &self::elapsed, "How long the check took.", unit::seconds, column::yes},
        field{
            "rate",
            &self::rate,
            "Content received over that time; absent if none was.",
            unit::bytes_per_second,
            column::yes},
        field{"type", &self::type, "url_seed (BEP 19) or http_seed (BEP 17).", column::yes},
        field{"url", &self::url, "URL as the torrent gives it.", column::yes},
        field{"error", &self::error, "What is wrong, for a person.", column::yes},
        field{"input", &self::input, "The command-line argument it came from."},
    };
}

extern template struct BT_API rendering<web_seed_check>;
extern template struct BT_API rendering<size_difference>;

}  // namespace bt::record
