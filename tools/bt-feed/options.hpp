#pragma once

#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/input_list.hpp>
#include <bt/cli/load_options.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt_feed {

/// What --since says: a date, or how long ago.
struct since_choice {
    std::optional<std::int64_t> at;  ///< seconds since 1970
    bt::cli::duration ago;           ///< where there is no date

    [[nodiscard]] std::int64_t seconds(std::int64_t now) const;
};

/// RFC 3339, @SECONDS, or a duration. Nothing for what is none of these.
[[nodiscard]] std::optional<since_choice> parse_since(std::string_view text);

struct options {
    bt::cli::common_options common;
    bt::cli::load_options load;
    bt::cli::input_list list;
    std::string verb;
    std::vector<std::string> inputs;  ///< URLs of feeds; torrents and folders of make

    std::vector<std::string> match;
    std::vector<std::string> exclude;
    bool ignore_case = false;
    std::optional<since_choice> since;
    std::string first_run = "all";
    bool all = false;
    bool dry_run = false;
    std::string state;  ///< file; empty leaves it to the state folder
    bt::cli::duration remember{std::chrono::hours{180 * 24}};
    bt::cli::duration timeout{std::chrono::seconds{60}};
    bt::cli::byte_count max_size{16 * 1024 * 1024};
    std::int64_t max_items = 10'000;
    std::string proxy;
    std::string exec;
    bt::cli::duration exec_timeout{std::chrono::seconds{60}};
    std::optional<bt::cli::duration> loop;

    std::string output = "-";
    bool force = false;
    std::string format = "rss";
    std::string base;
    std::string title;
    std::string description;
    std::string link;
    std::string self;
    bt::cli::duration ttl;  ///< 0: none is written
    std::int64_t limit = 100;
    bool recursive = false;
    std::string date_from = "torrent";
};

void declare(CLI::App& app, options& into);

}  // namespace bt_feed
