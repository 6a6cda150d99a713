#pragma once

#include <bt/base/network.hpp>
#include <bt/base/torrent_options.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/input_list.hpp>
#include <bt/cli/load_options.hpp>
#include <bt/cli/session_options.hpp>

#include <bt-seed/goals.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt_seed {

struct options : bt::cli::session_options {
    bt::cli::common_options common;
    bt::cli::load_options load;
    bt::network_options network;
    bt::torrent_options torrent;

    std::vector<std::string> arguments;
    bt::cli::input_list list;
    bool list_settings = false;
    std::string dir = ".";
    std::string trust;  ///< full, quick or resume; empty: resume in a session, else full

    std::vector<std::string> create;  ///< content that torrents are made of
    std::string output;
    bool force = false;
    std::string meta = "hybrid";
    bool is_private = false;

    std::string publish;  ///< FILE, fd:N or - of a key; empty is none
    std::string salt;     ///< raw
    bt::cli::duration publish_interval{std::chrono::minutes{30}};

    std::vector<std::string> announce;
    std::vector<std::string> web_seeds;
    std::vector<bt::host_and_port> peers;

    goals until;
    bt::cli::duration idle;
    bt::cli::duration max_time;

    std::optional<int> ready_fd;
    std::string pid_file;
    std::string events;

    std::vector<std::string> watch;  ///< "DIR=DATA=CATEGORY" each
    bool watch_move = false;

    /// Whether it goes on without a torrent, waiting for one.
    [[nodiscard]] bool hosts() const
    {
        return !session.empty() || !watch.empty() || !control.empty();
    }
    [[nodiscard]] bool prints_torrent() const { return output == "-"; }
};

void declare(CLI::App& app, options& into);

/// What can be said of options only together. Throws error(usage).
void check(options const& given);

}  // namespace bt_seed
