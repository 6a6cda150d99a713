#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// RSS and Atom feeds of torrents (BEP 36).
namespace bt::record {

/// One item of a feed.
struct feed_item {
    std::string url;
    std::string title;
    std::optional<std::string> magnet;
    std::optional<std::string> info_hash;
    std::optional<std::int64_t> size;
    std::optional<std::int64_t> published;
    std::string guid;
    bool seen = false;
    std::optional<std::string> link;
    std::string feed;
    std::optional<std::string> feed_title;
    std::optional<double> time;
    std::optional<std::string> torrent;

    static constexpr std::string_view kind = "feed_item";
    static constexpr auto fields();
};

constexpr auto feed_item::fields()
{
    using self = feed_item;
    return std::tuple{
        field{
            "url",
            &self::url,
            "What adds it: the .torrent file where there is one, else the magnet link, else the "
            "item's own link.",
            column::yes},
        field{"title", &self::title, "Title, as plain text.", column::yes},
        field{"magnet", &self::magnet, "Magnet link."},
        field{
            "info_hash",
            &self::info_hash,
            "Info-hash, hex: v1 where the feed says one, else v2.",
            column::yes},
        field{"size", &self::size, "Size of the content.", unit::bytes, column::yes},
        field{
            "published",
            &self::published,
            "When it was published, by the feed's account.",
            unit::unix_time,
            column::yes},
        field{
            "guid",
            &self::guid,
            "What tells it from the feed's other items: the feed's id of it, else info-hash or "
            "URL.",
            column::yes},
        field{
            "seen",
            &self::seen,
            "Whether it was told before, or may have been by a run that was killed meanwhile."},
        field{"link", &self::link, "Page about it."},
        field{"feed", &self::feed, "URL of the feed, as it was given.", column::yes},
        field{"feed_title", &self::feed_title, "Title of the feed."},
        field{
            "time", &self::time, "When a session that follows the feed told it.", unit::unix_time},
        field{
            "torrent",
            &self::torrent,
            "The torrent of that session which it is; absent where the session only tells."},
    };
}

/// A feed that is followed.
struct feed {
    std::string url;
    std::optional<std::string> title;
    std::optional<std::int64_t> last_update;
    std::int64_t num_items = 0;
    std::int64_t num_unseen = 0;
    std::optional<std::int64_t> ttl;
    // Of one that a session follows, as all that comes after it.
    std::optional<std::int64_t> interval;
    std::optional<std::int64_t> next_update;
    std::optional<bool> updating;
    std::optional<std::string> error_message;
    std::optional<bool> auto_download;
    std::optional<std::string> save_path;
    std::optional<std::string> category;
    std::optional<std::vector<std::string>> tags;
    std::optional<bool> paused;
    std::optional<std::int64_t> download_limit;
    std::optional<std::int64_t> upload_limit;
    std::optional<std::vector<std::string>> match;
    std::optional<std::vector<std::string>> exclude;
    std::optional<bool> ignore_case;
    std::optional<std::string> first_run;

    static constexpr std::string_view kind = "feed";
    static constexpr auto fields();
};

constexpr auto feed::fields()
{
    using self = feed;
    return std::tuple{
        field{"url", &self::url, "Where it is, as it was given.", column::yes},
        field{"title", &self::title, "Title.", column::yes},
        field{
            "last_update",
            &self::last_update,
            "When it was last fetched, or found to be as it was.",
            unit::unix_time,
            column::yes},
        field{"num_items", &self::num_items, "Items it has now.", column::yes},
        field{"num_unseen", &self::num_unseen, "Of those, the ones not told yet.", column::yes},
        field{"ttl", &self::ttl, "How long it wants to be left alone.", unit::seconds},
        field{
            "interval",
            &self::interval,
            "How often the session looks at it, unless it wants to be left alone for longer; as "
            "all "
            "that follows, of a feed that a session follows.",
            unit::seconds},
        field{"next_update", &self::next_update, "When it is looked at next.", unit::unix_time},
        field{"updating", &self::updating, "Whether that is under way."},
        field{
            "error_message", &self::error_message, "Why it could not be looked at the last time."},
        field{
            "auto_download",
            &self::auto_download,
            "Whether what is new becomes a torrent; else it is only told."},
        field{"save_path", &self::save_path, "Where the data of its torrents goes; absolute."},
        field{"category", &self::category, "The category of its torrents."},
        field{"tags", &self::tags, "The tags of its torrents."},
        field{"paused", &self::paused, "Whether its torrents wait until they are resumed."},
        field{
            "download_limit",
            &self::download_limit,
            "Most that each of its torrents receives a second.",
            unit::bytes_per_second},
        field{
            "upload_limit",
            &self::upload_limit,
            "Most that each of its torrents sends a second.",
            unit::bytes_per_second},
        field{
            "match",
            &self::match,
            "Extended regular expressions: items whose title one of them matches are wanted."},
        field{"exclude", &self::exclude, "The same of items that are not wanted."},
        field{"ignore_case", &self::ignore_case, "Whether those take letters of either case."},
        field{
            "first_run",
            &self::first_run,
            "What of it counted as new when it was looked at first: all, none, newest."},
    };
}

/// A feed that was written.
struct feed_made {
    std::string path;
    std::int64_t num_items = 0;
    std::int64_t num_left_out = 0;
    bool changed = false;

    static constexpr std::string_view kind = "feed_made";
    static constexpr auto fields();
};

constexpr auto feed_made::fields()
{
    using self = feed_made;
    return std::tuple{
        field{"path", &self::path, "The file.", column::yes},
        field{"num_items", &self::num_items, "Torrents in it.", column::yes},
        field{"num_left_out", &self::num_left_out, "Older ones beyond --limit.", column::yes},
        field{
            "changed",
            &self::changed,
            "Whether it was written; false where the file was the same already.",
            column::yes},
    };
}

extern template struct BT_API rendering<feed_item>;
extern template struct BT_API rendering<feed>;
extern template struct BT_API rendering<feed_made>;

}  // namespace bt::record
