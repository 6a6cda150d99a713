#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a check of data on disk against a torrent found.
namespace bt::record {

/// One file, compared with what the torrent says.
struct file_check {
    std::string torrent;
    std::int64_t index = 0;
    std::string path;
    std::int64_t size = 0;
    std::string verdict;
    std::optional<std::int64_t> found_size;
    std::optional<std::string> v1;
    std::optional<std::string> v2;
    std::optional<std::int64_t> bad_pieces;
    std::optional<std::string> similar_name;
    std::optional<std::string> reason;

    static constexpr std::string_view kind = "file_check";
    static constexpr auto fields();
};

constexpr auto file_check::fields()
{
    using self = file_check;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent it belongs to: v1 info-hash, else v2."},
        field{"index", &self::index, "Position in the torrent, from 0."},
        field{
            "verdict",
            &self::verdict,
            "ok, corrupt, missing, short, long, unreadable, or unchecked: what could be read "
            "agrees, but some of it shares a v1 piece with a file that is not whole.",
            column::yes},
        field{"size", &self::size, "Size by the torrent.", unit::bytes, column::yes},
        field{"path", &self::path, "Path below the save directory, name included.", column::yes},
        field{"reason", &self::reason, "What is wrong, for a person.", column::yes},
        field{
            "found_size",
            &self::found_size,
            "Size on disk; absent if there is nothing.",
            unit::bytes},
        field{"v1", &self::v1, "What the SHA-1 pieces say: ok, corrupt, unchecked (BEP 3)."},
        field{"v2", &self::v2, "What the SHA-256 tree says: ok, corrupt, unchecked (BEP 52)."},
        field{"bad_pieces", &self::bad_pieces, "Pieces with bytes of it that do not match."},
        field{
            "similar_name",
            &self::similar_name,
            "Path that is there instead and differs in case or Unicode form alone."},
    };
}

/// The bytes of a piece that lie in one file.
struct piece_part {
    std::int64_t index = 0;
    std::string path;
    std::int64_t offset = 0;
    std::int64_t length = 0;

    static constexpr std::string_view kind = "piece_part";
    static constexpr auto fields();
};

constexpr auto piece_part::fields()
{
    using self = piece_part;
    return std::tuple{
        field{"index", &self::index, "Position of the file in the torrent, from 0."},
        field{"path", &self::path, "Path of the file."},
        field{"offset", &self::offset, "Where the piece starts in the file.", unit::bytes},
        field{"length", &self::length, "How much of the file is in it.", unit::bytes},
    };
}

/// One piece by one of its hashes.
struct piece_check {
    std::string torrent;
    std::int64_t piece = 0;
    std::string format;
    std::string verdict;
    std::vector<piece_part> files;
    std::string expected;
    std::optional<std::string> actual;

    static constexpr std::string_view kind = "piece_check";
    static constexpr auto fields();
};

constexpr auto piece_check::fields()
{
    using self = piece_check;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent it belongs to: v1 info-hash, else v2."},
        field{"verdict", &self::verdict, "ok, corrupt or unchecked.", column::yes},
        field{"piece", &self::piece, "Number of the piece, from 0.", column::yes},
        field{"format", &self::format, "v1 or v2: which hash it was compared with.", column::yes},
        field{"files", &self::files, "The files with bytes of it, in torrent order.", column::yes},
        field{"expected", &self::expected, "Hash by the torrent, hex.", column::yes},
        field{"actual", &self::actual, "Hash of what is on disk, hex; present if it differs."},
    };
}

/// One torrent, when all of it has been compared.
struct torrent_check {
    std::string input;
    std::string torrent;
    std::optional<std::string> name;
    std::string verdict;
    std::int64_t exit_code = 0;
    std::int64_t num_files = 0;
    std::int64_t total_size = 0;
    std::int64_t checked_bytes = 0;
    std::int64_t ok = 0;
    std::int64_t corrupt = 0;
    std::int64_t missing = 0;
    std::int64_t too_short = 0;
    std::int64_t too_long = 0;
    std::int64_t unreadable = 0;
    std::int64_t unchecked = 0;
    std::int64_t bad_pieces = 0;
    bool complete = true;

    static constexpr std::string_view kind = "torrent_check";
    static constexpr auto fields();
};

constexpr auto torrent_check::fields()
{
    using self = torrent_check;
    return std::tuple{
        field{"input", &self::input, "The input as it was given."},
        field{"torrent", &self::torrent, "Key of the torrent: v1 info-hash, else v2."},
        field{"name", &self::name, "Name of the torrent.", column::yes},
        field{
            "verdict",
            &self::verdict,
            "ok, or the worst of its files; of several kinds the one that decides the status.",
            column::yes},
        field{"exit_code", &self::exit_code, "The exit status it would have been alone."},
        field{"num_files", &self::num_files, "Files asked for, without padding.", column::yes},
        field{"total_size", &self::total_size, "Their size.", unit::bytes, column::yes},
        field{
            "checked_bytes",
            &self::checked_bytes,
            "How much of that was read and compared with a hash.",
            unit::bytes},
        field{"ok", &self::ok, "Files that are as the torrent says."},
        field{"corrupt", &self::corrupt, "Files that do not match their hashes."},
        field{"missing", &self::missing, "Files that are not there."},
        field{"short", &self::too_short, "Files that lack their end."},
        field{"long", &self::too_long, "Files with more than their content."},
        field{"unreadable", &self::unreadable, "Files that could not be read."},
        field{"unchecked", &self::unchecked, "Files of which some bytes could not be proved."},
        field{"bad_pieces", &self::bad_pieces, "Pieces that do not match; v1 and v2 count apart."},
        field{
            "complete",
            &self::complete,
            "False if the check was stopped before its end: nothing is known of the rest."},
    };
}

extern template struct BT_API rendering<file_check>;
extern template struct BT_API rendering<piece_check>;
extern template struct BT_API rendering<torrent_check>;
extern template struct BT_API rendering<piece_part>;

}  // namespace bt::record
