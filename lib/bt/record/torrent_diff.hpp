#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// One key in which two torrents differ.
struct key_diff {
    std::string key;
    std::string change;
    std::optional<std::string> a;
    std::optional<std::string> b;

    static constexpr std::string_view kind = "key_diff";
    static constexpr auto fields();
};

constexpr auto key_diff::fields()
{
    using self = key_diff;
    return std::tuple{
        field{"change", &self::change, "added, removed or changed, from a to b.", column::yes},
        field{"key", &self::key, "The key; info.NAME is in the info dictionary.", column::yes},
        field{"a", &self::a, "Its value in a, as JSON, unless that is long.", column::yes},
        field{"b", &self::b, "Its value in b, as JSON, unless that is long.", column::yes},
    };
}

/// One file in which two torrents differ.
struct file_diff {
    std::string path;
    std::string change;
    std::optional<std::int64_t> size_a;
    std::optional<std::int64_t> size_b;

    static constexpr std::string_view kind = "file_diff";
    static constexpr auto fields();
};

constexpr auto file_diff::fields()
{
    using self = file_diff;
    return std::tuple{
        field{
            "change",
            &self::change,
            "added, removed, or changed in size or content, from a to b.",
            column::yes},
        field{"path", &self::path, "Path without the torrent's folder.", column::yes},
        field{"size_a", &self::size_a, "Its size in a.", unit::bytes, column::yes},
        field{"size_b", &self::size_b, "Its size in b.", unit::bytes, column::yes},
    };
}

/// How two torrents compare (bt-info --diff).
struct torrent_diff {
    std::string a;
    std::string b;
    bool same_bytes = false;
    bool same_info = false;
    std::optional<bool> same_content;
    std::string reason;
    std::vector<std::string> keys;
    std::int64_t num_files_differ = 0;

    static constexpr std::string_view kind = "torrent_diff";
    static constexpr auto fields();
};

constexpr auto torrent_diff::fields()
{
    using self = torrent_diff;
    return std::tuple{
        field{"a", &self::a, "The first input.", column::yes},
        field{"b", &self::b, "The second input.", column::yes},
        field{"same_bytes", &self::same_bytes, "The files are the same.", column::yes},
        field{"same_info", &self::same_info, "The info-hashes are the same.", column::yes},
        field{
            "same_content",
            &self::same_content,
            "The files in them are the same, by their hashes; absent where those cannot tell.",
            column::yes},
        field{"reason", &self::reason, "By what the content was compared.", column::yes},
        field{"keys", &self::keys, "Keys that differ."},
        field{"num_files_differ", &self::num_files_differ, "Files that differ.", column::yes},
    };
}

extern template struct BT_API rendering<torrent_diff>;
extern template struct BT_API rendering<key_diff>;
extern template struct BT_API rendering<file_diff>;

}  // namespace bt::record
