#pragma once

#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/input_list.hpp>
#include <bt/cli/load_options.hpp>

#include <string>
#include <vector>

namespace bt_info {

/// What is told of a torrent.
enum class view {
    facts,
    files,
    tree,
    trackers,
    pieces,
    magnet,
    field,
    raw,
    lint,
    diff,
    scrape,
    web_seeds,
    update
};

struct options {
    bt::cli::common_options common;
    bt::cli::load_options load;
    bt::cli::input_list list;
    std::vector<std::string> inputs;
    bool files = false;
    bool tree = false;
    bool trackers = false;
    bool pieces = false;
    bool magnet = false;
    bool raw = false;
    bool diff = false;
    std::vector<std::string> fields;
    std::string lint;  ///< "", or the severity that fails: notice, warning, error, never
    bool scrape = false;
    bool check_web_seeds = false;
    bool check_update = false;
    int samples = 3;
    bt::cli::duration timeout;  ///< 0: each mode has its own
    bool pad_files = false;
    std::vector<std::string> select;
    std::string sort;

    [[nodiscard]] view what() const;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_info
