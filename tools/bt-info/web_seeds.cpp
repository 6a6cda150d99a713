#include "web_seeds.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/net/web_seed.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <atomic>
#include <bt-info/inputs.hpp>
#include <bt-info/sampled.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace bt_info {
namespace {

using bt::exit_code;
using bt::net::web_seed_report;
using bt::record::form;
using std::chrono::milliseconds;

constexpr std::size_t seeds_at_once = 8;

/// A torrent whose web seeds are checked; they stand together.
struct subject {
    std::string input;
    bt::torrent::document what;
    std::unique_ptr<sampled> pieces;
    std::size_t first = 0;
    std::size_t count = 0;
};

struct task {
    subject const* of = nullptr;
    bt::record::web_seed_entry seed;
    web_seed_report report;
    std::exception_ptr broken;  ///< what a thread may not let pass
};

exit_code status_of(std::span<task const> of_one_torrent)
{
    auto const wrong = [](task const& each) { return each.report.delivers_wrong(); };
    if (std::ranges::any_of(of_one_torrent, wrong)) return exit_code::corrupt;
    exit_code code = exit_code::ok;
    for (auto const& each : of_one_torrent) {
        if (!each.report.failure) continue;
        if (each.report.failure->code != exit_code::timed_out) return exit_code::network;
        code = exit_code::timed_out;
    }
    return code;
}

std::optional<std::string> fault_of(web_seed_report const& report)
{
    if (report.failure) return report.failure->why;
    if (!report.wrong_sizes.empty()) {
        auto const& first = report.wrong_sizes.front();
        return fmt::format("{}: {} bytes, not {}", first.path, first.found, first.expected);
    }
    if (report.pieces_wrong > 0)
        return fmt::format(
            "{} of {} pieces do not match", report.pieces_wrong, report.pieces_checked);
    return std::nullopt;
}

bt::record::web_seed_check record_of(task const& from)
{
    auto const& report = from.report;
    bt::record::web_seed_check out;
    out.torrent = from.of->what.key();
    out.name = from.of->what.facts().name;
    out.url = from.seed.url;
    out.type = from.seed.type;
    out.ok = report.is_good();
    if (report.status != 0) out.status = report.status;
    out.ranges = report.ranges;
    if (report.files_seen > 0) out.sizes_ok = report.wrong_sizes.empty();
    for (auto const& each : report.wrong_sizes)
        out.wrong_sizes.push_back({each.path, each.expected, each.found});
    out.pieces_checked = report.pieces_checked;
    out.pieces_wrong = report.pieces_wrong;
    out.received_bytes = report.received_bytes;
    out.elapsed = static_cast<double>(report.elapsed.count()) / 1000;
    if (report.received_bytes > 0)
        out.rate = report.received_bytes * 1000 / std::max<std::int64_t>(report.elapsed.count(), 1);
    out.error = fault_of(report);
    out.input = from.of->input;
    return out;
}

class checking {
public:
    checking(
        std::vector<std::string> const& inputs,
        options const& given,
        bt::cli::io& streams,
        bt::cli::teller& tell)
        : inputs_{&inputs}
        , given_{&given}
        , streams_{&streams}
        , tell_{&tell}
    {
    }

    exit_code run(bt::record::summary& summary);

private:
    void take(std::string const& input, inspected what);
    void check_all();
    void check(task& each);
    [[nodiscard]] exit_code conclude(subject const& of);

    std::vector<std::string> const* inputs_;
    options const* given_;
    bt::cli::io* streams_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    std::vector<std::unique_ptr<subject>> subjects_;
    std::vector<task> tasks_;
};

void checking::take(std::string const& input, inspected what)
{
    constexpr std::string_view doing = "check the web seeds of";
    auto* const file = std::get_if<bt::torrent::document>(&what);
    if (file == nullptr)
        bt::fail(exit_code::bad_input, doing, input, "a magnet link has no hashes of the data");
    if (file->facts().web_seeds.empty())
        bt::fail(exit_code::not_found, doing, input, "it names none");
    auto of = std::make_unique<subject>(subject{input, std::move(*file), nullptr, tasks_.size()});
    of->pieces = std::make_unique<sampled>(of->what, given_->samples);
    for (auto const& seed : of->what.facts().web_seeds)
        tasks_.push_back({.of = of.get(), .seed = seed});
    of->count = tasks_.size() - of->first;
    subjects_.push_back(std::move(of));
}

void checking::check(task& each)
try {
    auto request = each.of->pieces->request();
    request.url = each.seed.url;
    if (each.seed.type == "http_seed") request.type = bt::net::web_seed_type::http_seed;
    if (given_->timeout.value.count() > 0) request.limits.total = given_->timeout.value;
    each.report = bt::net::check_web_seed(request, interrupt_.token());
} catch (...) {
    each.broken = std::current_exception();
}

/// Each task is one thread's alone, which the shared counter sees to.
void checking::check_all()
{
    std::atomic<std::size_t> next = 0;
    auto const work = [&] {
        for (auto i = next++; i < tasks_.size(); i = next++)
            check(tasks_[i]);
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < std::min(seeds_at_once, tasks_.size()); ++i)
            threads.emplace_back(work);
        work();
    }
    for (auto const& each : tasks_)
        if (each.broken) std::rethrow_exception(each.broken);
}

exit_code checking::conclude(subject const& of)
{
    auto const tasks = std::span{tasks_}.subspan(of.first, of.count);
    bool const human = tell_->write().as() == form::human;
    if (human)
        fmt::print(
            streams_->out,
            "{}{}\n",
            &of == subjects_.front().get() ? "" : "\n",
            bt::printable(of.what.facts().name.value_or(of.input)));
    for (auto const& each : tasks) {
        if (human)
            fmt::print(streams_->out, "{}\n", line_of(record_of(each)));
        else
            tell_->write()(record_of(each));
    }
    return status_of(tasks);
}

exit_code checking::run(bt::record::summary& summary)
{
    auto codes = for_each_input(
        *inputs_,
        *given_,
        *tell_,
        interrupt_.token(),
        [&](std::string const& input, inspected what) { take(input, std::move(what)); });
    check_all();
    for (auto const& each : subjects_)
        codes.push_back(conclude(*each));
    summary.torrents = static_cast<std::int64_t>(inputs_->size());
    summary.failed =
        std::ranges::count_if(codes, [](exit_code code) { return code != exit_code::ok; });
    if (auto const number = interrupt_.signal(); number != 0) return bt::stopped_by(number);
    return bt::cli::combined(codes);
}

}  // namespace

exit_code check_web_seeds(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell)
{
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        return checking{inputs, given, streams, tell}.run(summary);
    });
}

std::string line_of(bt::record::web_seed_check const& check)
{
    bool const wrong = check.pieces_wrong > 0 || !check.wrong_sizes.empty();
    auto const spent = milliseconds{static_cast<std::int64_t>(check.elapsed * 1000)};
    auto line = fmt::format(
        "{:<6}  {:>3}  {} of {} {}  {:>12}  {:>6}  {}",
        check.ok    ? "ok"
            : wrong ? "wrong"
                    : "failed",
        check.status ? std::to_string(*check.status) : "-",
        check.pieces_checked - check.pieces_wrong,
        check.pieces_checked,
        check.pieces_checked == 1 ? "piece" : "pieces",
        check.rate ? bt::format_size(*check.rate) + "/s" : "-",
        bt::format_duration(spent),
        bt::printable(check.url));
    if (check.error) line += ": " + bt::printable(*check.error);
    return line;
}

}  // namespace bt_info
