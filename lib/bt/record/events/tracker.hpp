#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What trackers and web seeds say.
namespace bt::record::event {

/// A tracker is being asked.
struct tracker_announce {
    std::string tracker;
    std::string local_endpoint;
    std::string event;
    std::int64_t protocol_version = 0;

    static constexpr std::string_view kind = "tracker_announce";
    static constexpr auto fields();
};

constexpr auto tracker_announce::fields()
{
    using self = tracker_announce;
    return std::tuple{
        field{"tracker", &self::tracker, "Announce URL."},
        field{"local_endpoint", &self::local_endpoint, "Our listening socket."},
        field{"event", &self::event, "none, completed, started, stopped or paused."},
        field{
            "protocol_version", &self::protocol_version, "1 or 2: which info-hash was announced."},
    };
}

/// A tracker answered.
struct tracker_reply {
    std::string tracker;
    std::string local_endpoint;
    std::int64_t num_peers = 0;
    std::int64_t protocol_version = 0;

    static constexpr std::string_view kind = "tracker_reply";
    static constexpr auto fields();
};

constexpr auto tracker_reply::fields()
{
    using self = tracker_reply;
    return std::tuple{
        field{"tracker", &self::tracker, "Announce URL."},
        field{"local_endpoint", &self::local_endpoint, "Our listening socket."},
        field{"num_peers", &self::num_peers, "Peers it gave."},
        field{
            "protocol_version", &self::protocol_version, "1 or 2: which info-hash was announced."},
    };
}

/// A tracker failed.
struct tracker_error {
    std::string tracker;
    std::string local_endpoint;
    std::int64_t times_in_row = 0;
    std::string operation;
    std::string failure_reason;
    std::int64_t protocol_version = 0;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "tracker_error";
    static constexpr auto fields();
};

constexpr auto tracker_error::fields()
{
    using self = tracker_error;
    return std::tuple{
        field{"tracker", &self::tracker, "Announce URL."},
        field{"local_endpoint", &self::local_endpoint, "Our listening socket."},
        field{"times_in_row", &self::times_in_row, "Failures without a success between."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"failure_reason", &self::failure_reason, "What the tracker said."},
        field{
            "protocol_version", &self::protocol_version, "1 or 2: which info-hash was announced."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A tracker answered and had something to say.
struct tracker_warning {
    std::string tracker;
    std::string local_endpoint;
    std::string message;
    std::int64_t protocol_version = 0;

    static constexpr std::string_view kind = "tracker_warning";
    static constexpr auto fields();
};

constexpr auto tracker_warning::fields()
{
    using self = tracker_warning;
    return std::tuple{
        field{"tracker", &self::tracker, "Announce URL."},
        field{"local_endpoint", &self::local_endpoint, "Our listening socket."},
        field{"message", &self::message, "What it said."},
        field{
            "protocol_version", &self::protocol_version, "1 or 2: which info-hash was announced."},
    };
}

/// A tracker gave us an id.
struct tracker_id {
    std::string tracker;
    std::string local_endpoint;
    std::string id;

    static constexpr std::string_view kind = "tracker_id";
    static constexpr auto fields();
};

constexpr auto tracker_id::fields()
{
    using self = tracker_id;
    return std::tuple{
        field{"tracker", &self::tracker, "Announce URL."},
        field{"local_endpoint", &self::local_endpoint, "Our listening socket."},
        field{"tracker_id", &self::id, "The id."},
    };
}

/// A tracker counted the swarm.
struct scrape_reply {
    std::string tracker;
    std::string local_endpoint;
    std::optional<std::int64_t> complete;
    std::optional<std::int64_t> incomplete;
    std::int64_t protocol_version = 0;

    static constexpr std::string_view kind = "scrape_reply";
    static constexpr auto fields();
};

constexpr auto scrape_reply::fields()
{
    using self = scrape_reply;
    return std::tuple{
        field{"tracker", &self::tracker, "Announce URL."},
        field{"local_endpoint", &self::local_endpoint, "Our listening socket."},
        field{"complete", &self::complete, "Seeds."},
        field{"incomplete", &self::incomplete, "Downloaders."},
        field{
            "protocol_version", &self::protocol_version, "1 or 2: which info-hash was announced."},
    };
}

/// A tracker would not count the swarm.
struct scrape_failed {
    std::string tracker;
    std::string local_endpoint;
    std::string failure_reason;
    std::int64_t protocol_version = 0;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "scrape_failed";
    static constexpr auto fields();
};

constexpr auto scrape_failed::fields()
{
    using self = scrape_failed;
    return std::tuple{
        field{"tracker", &self::tracker, "Announce URL."},
        field{"local_endpoint", &self::local_endpoint, "Our listening socket."},
        field{"failure_reason", &self::failure_reason, "What the tracker said."},
        field{
            "protocol_version", &self::protocol_version, "1 or 2: which info-hash was announced."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A web seed failed.
struct web_seed_error {
    std::string url;
    std::string message;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "web_seed_error";
    static constexpr auto fields();
};

constexpr auto web_seed_error::fields()
{
    using self = web_seed_error;
    return std::tuple{
        field{"url", &self::url, "Its URL."},
        field{"message", &self::message, "What the server said."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// The DHT gave peers for a torrent.
struct dht_reply {
    std::int64_t num_peers = 0;

    static constexpr std::string_view kind = "dht_reply";
    static constexpr auto fields();
};

constexpr auto dht_reply::fields()
{
    using self = dht_reply;
    return std::tuple{
        field{"num_peers", &self::num_peers, "Peers it gave."},
    };
}

}  // namespace bt::record::event
