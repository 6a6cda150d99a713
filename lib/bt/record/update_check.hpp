#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// What the update URL of a torrent says (BEP 39).
struct update_check {
    std::string torrent;
    std::optional<std::string> name;
    std::string url;
    std::int64_t status = 0;
    bool is_updated = false;
    std::optional<std::string> newer_name;
    std::optional<std::string> newer_info_hash_v1;
    std::optional<std::string> newer_info_hash_v2;
    std::string input;

    static constexpr std::string_view kind = "update_check";
    static constexpr auto fields();
};

constexpr auto update_check::fields()
{
    using self = update_check;
    return std::tuple{
        field{
            "torrent",
            &self::torrent,
            "Key of the torrent: v1 info-hash where there is one, else v2, in hex.",
            column::yes},
        field{"name", &self::name, "Its name.", column::yes},
        field{
            "url",
            &self::url,
            "What was asked, info-hash included: the newer torrent is fetched from there.",
            column::yes},
        field{"status", &self::status, "The HTTP status of the answer."},
        field{
            "is_updated",
            &self::is_updated,
            "Whether another torrent takes its place.",
            column::yes},
        field{"newer_name", &self::newer_name, "The name of that one."},
        field{"newer_info_hash_v1", &self::newer_info_hash_v1, "Its SHA-1 info-hash, hex."},
        field{"newer_info_hash_v2", &self::newer_info_hash_v2, "Its SHA-256 info-hash, hex."},
        field{"input", &self::input, "The input as it was given."},
    };
}

extern template struct BT_API rendering<update_check>;

}  // namespace bt::record
