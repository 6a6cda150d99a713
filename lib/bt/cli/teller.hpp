#pragma once

#include <bt/base/error.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/io.hpp>
#include <bt/cli/progress.hpp>
#include <bt/record/result.hpp>

#include <chrono>
#include <functional>
#include <span>
#include <string_view>

namespace bt::cli {

/// How a long-running tool talks: records and results on standard output, sentences on standard
/// error, and a progress line that gives way to both.
class teller {
public:
    teller(std::string_view tool, common_options const& common, io& streams);

    [[nodiscard]] record::writer const& write() const { return write_; }
    [[nodiscard]] bool is_json() const { return write_.as() == record::form::json; }
    [[nodiscard]] progress_line& progress() { return progress_; }
    [[nodiscard]] common_options const& options() const { return *common_; }

    /// A result that is no record: one line on standard output. Nothing with --json.
    void result(std::string_view text);
    /// Bytes on standard output as they are.
    void raw(std::string_view bytes);
    /// Records that were written in a burst leave.
    void flush();
    /// "bt-add: text" on standard error, printable; an error is said even with --quiet.
    void complain(std::string_view text);
    /// The same for what only the curious want: said with --verbose or beside a progress line.
    void remark(std::string_view text);
    /// Whether status is to be told now: every --progress-interval where that is told at all, and
    /// whenever SIGUSR1 has asked for it.
    [[nodiscard]] bool takes_status_turn(interrupt& asked);
    /// One input failed and the run goes on: the sentence, and with --json an error line.
    void input_failed(
        std::string_view input,
        exit_code code,
        std::string_view sentence,
        std::string_view hint = {});

private:
    std::string_view tool_;
    common_options const* common_;
    io* streams_;
    record::writer write_;
    progress_line progress_;
    std::chrono::steady_clock::time_point last_status_ = std::chrono::steady_clock::now();
};

/// Runs `work` and tells the summary it filled in, on every way out; an error passes on after
/// that. A summary without a reason gets the name of its status.
exit_code with_summary(teller& tell, std::function<exit_code(record::summary&)> const& work);

/// The same where only a failure has a summary, because success ends with a record of its own.
exit_code
with_summary_of_failure(teller& tell, std::function<exit_code(record::summary&)> const& work);

/// The status of several inputs together: that of all if they agree, else partial.
[[nodiscard]] exit_code combined(std::span<exit_code const> each);

}  // namespace bt::cli
