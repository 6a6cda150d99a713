#pragma once

#include <bt/base/network.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/date.hpp>
#include <bt/torrent/layout/file_rules.hpp>

#include <optional>
#include <string>
#include <vector>

namespace bt_create {

struct options {
    bt::cli::common_options common;
    std::vector<std::string> paths;
    bool piece_lengths = false;

    std::optional<std::string> name;
    std::string piece_length = "auto";
    std::string meta = "hybrid";
    bool no_attributes = false;
    bool mtime = false;
    std::optional<std::string> reuse;
    bt::cli::thread_count threads;

    bt::torrent::file_rules rules;
    bool hidden = false;
    std::string symlinks = "follow";
    std::optional<std::string> files_from;
    bool null_separated = false;

    std::vector<std::string> announce;
    std::vector<std::string> web_seeds;
    std::vector<std::string> http_seeds;
    std::vector<bt::host_and_port> dht_nodes;
    bool is_private = false;

    std::optional<std::string> comment;
    std::optional<std::string> source;
    std::optional<std::string> update_url;
    std::optional<std::string> created_by;
    bool no_created_by = false;
    std::optional<bt::cli::date_choice> date;
    bool entropy = false;
    std::vector<std::string> similar;
    std::vector<std::string> collections;
    std::optional<std::string> root_cert;
    std::vector<std::string> merge;

    std::string output;
    bool force = false;
    std::optional<std::string> save;
    bool dry_run = false;
    bool magnet = false;
    bool check = false;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_create
