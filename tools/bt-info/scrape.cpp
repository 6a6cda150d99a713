#include "scrape.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/net/scrape.hpp>
#include <bt/torrent/describe.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <bt-info/inputs.hpp>
#include <optional>
#include <vector>

namespace bt_info {
namespace {

using bt::exit_code;
using bt::record::form;

/// A torrent that is asked about; its questions and answers stand together.
struct subject {
    std::string input;
    std::string name;
    std::size_t first = 0;
    std::size_t count = 0;
};

class scraping {
public:
    scraping(
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
    void take(std::string const& input, inspected const& what);
    void add_question(
        subject& of,
        bt::record::tracker_entry const& tracker,
        std::string_view version,
        std::optional<std::string> const& hex);
    void ask();
    void tell_answers(subject const& of);
    [[nodiscard]] std::span<bt::record::scrape const> answers_of(subject const& of) const;
    [[nodiscard]] exit_code conclude(subject const& of);

    std::vector<std::string> const* inputs_;
    options const* given_;
    bt::cli::io* streams_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    std::vector<subject> subjects_;
    std::vector<bt::net::scrape_question> questions_;
    std::vector<bt::record::scrape> answers_;  ///< in the order of the questions
};

void scraping::take(std::string const& input, inspected const& what)
{
    auto const info =
        std::visit([](auto const& each) { return bt::torrent::describe(each); }, what);
    if (info.trackers.empty())
        bt::fail(exit_code::not_found, "scrape", input, "it names no tracker");
    subject of{input, info.name.value_or(input), questions_.size()};
    for (auto const& tracker : info.trackers) {
        add_question(of, tracker, "v1", info.info_hash_v1);
        add_question(of, tracker, "v2", info.info_hash_v2);
    }
    auto const torrent = info.info_hash_v1 ? info.info_hash_v1 : info.info_hash_v2;
    for (auto i = of.first; i < questions_.size(); ++i) {
        answers_[i].torrent = torrent.value_or("");
        answers_[i].name = info.name;
    }
    subjects_.push_back(std::move(of));
}

void scraping::add_question(
    subject& of,
    bt::record::tracker_entry const& tracker,
    std::string_view version,
    std::optional<std::string> const& hex)
{
    // Trackers know a v2 torrent by the first 20 bytes of its hash (BEP 52).
    constexpr std::size_t hex_digits = 40;
    auto hash = hex ? bt::from_hex(std::string_view{*hex}.substr(0, hex_digits)) : std::nullopt;
    if (!hash) return;
    questions_.push_back({tracker.url, std::move(*hash)});
    bt::record::scrape answer;
    answer.url = tracker.url;
    answer.tier = tracker.tier;
    answer.version = version;
    answer.input = of.input;
    answers_.push_back(std::move(answer));
    ++of.count;
}

void scraping::ask()
{
    bt::net::scrape_limits limits;
    if (given_->timeout.value.count() > 0) limits.total = given_->timeout.value;
    // Those that wait for their turn get a third of the time for themselves.
    limits.each = limits.total * 2 / 3;
    auto const told = [&](std::size_t done, std::size_t all) {
        tell_->progress().show(
            {.what = "asking trackers",
             .ratio = static_cast<double>(done) / static_cast<double>(all),
             .extra = fmt::format("{} of {}", done, all)});
    };
    if (!questions_.empty()) told(0, questions_.size());
    auto const said = bt::net::scrape(questions_, limits, interrupt_.token(), told);
    tell_->progress().wipe();
    for (std::size_t i = 0; i < said.size(); ++i) {
        auto& into = answers_[i];
        into.verdict = bt::net::row_of(said[i].verdict).word;
        into.complete = said[i].complete;
        into.incomplete = said[i].incomplete;
        into.downloaded = said[i].downloaded;
        into.elapsed = static_cast<double>(said[i].elapsed.count()) / 1000;
        if (!said[i].why.empty()) into.error = said[i].why;
    }
}

std::span<bt::record::scrape const> scraping::answers_of(subject const& of) const
{
    return std::span{answers_}.subspan(of.first, of.count);
}

void scraping::tell_answers(subject const& of)
{
    auto const answers = answers_of(of);
    if (tell_->write().as() != form::human) {
        for (auto const& each : answers)
            tell_->write()(each);
        return;
    }
    fmt::print(
        streams_->out,
        "{}{}\n{:>7}  {:>8}  {:>9}  {:>6}  tracker\n",
        &of == &subjects_.front() ? "" : "\n",
        bt::printable(of.name),
        "seeds",
        "leechers",
        "downloads",
        "time");
    bool const two =
        std::ranges::any_of(answers, [](auto const& each) { return each.version != "v1"; });
    for (auto const& each : answers)
        fmt::print(streams_->out, "{}\n", line_of(each, two));
}

exit_code scraping::conclude(subject const& of)
{
    auto const code = status_of(answers_of(of));
    if (code == exit_code::ok || interrupt_.signal() != 0) return code;
    streams_->out.flush();
    tell_->input_failed(
        of.input,
        code,
        fmt::format(
            "cannot scrape {}: {}",
            of.input,
            code == exit_code::not_found       ? "no tracker that answered knows it"
                : code == exit_code::timed_out ? "no tracker answered in time"
                                               : "no tracker answered"));
    return code;
}

exit_code scraping::run(bt::record::summary& summary)
{
    auto codes = for_each_input(
        *inputs_,
        *given_,
        *tell_,
        interrupt_.token(),
        [&](std::string const& input, inspected what) { take(input, what); });
    ask();
    for (auto const& each : subjects_) {
        tell_answers(each);
        codes.push_back(conclude(each));
    }
    summary.torrents = static_cast<std::int64_t>(inputs_->size());
    summary.failed =
        std::ranges::count_if(codes, [](exit_code code) { return code != exit_code::ok; });
    if (auto const number = interrupt_.signal(); number != 0) return bt::stopped_by(number);
    return bt::cli::combined(codes);
}

std::string count_text(std::optional<std::int64_t> const& count)
{
    return count ? std::to_string(*count) : "-";
}

}  // namespace

exit_code scrape_trackers(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell)
{
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        return scraping{inputs, given, streams, tell}.run(summary);
    });
}

exit_code status_of(std::span<bt::record::scrape const> of_one_torrent)
{
    using bt::net::scrape_verdict;
    auto const is = [](scrape_verdict verdict) {
        return [word = bt::net::row_of(verdict).word](auto const& each) {
            return each.verdict == word;
        };
    };
    if (std::ranges::any_of(of_one_torrent, is(scrape_verdict::ok))) return exit_code::ok;
    if (std::ranges::any_of(of_one_torrent, is(scrape_verdict::unknown)))
        return exit_code::not_found;
    bool const late = std::ranges::any_of(of_one_torrent, is(scrape_verdict::timed_out));
    bool const failed = std::ranges::any_of(of_one_torrent, is(scrape_verdict::failed));
    return late && !failed ? exit_code::timed_out : exit_code::network;
}

std::string line_of(bt::record::scrape const& answer, bool with_version)
{
    auto const spent = std::chrono::milliseconds{static_cast<std::int64_t>(answer.elapsed * 1000)};
    auto line = fmt::format(
        "{:>7}  {:>8}  {:>9}  {:>6}  {}",
        count_text(answer.complete),
        count_text(answer.incomplete),
        count_text(answer.downloaded),
        bt::format_duration(spent),
        bt::printable(answer.url));
    if (with_version) line += fmt::format(" ({})", answer.version);
    if (answer.error) line += ": " + bt::printable(*answer.error);
    return line;
}

}  // namespace bt_info
