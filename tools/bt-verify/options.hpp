#pragma once

#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/input_list.hpp>
#include <bt/cli/load_options.hpp>

#include <string>
#include <vector>

namespace bt_verify {

struct options {
    bt::cli::common_options common;
    bt::cli::load_options load;
    std::vector<std::string> arguments;  ///< torrents, and perhaps the folder
    bt::cli::input_list list;
    std::string dir;
    std::string content;
    std::vector<std::string> files;
    bool quick = false;
    bool fail_fast = false;
    bool pieces = false;
    bt::cli::thread_count threads;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_verify
