#pragma once

#include <bt/base/network.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/date.hpp>
#include <bt/cli/input_list.hpp>
#include <bt/cli/load_options.hpp>

#include <optional>
#include <string>
#include <vector>

namespace bt_edit {

struct options {
    bt::cli::common_options common;
    bt::cli::load_options load;
    std::vector<std::string> torrents;
    bt::cli::input_list list;

    std::vector<std::string> announce;
    std::vector<std::string> remove_announce;
    std::vector<std::string> replace_announce;
    bool no_announce = false;
    std::vector<std::string> web_seeds;
    std::vector<std::string> remove_web_seeds;
    bool no_web_seeds = false;
    std::vector<std::string> http_seeds;
    std::vector<std::string> remove_http_seeds;
    bool no_http_seeds = false;
    std::vector<bt::host_and_port> dht_nodes;
    std::vector<bt::host_and_port> remove_dht_nodes;
    bool no_dht_nodes = false;

    std::optional<std::string> comment;
    bool no_comment = false;
    std::optional<std::string> created_by;
    bool no_created_by = false;
    std::optional<bt::cli::date_choice> date;
    std::vector<std::string> merge;

    bool allow_new_infohash = false;
    std::optional<std::string> name;
    bool is_private = false;
    bool no_private = false;
    std::optional<std::string> source;
    bool no_source = false;
    std::optional<std::string> update_url;
    bool no_update_url = false;
    bool entropy = false;
    bool no_entropy = false;
    std::vector<std::string> similar;
    bool no_similar = false;
    std::vector<std::string> collections;
    bool no_collections = false;

    std::string output;
    bool force = false;
    bool dry_run = false;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_edit
