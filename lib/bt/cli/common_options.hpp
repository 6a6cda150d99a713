#pragma once

#include <bt/cli/convert.hpp>
#include <bt/record/writer.hpp>

#include <string>

namespace CLI {
class App;
}

namespace bt::cli {

struct io;

/// The options that mean the same in every tool.
struct common_options {
    bool json = false;
    bool quiet = false;
    int verbose = 0;
    std::string color = "auto";
    std::string progress = "auto";
    duration progress_interval{std::chrono::seconds{1}};

    /// The form of records on standard output.
    [[nodiscard]] record::form form(io const& streams) const;
    /// Whether a progress line is drawn on standard error.
    [[nodiscard]] bool draws_progress(io const& streams) const;
    /// Whether progress is told as records on standard output.
    [[nodiscard]] bool tells_progress() const;
};

/// --json, --quiet, --verbose, --color.
void declare_common(CLI::App& app, common_options& into);
/// --progress and --progress-interval, for tools that take a while.
void declare_progress(CLI::App& app, common_options& into);

}  // namespace bt::cli
