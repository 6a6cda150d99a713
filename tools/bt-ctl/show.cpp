#include "show.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/console.hpp>
#include <bt/control/client.hpp>

#include <fmt/format.h>

#include <ostream>

namespace bt_ctl {
namespace {

using bt::record::form;

/// A line begins with its kind; what is no record gets one.
std::string reply_line(action const& one, std::string const& answer, subject const& about)
{
    if (answer.starts_with(R"({"kind":)")) return answer;
    auto out = fmt::format(R"({{"kind":"reply","method":"{}")", one.method);
    bool const names_itself = !bt::control::member_of(answer, "torrent").empty();
    if (!about.torrent.empty() && !names_itself)
        out += fmt::format(R"(,"torrent":"{}")", about.torrent);
    auto const members = answer.size() > 2 ? answer.substr(1, answer.size() - 2) : std::string{};
    return out + (members.empty() ? "" : "," + members) + "}";
}

std::string heading(subject const& about)
{
    constexpr std::size_t digits = 8;
    return fmt::format("{}  {}", about.torrent.substr(0, digits), bt::printable(about.name));
}

void show_block(context& on, value const& record, subject const& about)
{
    auto& out = on.streams().out;
    if (about.is_one_of_many) out << heading(about) << '\n';
    bt::record::print_block(out, block_of(record, bt::record::dress::human));
    if (about.is_one_of_many) out << '\n';
    out.flush();
}

/// What is no column names the first one: "URL: cannot fetch it".
void show_table(
    context& on, std::vector<std::string_view> const& rows, std::vector<column> const& columns)
{
    auto& streams = on.streams();
    auto beside = columns;
    std::erase_if(beside, [](column const& each) { return each.is_remark; });
    table out{
        beside, streams, bt::cli::wants_color(on.given().common.color, streams.out_is_terminal)};
    std::string remarks;
    for (auto const row : rows) {
        auto const record = parse(row);
        out.add(record);
        for (auto const& each : columns)
            if (each.is_remark && !bare(record, each).empty())
                remarks += fmt::format(
                    "{}: {}\n", dressed(record, columns.front()), dressed(record, each));
    }
    out.print();
    streams.out << remarks << std::flush;
}

/// The torrent comes first, unless the columns begin with it.
std::string lead_of(std::vector<column> const& columns, subject const& about)
{
    bool const has_it = !columns.empty() && columns.front().field == "torrent";
    return has_it || about.torrent.empty() ? std::string{} : about.torrent + "\t";
}

/// Each member on a line of its own, its name first.
void show_members(context& on, value const& record, subject const& about)
{
    auto const lead = about.torrent.empty() ? std::string{} : about.torrent + "\t";
    std::string out;
    for (auto const& [key, held] : *record.members())
        if (key != "kind")
            out += fmt::format("{}{}\t{}\n", lead, key, bare(record, {.field = key, .head = {}}));
    on.print(out);
}

}  // namespace

void show_rows(
    context& on,
    std::vector<std::string_view> const& rows,
    std::vector<column> const& columns,
    subject const& about)
{
    auto const as = on.tell().write().as();
    if (as == form::json) {
        std::string lines;
        for (auto const row : rows)
            lines.append(row).push_back('\n');
        on.print(lines);
        return;
    }
    if (as == form::human) {
        auto& streams = on.streams();
        if (about.is_one_of_many) streams.out << heading(about) << '\n';
        show_table(on, rows, columns);
        if (about.is_one_of_many) streams.out << '\n' << std::flush;
        return;
    }
    auto const lead = lead_of(columns, about);
    std::string lines;
    for (auto const row : rows)
        lines += lead + tsv_line(columns, parse(row));
    on.print(lines);
}

void show_answer(context& on, action const& one, std::string const& answer, subject const& about)
{
    auto const as = on.tell().write().as();
    auto const records = bt::control::member_of(answer, "records");
    // What is not waited for has none.
    if (one.gives == shows::rows && !records.empty()) {
        show_rows(on, bt::control::elements_of(records), one.columns, about);
        return;
    }
    if (as == form::json) {
        on.line(reply_line(one, answer, about));
        return;
    }
    bool const is_silent =
        (one.gives == shows::nothing || one.gives == shows::rows) && on.given().common.verbose == 0;
    if (is_silent) return;
    auto const result = parse(answer);
    if (result.members() == nullptr) return;
    if (one.gives == shows::value) {
        auto const text = bare(result, {.field = one.field, .head = {}});
        on.line(about.torrent.empty() ? text : about.torrent + "\t" + text);
    } else if (as == form::human) {
        show_block(on, result, about);
    } else if (!one.columns.empty()) {
        on.print(lead_of(one.columns, about) + tsv_line(one.columns, result));
    } else {
        show_members(on, result, about);
    }
}

}  // namespace bt_ctl
