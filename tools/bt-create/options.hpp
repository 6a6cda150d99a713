#pragma once

#include <bt/cli/common_options.hpp>

#include <optional>
#include <string>
#include <vector>

namespace bt_create {

struct options {
    bt::cli::common_options common;
    std::string path;
    std::string output;
    std::optional<std::string> name;
    std::string piece_length = "auto";
    std::string meta = "hybrid";
    std::vector<std::string> announce;
    std::vector<std::string> web_seeds;
    bool is_private = false;
    std::optional<std::string> source;
    std::optional<std::string> comment;
    std::optional<std::string> created_by;
    bool no_created_by = false;
    std::optional<std::string> date;
    bool force = false;
    std::string threads = "auto";
};

void declare(CLI::App& app, options& into);

}  // namespace bt_create
