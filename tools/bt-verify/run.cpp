#include "run.hpp"

#include <bt/cli/hash_kernel.hpp>
#include <bt/cli/hash_teller.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/verify/verify.hpp>

#include <fmt/ostream.h>

#include <bt-verify/inputs.hpp>
#include <bt-verify/print.hpp>

namespace bt_verify {
namespace {

using bt::exit_code;
using bt::record::form;
using bt::torrent::verdict;

/// The torrents of one run, one after the other.
class checks {
public:
    checks(options const& given, bt::cli::io& streams, bt::cli::teller& tell)
        : given_{&given}
        , streams_{&streams}
        , tell_{&tell}
        , inputs_{inputs_of(given)}
    {
        for (auto const& text : given.files)
            if (auto pattern = bt::torrent::parse_file_pattern(text))
                request_.files.push_back(std::move(*pattern));
        request_.folder = inputs_.folder;
        request_.content = given.content;
        request_.quick = given.quick;
        request_.fail_fast = given.fail_fast;
        request_.threads = given.threads.value;
    }

    exit_code run(bt::record::summary& summary);

private:
    exit_code check(std::string const& input, bt::record::summary& summary);
    void tell_files(bt::torrent::verify_report const& report);
    void tell_pieces(bt::torrent::verify_report const& report);
    template <class Record>
    void say(Record const& record);

    options const* given_;
    bt::cli::io* streams_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    inputs inputs_;
    bt::torrent::verify_request request_;
};

/// Only JSON is flushed line by line: a million files need not be a million writes.
template <class Record>
void checks::say(Record const& record)
{
    auto const as = tell_->write().as();
    if (as == form::json)
        tell_->write()(record);
    else
        fmt::print(
            streams_->out,
            "{}\n",
            as == form::human ? line_of(record) : bt::record::to_row(record));
}

void checks::tell_files(bt::torrent::verify_report const& report)
{
    bool const all = tell_->write().as() != form::human || given_->common.verbose > 0;
    report.for_each_file([&](bt::record::file_check const& file) {
        if (all || file.verdict != row_of(verdict::ok).word) say(file);
    });
}

void checks::tell_pieces(bt::torrent::verify_report const& report)
{
    auto const which =
        given_->pieces ? bt::torrent::which_pieces::all : bt::torrent::which_pieces::bad;
    report.for_each_piece(which, [&](bt::record::piece_check const& piece) { say(piece); });
}

bt::record::torrent_check
totals_of(bt::torrent::metainfo const& what, bt::torrent::verify_report const& report)
{
    auto const& counts = report.counts();
    auto const& worst = row_of(report.worst());
    bt::record::torrent_check out{
        .torrent = what.key(),
        .verdict = std::string{worst.word},
        .exit_code = static_cast<int>(worst.code),
        .num_files = counts.num_files,
        .total_size = counts.total_size,
        .checked_bytes = counts.checked_bytes,
        .ok = counts.of(verdict::ok),
        .corrupt = counts.of(verdict::corrupt),
        .missing = counts.of(verdict::missing),
        .too_short = counts.of(verdict::cut),
        .too_long = counts.of(verdict::overlong),
        .unreadable = counts.of(verdict::unreadable),
        .unchecked = counts.of(verdict::unchecked),
        .bad_pieces = counts.bad_pieces,
        .complete = report.is_complete()};
    out.name = what.name();
    return out;
}

void add(bt::record::summary& summary, bt::record::torrent_check const& totals)
{
    auto const plus = [](std::optional<std::int64_t>& sum, std::int64_t more) {
        sum = sum.value_or(0) + more;
    };
    plus(summary.finished, totals.exit_code == 0 ? 1 : 0);
    plus(summary.total_size, totals.total_size);
    plus(summary.num_files, totals.num_files);
    plus(summary.bad_files, totals.num_files - totals.ok);
    plus(summary.bad_pieces, totals.bad_pieces);
    plus(summary.checked_bytes, totals.checked_bytes);
}

exit_code checks::check(std::string const& input, bt::record::summary& summary)
{
    auto const what = bt::torrent::load(input, given_->load.limits(interrupt_.token()));
    if (!what.has_metadata())
        bt::fail(
            exit_code::bad_input,
            "verify",
            input,
            "a magnet link or an info-hash has no hashes of the data");
    bt::cli::hash_teller told{what.name(), *tell_, &interrupt_};
    auto const report = bt::torrent::verify(
        what,
        request_,
        [&](auto const at) { told.show(at.done_bytes, at.total_bytes); },
        interrupt_.token());
    tell_->progress().wipe();
    auto totals = totals_of(what, report);
    totals.input = input;
    add(summary, totals);
    auto const as = tell_->write().as();
    if (as == form::json || !given_->pieces) tell_files(report);
    if (as == form::json || given_->pieces) tell_pieces(report);
    if (as != form::lines) say(totals);
    return row_of(report.worst()).code;
}

exit_code checks::run(bt::record::summary& summary)
{
    std::vector<exit_code> codes;
    std::int64_t failed = 0;
    summary.torrents = static_cast<std::int64_t>(inputs_.torrents.size());
    for (auto const& input : inputs_.torrents) {
        try {
            codes.push_back(check(input, summary));
        } catch (bt::error const& e) {
            // Standard output failing is not the input's fault.
            if (e.code() == exit_code::no_output || e.code() == exit_code::broken_pipe) throw;
            streams_->out.flush();
            tell_->input_failed(input, e.code(), e.what());
            codes.push_back(e.code());
            ++failed;
        }
        if (interrupt_.signal() != 0) break;
        if (given_->fail_fast && codes.back() != exit_code::ok) break;
    }
    streams_->out.flush();
    summary.failed = failed;
    if (auto const number = interrupt_.signal(); number != 0) return bt::stopped_by(number);
    return bt::cli::combined(codes);
}

}  // namespace

exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::hash_kernel_from_environment();
    bt::cli::teller tell{"bt-verify", given.common, streams};
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        checks all{given, streams, tell};
        return all.run(summary);
    });
}

}  // namespace bt_verify
