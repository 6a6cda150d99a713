#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// What one tracker says of one info-hash (BEP 15, BEP 48).
struct scrape {
    std::string torrent;
    std::optional<std::string> name;
    std::string url;
    std::int64_t tier = 0;
    std::string version;
    std::string verdict;
    std::optional<std::int64_t> complete;
    std::optional<std::int64_t> incomplete;
    std::optional<std::int64_t> downloaded;
    double elapsed = 0;
    std::optional<std::string> error;
    std::string input;

    static constexpr std::string_view kind = "scrape";
    static constexpr auto fields();
};

constexpr auto scrape::fields()
{
    using self = scrape;
    return std::tuple{
        field{
            "torrent",
            &self::torrent,
            "The torrent that was asked about: v1 info-hash, else v2.",
            column::yes},
        field{"name", &self::name, "Name of the torrent."},
        field{"version", &self::version, "Which of its hashes was asked: v1 or v2.", column::yes},
        field{
            "verdict",
            &self::verdict,
            "ok; unknown: the tracker does not know the torrent; timed_out, failed, unsupported, "
            "stopped: there is no answer.",
            column::yes},
        field{"complete", &self::complete, "Peers that have all of it.", column::yes},
        field{"incomplete", &self::incomplete, "Peers that do not.", column::yes},
        field{"downloaded", &self::downloaded, "Downloads that were completed.", column::yes},
        field{
            "elapsed",
            &self::elapsed,
            "Time until the answer, or until there was none.",
            unit::seconds,
            column::yes},
        field{"tier", &self::tier, "Tier of the tracker; 0 is asked first.", column::yes},
        field{"url", &self::url, "Announce URL.", column::yes},
        field{"error", &self::error, "What is wrong, for a person.", column::yes},
        field{"input", &self::input, "The command-line argument it came from."},
    };
}

extern template struct BT_API rendering<scrape>;

}  // namespace bt::record
