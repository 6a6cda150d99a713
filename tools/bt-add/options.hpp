#pragma once

#include <bt/base/network.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/load_options.hpp>

#include <string>
#include <vector>

namespace bt_add {

struct options {
    bt::cli::common_options common;
    bt::cli::load_options load;
    bt::network_options network;
    std::vector<std::string> inputs;
    std::string dir = ".";
    std::vector<std::string> announce;
    std::vector<bt::host_and_port> peers;
    bt::cli::duration metadata_timeout;
    bt::cli::duration peer_timeout;
    bt::cli::duration stall_timeout;
    bt::cli::duration deadline;
    std::string events;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_add
