#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/base/export.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// Asks trackers how many peers torrents have, without being one (BEP 15, BEP 48).
namespace bt::net {

enum class scrape_verdict { ok, unknown, timed_out, failed, unsupported, stopped };

struct scrape_row {
    scrape_verdict verdict;
    std::string_view word;
    exit_code code;
};

inline constexpr std::array scrape_table{
    scrape_row{scrape_verdict::ok, "ok", exit_code::ok},
    scrape_row{scrape_verdict::unknown, "unknown", exit_code::not_found},
    scrape_row{scrape_verdict::timed_out, "timed_out", exit_code::timed_out},
    scrape_row{scrape_verdict::failed, "failed", exit_code::network},
    scrape_row{scrape_verdict::unsupported, "unsupported", exit_code::network},
    scrape_row{scrape_verdict::stopped, "stopped", exit_code::interrupted},
};

[[nodiscard]] constexpr scrape_row const& row_of(scrape_verdict verdict)
{
    return *std::ranges::find(scrape_table, verdict, &scrape_row::verdict);
}

struct scrape_question {
    std::string url;        ///< the announce URL as the torrent gives it; any bytes
    std::string info_hash;  ///< 20 raw bytes: v1, or the first of v2 (BEP 52)
};

/// Numbers that a tracker leaves out, or that are negative, are unknown.
struct scrape_answer {
    scrape_verdict verdict = scrape_verdict::stopped;
    std::optional<std::int64_t> complete;
    std::optional<std::int64_t> incomplete;
    std::optional<std::int64_t> downloaded;
    std::chrono::milliseconds elapsed{0};
    std::string why;  ///< what is wrong, for a person; may hold bytes of the tracker
};

struct scrape_limits {
    std::chrono::milliseconds total{15'000};  ///< for all of them together
    std::chrono::milliseconds each{10'000};   ///< for one tracker, from its turn on
    std::size_t at_once = 64;                 ///< trackers asked side by side
    std::size_t reply_bytes = 1024 * 1024;    ///< of HTTP, after decompression
};

/// How many of the questions have an answer.
using scrape_progress = std::function<void(std::size_t answered, std::size_t questions)>;

/// The answer to each question, in order; HTTP and UDP side by side, on the calling thread. A stop
/// request ends it at once, with what there is. What cannot be asked is an answer too. Names are
/// looked up on threads that may be left behind.
[[nodiscard]] BT_API std::vector<scrape_answer> scrape(
    std::span<scrape_question const> questions,
    scrape_limits const& limits,
    std::stop_token const& stop,
    scrape_progress const& told = {});

}  // namespace bt::net
