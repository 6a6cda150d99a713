#include "doc.hpp"

#include <bt/base/exit_code.hpp>
#include <bt/base/text.hpp>
#include <bt/control/protocol.hpp>
#include <bt/host/call.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace bt::host {
namespace {

std::string range_of(control::parameter const& what)
{
    using limits = std::numeric_limits<std::int64_t>;
    if (what.least == limits::min()) return {};
    if (what.most == limits::max()) return fmt::format(", {} or more", what.least);
    return fmt::format(", {} to {}", what.least, what.most);
}

std::string kind_of(control::parameter const& what)
{
    auto out = std::string{control::word_of(what.is)};
    if (!what.words.empty()) {
        out.clear();
        for (auto const each : split(what.words, '|'))
            out += fmt::format("{}`{}`", out.empty() ? "" : ", ", each);
    }
    out += range_of(what);
    return what.needed == control::need::required ? out + "; required" : out;
}

/// "not_found: why; io" with the numbers of the protocol.
std::string errors_of(control::method_row const& row)
{
    std::string said{row.errors};
    auto const add = [&said](std::string_view name, std::string_view why) {
        if (said.find(name) == std::string::npos)
            said = fmt::format("{}: {}{}{}", name, why, said.empty() ? "" : "; ", said);
    };
    auto const takes = [&row](std::string_view name) {
        return std::ranges::find(row.params, name, &control::parameter::name) != row.params.end();
    };
    if (takes("timeout") && takes("wait")) add("timed_out", "with wait, the time was over");
    if (takes("torrent"))
        said = fmt::format(
            "not_found: the session has no such torrent{}{}", said.empty() ? "" : "; ", said);
    std::string out;
    for (auto each : split(said, ';')) {
        each.remove_prefix(std::min(each.find_first_not_of(' '), each.size()));
        auto const name = each.substr(0, each.find(':'));
        auto const row_of_name = std::ranges::find(exit_table, name, &exit_row::name);
        if (row_of_name == exit_table.end()) continue;
        out += fmt::format(
            "{}{} `{}`", out.empty() ? "" : ";", control::code_of(row_of_name->code), each);
    }
    return out;
}

std::string example_of(control::method_row const& row)
{
    std::string params{row.example};
    constexpr std::string_view mark = "$TORRENT";
    if (auto const at = params.find(mark); at != std::string::npos)
        params.replace(at, mark.size(), "5f2c");
    return fmt::format(R"({{"jsonrpc":"2.0","id":1,"method":"{}","params":{}}})", row.name, params);
}

std::string section_of(control::method_row const& row)
{
    auto out = fmt::format("### {}\n\n{}\n\n", row.name, row.doc);
    if (!row.params.empty()) {
        out += "| Param | Takes | What it is |\n|---|---|---|\n";
        for (auto const& each : row.params)
            out += fmt::format("| `{}` | {} | {} |\n", each.name, kind_of(each), each.doc);
        out += "\n";
    }
    out += fmt::format("- Result: {}.\n", row.result);
    if (auto const errors = errors_of(row); !errors.empty())
        out += fmt::format("- Errors: {}.\n", errors);
    out += fmt::format("- Example: `{}`\n", example_of(row));
    if (!row.shown_by.empty()) out += fmt::format("- Shown by the test \"{}\".\n", row.shown_by);
    return out + "\n";
}

}  // namespace

std::string methods_as_markdown()
{
    std::string out{"\n"};
    for (auto const& each : methods())
        out += section_of(each.row);
    return out;
}

}  // namespace bt::host
