#pragma once

#include <bt/base/network.hpp>
#include <bt/base/torrent_options.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/input_list.hpp>
#include <bt/cli/load_options.hpp>
#include <bt/cli/session_options.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt_add {

struct options : bt::cli::session_options {
    bt::cli::common_options common;
    bt::cli::load_options load;
    bt::network_options network;
    bt::torrent_options torrent;

    std::vector<std::string> arguments;
    bt::cli::input_list list;
    /// Those of both, once they were read; then neither counts.
    std::optional<std::vector<std::string>> inputs;
    int jobs = 16;
    bool fail_fast = false;
    bool follow = false;  ///< the links of keys
    bt::cli::duration follow_interval{std::chrono::minutes{1}};
    std::int64_t follow_count = 0;              ///< versions; 0 is no limit
    std::optional<std::int64_t> keep_versions;  ///< 0: all
    bool follow_update_url = false;
    bool list_settings = false;

    std::optional<std::string> dir;
    std::vector<std::string> files;
    std::vector<std::string> exclude;
    std::vector<std::string> reuse;
    std::vector<std::string> priorities;  ///< "GLOB=N" each
    bool detach = false;
    bool first_last = false;
    bool list_files = false;
    bool metadata_only = false;
    std::string output;
    bool force = false;
    std::string sums;  ///< --expect-sha256

    std::string cat;
    std::string tar;
    std::string range;

    std::vector<std::string> announce;
    std::vector<std::string> web_seeds;
    std::vector<bt::host_and_port> peers;

    bt::cli::duration metadata_timeout;
    bt::cli::duration peer_timeout;
    bt::cli::duration stall_timeout;
    bt::cli::duration deadline;
    bt::cli::byte_rate min_rate;
    bt::cli::duration min_rate_time{std::chrono::seconds{30}};

    bool seed = false;
    std::optional<double> ratio;
    bt::cli::duration seed_time;

    std::string exec;
    std::vector<std::string> exec_on{"torrent_finished"};
    bt::cli::duration exec_timeout{std::chrono::seconds{60}};

    std::string events;

    /// Where data is saved; --cat and --tar without --dir keep none.
    [[nodiscard]] std::string folder() const { return dir.value_or("."); }
    [[nodiscard]] bool keeps_data() const { return dir || !streams(); }
    [[nodiscard]] bool streams() const { return !cat.empty() || !tar.empty(); }
    /// Whether no content is fetched.
    [[nodiscard]] bool wants_metadata_alone() const { return list_files || metadata_only; }
    /// Whether a complete torrent stays to give back.
    [[nodiscard]] bool gives_back() const
    {
        return seed || ratio || seed_time.value.count() > 0 || torrent.share_mode;
    }
};

void declare(CLI::App& app, options& into);

/// What can be said of options only together. Throws error(usage).
void check(options const& given);

}  // namespace bt_add
