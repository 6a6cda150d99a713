#include "table.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/console.hpp>
#include <bt/record/catalog.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <numeric>
#include <ostream>

namespace bt_ctl {
namespace {

using bt::record::dress;
using bt::record::unit;

/// The names that are true, if the object is of truth values; else nothing.
std::optional<std::string> true_names(value const& what)
{
    auto const* const members = what.members();
    if (members == nullptr || members->empty()) return std::nullopt;
    std::string out;
    for (auto const& each : *members) {
        if (each.held.truth() == nullptr) return std::nullopt;
        if (!*each.held.truth()) continue;
        if (!out.empty()) out.push_back(',');
        out += each.key;
    }
    return out;
}

/// Lists as their elements with commas, flags as those that are set, other objects as JSON.
std::string plain(value const& what)
{
    if (what.is_null()) return {};
    if (what.text() != nullptr) return *what.text();
    if (auto names = true_names(what)) return *names;
    if (what.values() == nullptr) return bt::control::to_json(what);
    std::string out;
    for (auto const& each : *what.values()) {
        if (!out.empty()) out.push_back(',');
        out += plain(each);
    }
    return out;
}

std::optional<double> given_back(value const& status)
{
    auto const here = integer_in(status, "total_done");
    if (here <= 0) return std::nullopt;
    return static_cast<double>(integer_in(status, "all_time_upload")) / static_cast<double>(here);
}

unit unit_of(look as)
{
    switch (as) {
    case look::size:
        return unit::bytes;
    case look::rate:
        return unit::bytes_per_second;
    case look::percent:
        return unit::ratio;
    case look::seconds:
        return unit::seconds;
    case look::time:
        return unit::unix_time;
    case look::text:
    case look::hash:
    case look::number:
    case look::ratio:
    case look::state:
    case look::given:
        break;
    }
    return unit::none;
}

std::string number_text(value const& what, unit in, dress as)
{
    if (auto const* const whole = what.integer()) return bt::record::number_text(*whole, in, as);
    return bt::record::number_text(what.number().value_or(0), in, as);
}

std::string dressed_number(value const& what, look as)
{
    auto const number = what.number().value_or(0);
    if (as == look::percent) return fmt::format("{:.1f}%", number * 100);
    if (as == look::ratio) return fmt::format("{:.2f}", number);
    if (as == look::rate && number == 0) return "-";
    if (as == look::rate && number < 0) return "no limit";
    if (as == look::number) return bt::control::to_json(what);
    auto const whole = static_cast<std::int64_t>(number);
    if (as == look::size) return bt::format_size(whole);
    if (as == look::rate) return bt::format_size(whole) + "/s";
    return number_text(what, unit_of(as), dress::human);
}

std::string with_colour(std::string text, bool colours)
{
    return colours ? "\x1b[1m" + text + "\x1b[0m" : text;
}

/// The facts of the record's kind; nullptr for others.
bt::record::kind_facts const* facts_of(value const& record)
{
    auto const all = bt::record::catalog();
    auto const found =
        std::ranges::find(all, text_in(record, "kind"), &bt::record::kind_facts::kind);
    return found == all.end() ? nullptr : &*found;
}

unit unit_of(bt::record::kind_facts const* facts, std::string_view key)
{
    if (facts == nullptr) return unit::none;
    auto const found = std::ranges::find(facts->fields, key, &bt::record::field_facts::key);
    return found == facts->fields.end() ? unit::none : found->in;
}

/// A list of objects has a line for each.
std::string block_value(value const& what, unit in, dress as)
{
    if (what.number() && in == unit::ratio && as == dress::human)
        return fmt::format("{:.1f}%", what.number().value_or(0) * 100);
    if (what.number()) return number_text(what, in, as);
    if (what.truth() != nullptr) return *what.truth() ? "yes" : "no";
    auto const* const all = what.values();
    bool const has_objects = all != nullptr && !all->empty() && all->front().members() != nullptr;
    if (!has_objects) return bt::printable(plain(what));
    std::string out;
    for (auto const& each : *all)
        out += (out.empty() ? "" : "\n") + bt::printable(plain(each));
    return out;
}

}  // namespace

std::string_view state_word(value const& status)
{
    auto const is = [&](std::string_view name) {
        auto const* const found = status.find(name);
        return found != nullptr && found->truth() != nullptr && *found->truth();
    };
    if (status.find("error_code") != nullptr) return "error";
    if (is("is_queued")) return "queued";
    if (is("is_paused")) return "paused";
    auto const state = text_in(status, "state");
    if (state == "downloading_metadata") return "metadata";
    if (state.starts_with("checking")) return "checking";
    for (auto const each : {"downloading", "finished", "seeding", "allocating"})
        if (state == each) return each;
    return "unknown";
}

bool is_number(look as)
{
    return as != look::text && as != look::hash && as != look::state && as != look::time;
}

std::string dressed(value const& record, column const& what)
{
    if (what.as == look::state) return std::string{state_word(record)};
    if (what.as == look::given) {
        auto const ratio = given_back(record);
        return ratio ? fmt::format("{:.2f}", *ratio) : "-";
    }
    auto const* const found = record.find(what.field);
    if (found == nullptr || found->is_null()) return "-";
    if (found->number() && what.as != look::text) return dressed_number(*found, what.as);
    if (found->truth() != nullptr) return *found->truth() ? "yes" : "no";
    auto text = plain(*found);
    constexpr std::size_t digits = 8;
    if (what.as == look::hash) text.resize(std::min(text.size(), digits));
    return text.empty() ? "-" : bt::printable(text);
}

std::string bare(value const& record, column const& what)
{
    if (what.as == look::given) {
        auto const ratio = given_back(record);
        return ratio ? fmt::format("{:.3f}", *ratio) : std::string{};
    }
    auto const* const found = record.find(what.field);
    return found == nullptr ? std::string{} : bt::tsv_value(plain(*found));
}

table::table(std::vector<column> columns, bt::cli::io& streams, bool colours)
    : columns_{std::move(columns)}
    , streams_{&streams}
    , colours_{colours}
{
}

void table::add(value const& record)
{
    std::vector<std::string> cells;
    for (auto const& each : columns_)
        cells.push_back(dressed(record, each));
    rows_.push_back(std::move(cells));
}

void shrink(std::vector<std::size_t>& widths, std::vector<column> const& columns, std::size_t width)
{
    constexpr std::size_t least = 12;
    auto total = std::accumulate(widths.begin(), widths.end(), 2 * (widths.size() - 1));
    for (; total > width; --total) {
        std::size_t* widest = nullptr;
        for (std::size_t at = 0; at < widths.size(); ++at)
            if (columns[at].as == look::text && (widest == nullptr || widths[at] > *widest))
                widest = &widths[at];
        if (widest == nullptr || *widest <= least) return;
        --*widest;
    }
}

std::string joined(
    std::vector<std::string> const& cells,
    std::vector<std::size_t> const& widths,
    std::vector<column> const& columns,
    std::size_t width)
{
    std::string out;
    std::size_t used = 0;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        bool const is_last = at + 1 == cells.size();
        auto const whole = bt::columns_of(cells[at]);
        auto const cell = whole > widths[at] ? bt::cli::fit(cells[at], widths[at]) : cells[at];
        auto const own = std::min(whole, widths[at]);
        auto const room = widths[at] - own;
        if (at > 0) out += "  ";
        used += at > 0 ? 2 : 0;
        auto const left = width > used ? width - used : 0;
        if (is_number(columns[at].as)) out.append(room, ' ');
        out += is_last && own > left ? bt::cli::fit(cell, left) : cell;
        if (!is_number(columns[at].as) && !is_last) out.append(room, ' ');
        used += widths[at];
    }
    return out;
}

