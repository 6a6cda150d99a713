#pragma once

#include <bt/cli/common_options.hpp>

#include <string>
#include <vector>

namespace bt_info {

struct options {
    bt::cli::common_options common;
    std::vector<std::string> inputs;
    bool files = false;
    bool pad_files = false;
    bool magnet = false;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_info
