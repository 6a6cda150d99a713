#include "progress.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/console.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <ostream>

namespace bt::cli {
namespace {

constexpr std::chrono::milliseconds least_gap{200};
constexpr std::size_t bar_width = 20;

std::string bar(double ratio)
{
    auto const full = static_cast<std::size_t>(std::clamp(ratio, 0.0, 1.0) * bar_width);
    return fmt::format("[{}{}]", std::string(full, '#'), std::string(bar_width - full, '.'));
}

}  // namespace

std::string progress_text(progress_state const& state, std::size_t columns)
{
    std::string facts = fmt::format("{:5.1f}%", std::clamp(state.ratio, 0.0, 1.0) * 100);
    if (state.total_bytes > 0)
        facts += fmt::format(
            "  {} of {}", format_size(state.done_bytes), format_size(state.total_bytes));
    if (state.rate) facts += fmt::format("  {}/s", format_size(*state.rate));
    if (state.eta) facts += fmt::format("  ETA {}", format_duration(*state.eta));
    if (!state.extra.empty()) facts += "  " + printable(state.extra);
    if (facts.size() + bar_width + 4 <= columns) facts = bar(state.ratio) + " " + facts;
    // The name gets what room is left; below that it only gets in the way.
    constexpr std::size_t least_name = 8;
    if (facts.size() + least_name + 2 > columns) return fit(facts, columns);
    return fit(printable(state.what), columns - facts.size() - 2) + "  " + facts;
}

progress_state
paced(std::string what, std::int64_t done, std::int64_t total, std::chrono::milliseconds spent)
{
    progress_state state{.what = std::move(what), .done_bytes = done, .total_bytes = total};
    if (total > 0) state.ratio = static_cast<double>(done) / static_cast<double>(total);
    auto const seconds = std::chrono::duration<double>(spent).count();
    if (seconds <= 0 || done <= 0) return state;
    auto const rate = static_cast<double>(done) / seconds;
    state.rate = static_cast<std::int64_t>(rate);
    auto const left = static_cast<double>(std::max<std::int64_t>(total - done, 0)) / rate;
    state.eta = std::chrono::seconds{static_cast<std::int64_t>(left)};
    return state;
}

progress_line::progress_line(io& streams, bool draw)
    : streams_{&streams}
    , draw_{draw}
{
}

progress_line::~progress_line()
{
    wipe();
}

bool progress_line::is_due() const
{
    return draw_ && (lines_ == 0 || std::chrono::steady_clock::now() - last_ >= least_gap);
}

void progress_line::show(std::span<progress_state const> states)
{
    if (!is_due() || states.empty()) return;
    last_ = std::chrono::steady_clock::now();
    auto const columns = static_cast<std::size_t>(std::max(terminal_columns() - 1, 20));
    auto const rows = static_cast<std::size_t>(std::max(terminal_rows() - 1, 1));
    auto const count = std::min(states.size(), rows);
    std::string text = "\r";
    // Back to the first of the lines that are there.
    if (lines_ > 1) text += fmt::format("\x1b[{}A", lines_ - 1);
    for (std::size_t at = 0; at < count; ++at) {
        if (at > 0) text += "\r\n";
        text += progress_text(states[at], columns) + "\x1b[K";
    }
    if (lines_ > count) text += "\x1b[J";
    lines_ = count;
    streams_->err << text << std::flush;
}

void progress_line::wipe()
{
    if (lines_ == 0) return;
    if (lines_ > 1) streams_->err << fmt::format("\x1b[{}A", lines_ - 1);
    lines_ = 0;
    streams_->err << "\r\x1b[J" << std::flush;
}

}  // namespace bt::cli
