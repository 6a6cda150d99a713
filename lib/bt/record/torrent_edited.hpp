#pragma once

#include <bt/record/field.hpp>

#include <optional>
#include <string>
#include <vector>

/// What an edit did to a torrent.
namespace bt::record {

/// One key that changed.
struct key_change {
    std::string key;
    std::optional<std::string> before;
    std::optional<std::string> after;

    static constexpr std::string_view kind = "key_change";
    static constexpr auto fields();
};

constexpr auto key_change::fields()
{
    using self = key_change;
    return std::tuple{
        field{"key", &self::key, "The key, behind those it lies in and dots: info.private."},
        field{
            "before",
            &self::before,
            "Its value as JSON, as --merge takes it; absent if it was not there."},
        field{"after", &self::after, "The same afterwards; absent if it is not there any more."},
    };
}

/// One torrent that was edited.
struct torrent_edited {
    std::string input;
    std::optional<std::string> path;
    bool changed = false;
    bool written = false;
    std::vector<std::string> keys;
    std::vector<key_change> changes;
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;
    std::optional<std::string> previous_info_hash_v1;
    std::optional<std::string> previous_info_hash_v2;

    static constexpr std::string_view kind = "torrent_edited";
    static constexpr auto fields();
};

constexpr auto torrent_edited::fields()
{
    using self = torrent_edited;
    return std::tuple{
        field{"input", &self::input, "The input as it was given.", column::yes},
        field{
            "path",
            &self::path,
            "The file that is or would be written; absent for standard output.",
            column::yes},
        field{"changed", &self::changed, "Whether any key changed."},
        field{"written", &self::written, "Whether it was written; false in a dry run."},
        field{"info_hash_v1", &self::info_hash_v1, "SHA-1 info-hash, hex (BEP 3).", column::yes},
        field{"info_hash_v2", &self::info_hash_v2, "SHA-256 info-hash, hex (BEP 52).", column::yes},
        field{
            "previous_info_hash_v1",
            &self::previous_info_hash_v1,
            "The info-hash before; present if there is another now."},
        field{
            "previous_info_hash_v2",
            &self::previous_info_hash_v2,
            "The info-hash before; present if there is another now."},
        field{"keys", &self::keys, "The keys that changed.", column::yes},
        field{"changes", &self::changes, "What they changed from and to."},
    };
}

extern template struct BT_API rendering<torrent_edited>;
extern template struct BT_API rendering<key_change>;

}  // namespace bt::record
