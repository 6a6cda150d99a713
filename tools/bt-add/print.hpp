#pragma once

#include <bt/cli/progress.hpp>
#include <bt/record/result.hpp>

#include <bt-add/job.hpp>
#include <deque>
#include <string>
#include <vector>

namespace bt_add {

/// A line for each job that has not ended, and one for all together if there are several.
[[nodiscard]] std::vector<bt::cli::progress_state> progress_of(std::deque<job> const& jobs);

/// "saved NAME: 12.3 MiB in 4.2s (2.9 MiB/s)".
[[nodiscard]] std::string saved_text(job const& done);

/// One line for SIGUSR1 and --verbose.
[[nodiscard]] std::string status_text(job const& at);

/// The totals of the last line.
void add_totals(bt::record::summary& into, std::deque<job> const& jobs);

}  // namespace bt_add
