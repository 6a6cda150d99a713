#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// What a program of the user's reads on standard input when something happened.
struct hook {
    std::string event;
    std::optional<std::string> cause;
    std::string torrent;
    std::optional<std::string> name;
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;
    std::string save_path;
    std::optional<std::string> path;
    std::vector<std::string> files;
    std::optional<std::int64_t> total_size;
    std::optional<std::string> session;
    std::optional<std::string> category;
    std::vector<std::string> tags;
    std::string input;

    static constexpr std::string_view kind = "hook";
    static constexpr auto fields();
};

constexpr auto hook::fields()
{
    using self = hook;
    return std::tuple{
        field{"event", &self::event, "What happened, by the name of the event.", column::yes},
        field{
            "cause",
            &self::cause,
            "Of torrent_finished: downloaded, or already_complete if nothing had to be fetched."},
        field{
            "torrent",
            &self::torrent,
            "Key of the torrent: v1 info-hash where there is one, else v2, in hex.",
            column::yes},
        field{"name", &self::name, "Its name.", column::yes},
        field{"info_hash_v1", &self::info_hash_v1, "SHA-1 info-hash, hex."},
        field{"info_hash_v2", &self::info_hash_v2, "SHA-256 info-hash, hex."},
        field{"save_path", &self::save_path, "Folder its files are below, as an absolute path."},
        field{
            "path",
            &self::path,
            "The file that the event is about, or the torrent's own file or folder, as an absolute "
            "path.",
            column::yes},
        field{"files", &self::files, "The files that were wanted, below the save path."},
        field{"total_size", &self::total_size, "Size of what was wanted.", unit::bytes},
        field{"session", &self::session, "The named session, if there is one."},
        field{"category", &self::category, "Its category."},
        field{"tags", &self::tags, "Its tags."},
        field{"input", &self::input, "The input that named the torrent."},
    };
}

extern template struct BT_API rendering<hook>;

}  // namespace bt::record
