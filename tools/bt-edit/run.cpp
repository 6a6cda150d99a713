#include "run.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/rewrite.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/edit/edit.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/ostream.h>

#include <bt-edit/inputs.hpp>
#include <bt-edit/print.hpp>
#include <bt-edit/request.hpp>
#include <set>

namespace bt_edit {
namespace {

using bt::exit_code;
using bt::record::form;

/// The torrents of one run, one after the other.
class edits {
public:
    edits(options const& given, bt::cli::io& streams, bt::cli::teller& tell)
        : given_{&given}
        , streams_{&streams}
        , tell_{&tell}
        , request_{request_of(given)}
        , jobs_{jobs_of(given)}
    {
    }

    exit_code run(bt::record::summary& summary);

private:
    void edit(job const& each);
    [[nodiscard]] bt::torrent::edited edited(std::string_view bytes, job const& each) const;
    void write(bt::torrent::edited const& result, job const& each);
    void tell_result(bt::record::torrent_edited const& record, job const& each);
    void tell_failure(std::string const& input, bt::error const& e);

    options const* given_;
    bt::cli::io* streams_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    bt::torrent::edit_request request_;
    std::vector<job> jobs_;
    std::set<std::string> hints_;
};

bt::read_request how_to_read(options const& given)
{
    return {.doing = "read torrent", .cap_bytes = given.load.limits().file_bytes};
}

bt::torrent::edited edits::edited(std::string_view bytes, job const& each) const
{
    auto const name = each.input == "-" ? std::string{"standard input"} : each.input;
    return bt::torrent::edit(bytes, name, request_, given_->load.limits());
}

void edits::write(bt::torrent::edited const& result, job const& each)
{
    if (each.output == "-")
        streams_->out.write(result.bytes.data(), static_cast<std::streamsize>(result.bytes.size()));
    else
        bt::write_atomically(each.output, result.bytes, {.replace = given_->force});
}

void edits::tell_result(bt::record::torrent_edited const& record, job const& each)
{
    auto const as = tell_->write().as();
    if (as == form::json) {
        tell_->write()(record);
    } else if (given_->dry_run) {
        if (record.changed || given_->common.verbose > 0)
            fmt::print(streams_->out, "{}\n", difference_of(record));
    } else if (each.output == "-") {
        tell_->remark(line_of(record));
    } else if (!given_->common.quiet && (record.changed || given_->common.verbose > 0)) {
        fmt::print(
            streams_->out,
            "{}\n",
            as == form::human ? line_of(record) : bt::record::to_row(record));
    }
    streams_->out.flush();
}

void edits::edit(job const& each)
{
    bool const in_place = each.output.empty();
    bt::record::torrent_edited record;
    if (given_->dry_run || !in_place) {
        auto const result = edited(
            bt::torrent::read_bytes(each.input, given_->load.limits(interrupt_.token())), each);
        record = record_of(result);
        if (!given_->dry_run) write(result, each);
        record.written = !given_->dry_run;
    } else {
        bt::rewritten_file file{each.input, how_to_read(*given_)};
        auto const result = edited(file.bytes(), each);
        record = record_of(result);
        record.written = record.changed;
        if (record.changed) file.replace(result.bytes);
    }
    record.input = each.input;
    if (each.output != "-") record.path = in_place ? each.input : each.output;
    tell_result(record, each);
    if (record.written && !in_place && each.output != "-")
        tell_->remark(fmt::format("wrote {}", each.output));
}

void edits::tell_failure(std::string const& input, bt::error const& e)
{
    streams_->out.flush();
    tell_->input_failed(input, e.code(), e.what());
    // Once is enough for a thousand torrents.
    if (!e.hint().empty() && hints_.insert(e.hint()).second) tell_->complain("hint: " + e.hint());
}

exit_code edits::run(bt::record::summary& summary)
{
    std::vector<exit_code> codes;
    std::int64_t failed = 0;
    summary.torrents = static_cast<std::int64_t>(jobs_.size());
    for (auto const& each : jobs_) {
        try {
            edit(each);
            codes.push_back(exit_code::ok);
        } catch (bt::error const& e) {
            // Standard output failing is not the input's fault, but a file of -o is one's own.
            if (e.code() == exit_code::broken_pipe || !streams_->out) throw;
            tell_failure(each.input, e);
            codes.push_back(e.code());
            ++failed;
        }
        if (interrupt_.signal() != 0) break;
    }
    summary.failed = failed;
    if (auto const number = interrupt_.signal(); number != 0) return bt::stopped_by(number);
    return bt::cli::combined(codes);
}

}  // namespace

exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-edit", given.common, streams};
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        edits all{given, streams, tell};
        return all.run(summary);
    });
}

}  // namespace bt_edit
