#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// Lines that say how a run went.
namespace bt::record {

/// An input of a list that failed; the run goes on.
struct input_error {
    std::string input;
    std::int64_t code = 0;
    std::string message;

    static constexpr std::string_view kind = "error";
    static constexpr auto fields();
};

constexpr auto input_error::fields()
{
    using self = input_error;
    return std::tuple{
        field{"input", &self::input, "The input as it was given.", column::yes},
        field{"code", &self::code, "The exit status it would have been alone.", column::yes},
        field{"message", &self::message, "One sentence.", column::yes},
    };
}

/// A .torrent file that was saved.
struct torrent_saved {
    std::string torrent;
    std::string path;
    std::int64_t size = 0;

    static constexpr std::string_view kind = "torrent_saved";
    static constexpr auto fields();
};

constexpr auto torrent_saved::fields()
{
    using self = torrent_saved;
    return std::tuple{
        field{
            "torrent",
            &self::torrent,
            "Key of the torrent: v1 info-hash where there is one, else v2, in hex.",
            column::yes},
        field{"path", &self::path, "Where it is.", column::yes},
        field{"size", &self::size, "Size of the .torrent file.", unit::bytes, column::yes},
    };
}

/// A file that need not come: it was here under another path.
struct file_reused {
    std::string torrent;
    std::string path;
    std::string from;
    std::int64_t size = 0;

    static constexpr std::string_view kind = "file_reused";
    static constexpr auto fields();
};

constexpr auto file_reused::fields()
{
    using self = file_reused;
    return std::tuple{
        field{
            "torrent",
            &self::torrent,
            "Key of the torrent: v1 info-hash where there is one, else v2, in hex.",
            column::yes},
        field{"path", &self::path, "Path below the save directory, name included.", column::yes},
        field{"from", &self::from, "The file that it was copied from.", column::yes},
        field{"size", &self::size, "Its size.", unit::bytes, column::yes},
    };
}

/// The last line of every long-running tool, on every way out.
struct summary {
    std::string reason;
    std::int64_t exit_code = 0;
    double duration = 0;
    std::optional<std::string> message;
    std::optional<std::int64_t> torrents;
    std::optional<std::int64_t> finished;
    std::optional<std::int64_t> failed;
    std::optional<std::int64_t> total_size;
    std::optional<std::int64_t> total_payload_download;
    std::optional<std::int64_t> total_payload_upload;
    std::optional<std::int64_t> total_failed_bytes;
    std::optional<std::int64_t> average_download_rate;
    std::optional<std::int64_t> alerts_dropped;
    std::optional<std::int64_t> num_files;
    std::optional<std::int64_t> bad_files;
    std::optional<std::int64_t> bad_pieces;
    std::optional<std::int64_t> checked_bytes;
    std::optional<std::int64_t> feeds;
    std::optional<std::int64_t> feed_items;

    static constexpr std::string_view kind = "summary";
    static constexpr auto fields();
};

constexpr auto summary::fields()
{
    using self = summary;
    return std::tuple{
        field{"reason", &self::reason, "Why it ended, as one word.", column::yes},
        field{"exit_code", &self::exit_code, "The exit status that follows.", column::yes},
        field{"duration", &self::duration, "Length of the run.", unit::seconds, column::yes},
        field{"message", &self::message, "The sentence on standard error, if there was one."},
        field{"torrents", &self::torrents, "Torrents asked for.", column::yes},
        field{"finished", &self::finished, "Torrents that are complete.", column::yes},
        field{"failed", &self::failed, "Inputs that failed.", column::yes},
        field{
            "total_size",
            &self::total_size,
            "Size of what was asked for, as far as known.",
            unit::bytes,
            column::yes},
        field{
            "total_payload_download",
            &self::total_payload_download,
            "Content received in this run.",
            unit::bytes,
            column::yes},
        field{
            "total_payload_upload",
            &self::total_payload_upload,
            "Content sent in this run.",
            unit::bytes,
            column::yes},
        field{
            "total_failed_bytes",
            &self::total_failed_bytes,
            "Content received that did not match its hash.",
            unit::bytes},
        field{
            "average_download_rate",
            &self::average_download_rate,
            "Content received over the time the download took.",
            unit::bytes_per_second},
        field{
            "alerts_dropped",
            &self::alerts_dropped,
            "Kinds of events lost because the queue was full; absent if none."},
        field{"num_files", &self::num_files, "Files that were compared with their torrents."},
        field{"bad_files", &self::bad_files, "Files that are not as their torrents say."},
        field{"bad_pieces", &self::bad_pieces, "Pieces that do not match; v1 and v2 count apart."},
        field{
            "checked_bytes",
            &self::checked_bytes,
            "Content read and compared with a hash.",
            unit::bytes},
        field{"feeds", &self::feeds, "Feeds that are followed."},
        field{"feed_items", &self::feed_items, "Items of feeds that were told."},
    };
}

extern template struct BT_API rendering<torrent_saved>;
extern template struct BT_API rendering<file_reused>;
extern template struct BT_API rendering<input_error>;
extern template struct BT_API rendering<summary>;

}  // namespace bt::record