void table::print()
{
    if (rows_.empty()) return;
    std::vector<std::string> heads;
    std::vector<std::size_t> widths;
    for (auto const& each : columns_) {
        heads.emplace_back(each.head);
        widths.push_back(bt::columns_of(each.head));
    }
    for (auto const& row : rows_)
        for (std::size_t at = 0; at < row.size(); ++at)
            widths[at] = std::max(widths[at], bt::columns_of(row[at]));
    auto const width = static_cast<std::size_t>(std::max(streams_->columns, 40));
    shrink(widths, columns_, width);
    auto& out = streams_->out;
    out << with_colour(joined(heads, widths, columns_, width), colours_) << '\n';
    for (auto const& row : rows_)
        out << joined(row, widths, columns_, width) << '\n';
    out.flush();
    rows_.clear();
}

std::string tsv_line(std::vector<column> const& columns, value const& record)
{
    std::string out;
    for (auto const& each : columns) {
        if (&each != &columns.front()) out.push_back('\t');
        out += bare(record, each);
    }
    return out + "\n";
}

std::vector<bt::record::labelled> block_of(value const& record, dress as)
{
    std::vector<bt::record::labelled> out;
    if (record.members() == nullptr) return out;
    auto const* const facts = facts_of(record);
    for (auto const& [key, held] : *record.members()) {
        if (key == "kind" || key.ends_with("_base64")) continue;
        auto text = block_value(held, unit_of(facts, key), as);
        if (!text.empty()) out.push_back({bt::record::label_of(key), std::move(text)});
    }
    return out;
}

}  // namespace bt_ctl
