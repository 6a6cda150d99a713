#include "top_view.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/glob.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/console.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bt-ctl/context.hpp>
#include <bt-ctl/table.hpp>
#include <tuple>

namespace bt_ctl {
namespace {

struct sort_row {
    std::string_view word;
    std::string_view head;
    std::size_t width;  ///< negative room is what is left
    bool is_number;
};
constexpr std::array sort_table{
    sort_row{"name", "NAME", 0, false},
    sort_row{"state", "STATE", 11, false},
    sort_row{"done", "DONE", 6, true},
    sort_row{"size", "SIZE", 5, true},
    sort_row{"down", "DOWN", 5, true},
    sort_row{"up", "UP", 5, true},
    sort_row{"peers", "PEERS", 5, true},
    sort_row{"ratio", "RATIO", 5, true},
};

// A title, a line of column heads, and one of keys.
constexpr std::size_t other_lines = 3;

constexpr std::string_view inverse{"\x1b[7m"};
constexpr std::string_view bold{"\x1b[1m"};

/// Exactly so many columns.
std::string padded(std::string_view text, std::size_t columns, bool at_right = false)
{
    auto out = bt::cli::fit(text, columns);
    auto const own = bt::columns_of(out);
    std::string const gap(columns > own ? columns - own : 0, ' ');
    return at_right ? gap + out : out + gap;
}

bool is_before(top_row const& a, top_row const& b, sorting by)
{
    auto const key = [by](top_row const& of) -> double {
        switch (by) {
        case sorting::done:
            return of.progress;
        case sorting::size:
            return static_cast<double>(of.size);
        case sorting::down:
            return static_cast<double>(of.down);
        case sorting::up:
            return static_cast<double>(of.up);
        case sorting::peers:
            return static_cast<double>(of.peers);
        case sorting::ratio:
            return of.ratio;
        case sorting::name:
        case sorting::state:
            break;
        }
        return 0;
    };
    if (by == sorting::state && shown_state(a) != shown_state(b))
        return shown_state(a) < shown_state(b);
    // Of numbers the largest is what is looked for.
    if (auto const x = key(a), y = key(b); x != y) return x > y;
    return std::tie(a.name, a.key) < std::tie(b.name, b.key);
}

std::string rate(std::int64_t bytes)
{
    return bytes > 0 ? compact(bytes) : "-";
}

std::string cells_of(top_row const& row, std::size_t columns)
{
    auto const out = fmt::format(
        "{} {:>6} {:>5} {:>5} {:>5} {:>5} {:>5} ",
        padded(shown_state(row), 11),
        fmt::format("{:.1f}%", row.progress * 100),
        compact(row.size),
        rate(row.down),
        rate(row.up),
        row.peers,
        fmt::format("{:.2f}", std::min(row.ratio, 99.99)));
    auto const used = out.size();
    return padded(out + bt::cli::fit(row.name, columns > used ? columns - used : 0), columns);
}

std::string heads(top_state const& what, std::size_t columns)
{
    std::string out;
    for (std::size_t i = 1; i <= sort_table.size(); ++i) {
        auto const& each = sort_table[i % sort_table.size()];
        bool const is_it = static_cast<std::size_t>(what.by) == i % sort_table.size();
        auto const mark = !is_it ? "" : what.reverse ? "^" : "v";
        auto const width = std::max(each.width, each.head.size());
        auto const head = fmt::format("{}{}", mark, each.head);
        out += padded(head, std::max(width, each.width == 0 ? head.size() : 0), each.is_number);
        out.push_back(' ');
    }
    return padded(out, columns);
}

std::string title(top_state const& what, std::size_t shown, std::size_t columns)
{
    std::int64_t down = 0;
    std::int64_t up = 0;
    std::int64_t active = 0;
    for (auto const& [key, row] : what.torrents) {
        down += row.down;
        up += row.up;
        active += row.down + row.up > 0 ? 1 : 0;
    }
    auto const count = shown == what.torrents.size()
        ? fmt::format("{}", shown)
        : fmt::format("{} of {}", shown, what.torrents.size());
    return padded(
        fmt::format(
            "{}: {} torrents, {} active, down {}/s, up {}/s",
            what.session,
            count,
            active,
            bt::format_size(down),
            bt::format_size(up)),
        columns);
}

std::string foot(top_state const& what, std::size_t columns)
{
    if (what.is_typing) return padded("/" + bt::printable(what.filter), columns);
    if (!what.message.empty()) return padded(bt::printable(what.message), columns);
    auto text = what.open
        ? std::string{"Esc back  p pause/resume  q quit"}
        : std::string{
            "q quit  arrows select  Enter open  p pause/resume  s sort  r reverse  / find"};
    return padded(text, columns);
}

/// A table with as many rows as fit, and its heads.
void append_table(
    std::vector<std::string>& to,
    std::vector<column> const& columns,
    std::vector<value> const& records,
    extent size)
{
    std::vector<std::vector<std::string>> rows(1);
    std::vector<std::size_t> widths;
    for (auto const& each : columns) {
        rows[0].emplace_back(each.head);
        widths.push_back(0);
    }
    for (auto const& each : records) {
        std::vector<std::string> cells;
        for (auto const& one : columns)
            cells.push_back(dressed(each, one));
        rows.push_back(std::move(cells));
    }
    for (auto const& row : rows)
        for (std::size_t at = 0; at < row.size(); ++at)
            widths[at] = std::max(widths[at], bt::columns_of(row[at]));
    shrink(widths, columns, size.columns);
    for (std::size_t at = 0; at < rows.size() && to.size() + 1 < size.rows; ++at) {
        auto const line = padded(joined(rows[at], widths, columns, size.columns), size.columns);
        to.push_back(at == 0 ? fmt::format("{}{}", bold, line) : line);
    }
}

std::vector<std::string> detail_frame(top_state const& what, extent size)
{
    std::vector<std::string> out;
    auto const found = what.torrents.find(what.selected);
    auto const& row = found == what.torrents.end() ? top_row{} : found->second;
    out.push_back(fmt::format("{}{}", bold, padded(row.name, size.columns)));
    out.push_back(padded(
        fmt::format(
            "{}  {:.1f}% of {}  down {}/s  up {}/s  {} peers  ratio {:.2f}",
            shown_state(row),
            row.progress * 100,
            bt::format_size(row.size),
            bt::format_size(row.down),
            bt::format_size(row.up),
            row.peers,
            row.ratio),
        size.columns));
    out.push_back(padded(row.key, size.columns));
    if (!what.open->fault.empty())
        out.push_back(padded(bt::printable(what.open->fault), size.columns));
    out.emplace_back();
    constexpr std::size_t most_trackers = 6;
    auto trackers = what.open->trackers;
    if (trackers.size() > most_trackers) trackers.resize(most_trackers);
    if (!trackers.empty()) {
        append_table(
            out,
            {{"tier", "TIER", look::number}, {"verified", "ANSWERED"}, {"url", "TRACKER"}},
            trackers,
            size);
        out.emplace_back();
    }
    append_table(
        out,
        {{"endpoint", "PEER"},
         {"progress", "DONE", look::percent},
         {"payload_down_rate", "DOWN", look::rate},
         {"payload_up_rate", "UP", look::rate},
         {"client", "CLIENT"}},
        what.open->peers,
        size);
    out.resize(std::max<std::size_t>(size.rows, 1) - 1);
    out.push_back(fmt::format("{}{}", inverse, foot(what, size.columns)));
    return out;
}

}  // namespace

std::string compact(std::int64_t bytes)
{
    constexpr std::string_view units{"BKMGTPE"};
    auto number = static_cast<double>(bytes);
    std::size_t at = 0;
    // From 999.5 on it would be rounded to four digits.
    for (; number >= 999.5 && at + 1 < units.size(); ++at)
        number /= 1024;
    if (at == 0 || number >= 9.95) return fmt::format("{:.0f}{}", number, units[at]);
    return fmt::format("{:.1f}{}", number, units[at]);
}

top_row row_of(value const& status)
{
    auto const real = [&](std::string_view name) {
        auto const* const found = status.find(name);
        return found == nullptr ? 0 : found->number().value_or(0);
    };
    auto const* const paused = status.find("is_paused");
    auto const here = real("total_done");
    top_row out{
        .key = text_in(status, "torrent"),
        .name = bt::printable(text_in(status, "name")),
        .state = std::string{state_word(status)},
        .progress = real("progress"),
        .size = integer_in(status, "total_wanted"),
        .down = integer_in(status, "download_payload_rate"),
        .up = integer_in(status, "upload_payload_rate"),
        .peers = integer_in(status, "num_peers"),
        .ratio = here > 0 ? real("all_time_upload") / here : 0,
        .is_paused = paused != nullptr && paused->truth() != nullptr && *paused->truth()};
    if (out.name.empty()) out.name = out.key;
    return out;
}

std::string_view shown_state(top_row const& row)
{
    if (!row.asked) return row.state;
    return *row.asked ? "paused" : "resuming";
}

void take_status(top_state& what, top_row now)
{
    auto& row = what.torrents[now.key];
    if (row.asked && *row.asked != now.is_paused) {
        now.asked = row.asked;
        now.looks = row.looks;
    }
    row = std::move(now);
}

void take_order(top_row& row, bool pauses)
{
    constexpr int patience = 5;
    row.asked = pauses;
    row.looks = patience;
}

void take_time(top_state& what)
{
    for (auto& [key, row] : what.torrents)
        if (row.asked && --row.looks <= 0) row.asked.reset();
}

std::optional<sorting> sorting_named(std::string_view word)
{
    auto const found = std::ranges::find(sort_table, word, &sort_row::word);
    if (found == sort_table.end()) return std::nullopt;
    return static_cast<sorting>(found - sort_table.begin());
}

sorting next(sorting by)
{
    return static_cast<sorting>((static_cast<std::size_t>(by) + 1) % sort_table.size());
}

std::vector<top_row const*> visible(top_state const& what)
{
    std::vector<top_row const*> out;
    auto const part = bt::lowered(what.filter);
    for (auto const& [key, row] : what.torrents)
        if (part.empty() || bt::lowered(row.name).find(part) != std::string::npos
            || bt::glob_matches(what.filter, row.name) || key.starts_with(part))
            out.push_back(&row);
    std::ranges::sort(out, [&](auto const* a, auto const* b) {
        return what.reverse ? is_before(*b, *a, what.by) : is_before(*a, *b, what.by);
    });
    return out;
}

std::size_t room(extent size)
{
    return size.rows > other_lines ? size.rows - other_lines : 1;
}

void settle(top_state& what, extent size)
{
    auto const rows = visible(what);
    if (rows.empty()) {
        what.first = 0;
        if (!what.open) what.selected.clear();
        return;
    }
    auto found = std::ranges::find(rows, what.selected, [](auto const* row) { return row->key; });
    if (found == rows.end()) {
        if (what.open) return;
        found = rows.begin() + static_cast<std::ptrdiff_t>(std::min(what.first, rows.size() - 1));
        what.selected = (*found)->key;
    }
    auto const at = static_cast<std::size_t>(found - rows.begin());
    auto const fit = room(size);
    if (at < what.first) what.first = at;
    if (at >= what.first + fit) what.first = at + 1 - fit;
    if (rows.size() <= fit) what.first = 0;
}

void move(top_state& what, std::ptrdiff_t by, extent size)
{
    auto const rows = visible(what);
    if (rows.empty()) return;
    auto const found =
        std::ranges::find(rows, what.selected, [](auto const* row) { return row->key; });
    auto const at = found == rows.end() ? 0 : found - rows.begin();
    auto const last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
    what.selected =
        rows[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + by, 0, last))]->key;
    settle(what, size);
}

std::vector<std::string> frame(top_state const& what, extent size)
{
    if (what.open) return detail_frame(what, size);
    auto const rows = visible(what);
    std::vector<std::string> out;
    out.push_back(fmt::format("{}{}", bold, title(what, rows.size(), size.columns)));
    out.push_back(fmt::format("{}{}", inverse, heads(what, size.columns)));
    for (std::size_t i = 0; i < room(size); ++i) {
        auto const at = what.first + i;
        if (at >= rows.size()) {
            out.emplace_back();
            continue;
        }
        auto const line = cells_of(*rows[at], size.columns);
        bool const is_it = rows[at]->key == what.selected;
        out.push_back(is_it ? fmt::format("{}{}", inverse, line) : line);
    }
    out.push_back(foot(what, size.columns));
    out.resize(std::min(out.size(), size.rows));
    return out;
}

}  // namespace bt_ctl
