#pragma once

#include <bt/base/load_limits.hpp>
#include <bt/cli/convert.hpp>

#include <stop_token>
#include <string>

namespace CLI {
class App;
}

namespace bt::cli {

/// What a torrent from a stranger may cost, as options: --max-file-size and its kin.
struct load_options {
    byte_count file_size{static_cast<std::int64_t>(load_limits{}.file_bytes)};
    int depth = load_limits{}.depth;
    std::int64_t items = load_limits{}.items;
    std::int64_t pieces = load_limits{}.pieces;
    std::int64_t files = load_limits{}.files;
    byte_count path_length{static_cast<std::int64_t>(load_limits{}.path_bytes)};

    /// `proxy` is that of --proxy, for tools that have it.
    [[nodiscard]] load_limits limits(std::stop_token stop = {}, std::string proxy = {}) const;
};

void declare_load(CLI::App& app, load_options& into);

}  // namespace bt::cli
