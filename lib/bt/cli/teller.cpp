#include "teller.hpp"

#include <bt/base/text.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <chrono>
#include <ostream>

namespace bt::cli {

teller::teller(std::string_view tool, common_options const& common, io& streams)
    : tool_{tool}
    , common_{&common}
    , streams_{&streams}
    , write_{streams.out, common.form(streams)}
    , progress_{streams, common.draws_progress(streams)}
{
}

void teller::result(std::string_view text)
{
    if (is_json()) return;
    progress_.wipe();
    auto const safe = streams_->out_is_terminal ? printable(text) : tsv_value(text);
    streams_->out << safe << '\n' << std::flush;
}

void teller::flush()
{
    streams_->out.flush();
}

void teller::raw(std::string_view bytes)
{
    progress_.wipe();
    streams_->out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    streams_->out.flush();
}

void teller::complain(std::string_view text)
{
    progress_.wipe();
    fmt::print(streams_->err, "{}: {}\n", tool_, printable(text));
}

void teller::remark(std::string_view text)
{
    if (common_->quiet) return;
    if (common_->verbose == 0 && !common_->draws_progress(*streams_)) return;
    complain(text);
}

bool teller::takes_status_turn(interrupt& asked)
{
    auto const now = std::chrono::steady_clock::now();
    bool const wanted = asked.take_status_request();
    bool const due =
        common_->tells_progress() && now - last_status_ >= common_->progress_interval.value;
    if (wanted || due) last_status_ = now;
    return wanted || due;
}

void teller::input_failed(
    std::string_view input, exit_code code, std::string_view sentence, std::string_view hint)
{
    if (is_json())
        write_(record::input_error{
            .input = std::string{input},
            .code = static_cast<int>(code),
            .message = std::string{sentence}});
    complain(sentence);
    if (!hint.empty()) complain(fmt::format("hint: {}", hint));
}

namespace {

exit_code
summed_up(teller& tell, bool of_success, std::function<exit_code(record::summary&)> const& work)
{
    auto const start = std::chrono::steady_clock::now();
    record::summary summary;
    auto const finish = [&](exit_code code) {
        tell.progress().wipe();
        summary.exit_code = static_cast<int>(code);
        if (summary.reason.empty()) summary.reason = row_of(code).name;
        auto const length = std::chrono::steady_clock::now() - start;
        summary.duration =
            static_cast<double>(
                std::chrono::duration_cast<std::chrono::milliseconds>(length).count())
            / 1000;
        if (tell.is_json() && (of_success || code != exit_code::ok)) tell.write()(summary);
        return code;
    };
    try {
        return finish(work(summary));
    } catch (error const& e) {
        // Where standard output itself is what failed, nothing more can be said on it.
        if (e.code() == exit_code::broken_pipe || e.code() == exit_code::no_output) throw;
        summary.message = e.what();
        finish(e.code());
        throw;
    }
}

}  // namespace

exit_code with_summary(teller& tell, std::function<exit_code(record::summary&)> const& work)
{
    return summed_up(tell, true, work);
}

exit_code
with_summary_of_failure(teller& tell, std::function<exit_code(record::summary&)> const& work)
{
    return summed_up(tell, false, work);
}

exit_code combined(std::span<exit_code const> each)
{
    if (each.empty()) return exit_code::ok;
    bool const agree = std::ranges::all_of(each, [&](exit_code code) { return code == each[0]; });
    return agree ? each[0] : exit_code::partial;
}

}  // namespace bt::cli
