#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// How a tracker is doing for one listening socket and one version of the info-hash.
struct tracker_state {
    std::optional<std::string> message;
    std::optional<std::string> last_error;
    std::optional<std::int64_t> next_announce;
    std::optional<std::int64_t> min_announce;
    std::optional<std::int64_t> scrape_complete;
    std::optional<std::int64_t> scrape_incomplete;
    std::optional<std::int64_t> scrape_downloaded;
    std::int64_t fails = 0;
    bool updating = false;
    bool start_sent = false;
    bool complete_sent = false;

    static constexpr std::string_view kind = "tracker_state";
    static constexpr auto fields();
};

constexpr auto tracker_state::fields()
{
    using self = tracker_state;
    return std::tuple{
        field{"message", &self::message, "What the tracker said, for a person."},
        field{"last_error", &self::last_error, "Why the last announce failed."},
        field{
            "next_announce",
            &self::next_announce,
            "When it is announced to next.",
            unit::unix_time},
        field{
            "min_announce",
            &self::min_announce,
            "When it may be announced to at the earliest.",
            unit::unix_time},
        field{"scrape_complete", &self::scrape_complete, "Seeds, by its count."},
        field{"scrape_incomplete", &self::scrape_incomplete, "Downloaders, by its count."},
        field{"scrape_downloaded", &self::scrape_downloaded, "Downloads that were completed."},
        field{"fails", &self::fails, "Announces that failed since the last one that did not."},
        field{"updating", &self::updating, "An announce is on its way."},
        field{"start_sent", &self::start_sent, "It was told that we started."},
        field{"complete_sent", &self::complete_sent, "It was told that we are complete."},
    };
}

/// A listening socket, as a tracker sees it.
struct tracker_endpoint {
    std::string local_endpoint;
    bool enabled = false;
    std::optional<tracker_state> v1;
    std::optional<tracker_state> v2;

    static constexpr std::string_view kind = "tracker_endpoint";
    static constexpr auto fields();
};

constexpr auto tracker_endpoint::fields()
{
    using self = tracker_endpoint;
    return std::tuple{
        field{"local_endpoint", &self::local_endpoint, "Our address and port."},
        field{"enabled", &self::enabled, "It is announced to from there."},
        field{"v1", &self::v1, "Under the v1 info-hash; absent where there is none."},
        field{"v2", &self::v2, "Under the v2 info-hash; absent where there is none."},
    };
}

/// A tracker of a torrent of a running session: libtorrent's announce_entry.
struct tracker {
    std::string torrent;
    std::optional<std::string> session;
    std::int64_t index = 0;
    std::string url;
    std::int64_t tier = 0;
    bool verified = false;
    std::vector<std::string> source;
    std::optional<std::string> trackerid;
    std::int64_t fail_limit = 0;
    std::vector<tracker_endpoint> endpoints;

    static constexpr std::string_view kind = "tracker";
    static constexpr auto fields();
};

constexpr auto tracker::fields()
{
    using self = tracker;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2.", column::yes},
        field{"session", &self::session, "Name of the session."},
        field{"index", &self::index, "Position among its trackers, from 0.", column::yes},
        field{"tier", &self::tier, "Tier; 0 is asked first.", column::yes},
        field{"url", &self::url, "Announce URL.", column::yes},
        field{"verified", &self::verified, "It has answered.", column::yes},
        field{
            "source",
            &self::source,
            "Where it is from: torrent, client, magnet_link, tex.",
            column::yes},
        field{"trackerid", &self::trackerid, "What it wants to be told back."},
        field{
            "fail_limit",
            &self::fail_limit,
            "Announces that may fail before it is given up; 0 is no limit."},
        field{"endpoints", &self::endpoints, "How it is doing, by listening socket."},
    };
}

/// A web seed of a torrent of a running session.
struct web_seed {
    std::string torrent;
    std::optional<std::string> session;
    std::string url;
    std::string type;

    static constexpr std::string_view kind = "web_seed";
    static constexpr auto fields();
};

constexpr auto web_seed::fields()
{
    using self = web_seed;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2.", column::yes},
        field{"session", &self::session, "Name of the session."},
        field{"type", &self::type, "url_seed (BEP 19) or http_seed (BEP 17).", column::yes},
        field{"url", &self::url, "Its URL.", column::yes},
    };
}

extern template struct BT_API rendering<tracker_state>;
extern template struct BT_API rendering<tracker_endpoint>;
extern template struct BT_API rendering<tracker>;
extern template struct BT_API rendering<web_seed>;

}  // namespace bt::record
