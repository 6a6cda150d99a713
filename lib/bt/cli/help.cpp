#include "help.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/doc_forms.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace bt::cli {
namespace {

constexpr std::size_t left_width = 28;
constexpr std::size_t right_width = 80 - left_width;

std::string names_of(doc::option_facts const& option)
{
    auto const lead = option.short_names.empty() ? "    " : option.short_names.front() + ", ";
    auto text = "  " + lead + option.long_names.front();
    if (option.takes_value) text += " " + option.value;
    return text;
}

std::string brief(std::string const& doc)
{
    return first_clause(doc, ".;");
}

std::string wrapped(std::string left, std::string const& right)
{
    std::string out;
    std::string line = std::move(left);
    if (line.size() + 1 >= left_width) {
        out += line + "\n";
        line.clear();
    }
    line.resize(left_width, ' ');
    std::size_t used = 0;
    for (std::size_t from = 0; from < right.size();) {
        auto const end = std::min(right.find(' ', from), right.size());
        auto const word = right.substr(from, end - from);
        if (used > 0 && used + 1 + word.size() > right_width) {
            out += line + "\n";
            line.assign(left_width, ' ');
            used = 0;
        }
        if (used > 0) line.push_back(' ');
        line += word;
        used += word.size() + (used > 0 ? 1 : 0);
        from = end + 1;
    }
    return out + line + "\n";
}

std::string usage_of(doc::app_facts const& app, std::string_view tool, bool is_verb)
{
    auto out = fmt::format("usage: {}", tool);
    if (is_verb) out += " " + app.name;
    out += app.verbs.empty() ? " [options]" : " VERB [options]";
    for (auto const& each : app.positionals)
        out += fmt::format(" {}{}", each.long_names.front(), each.repeats ? "..." : "");
    return out + "\n";
}

}  // namespace

std::string help_text(doc_subject const& about, CLI::App const& shown)
{
    auto const app = doc::facts_of_app(shown);
    bool const is_verb = &shown != &about.app;
    auto out = usage_of(app, about.name, is_verb) + app.doc + "\n";
    if (!app.verbs.empty()) out += "\nVerbs (each has a --help of its own):\n";
    for (auto const& verb : app.verbs)
        out += wrapped("  " + verb.name, brief(verb.doc));
    if (!app.forms.empty()) out += "\n" + app.forms + "\n";
    for (auto const& each : app.positionals)
        if (!each.doc.empty())
            out += "\n" + wrapped("  " + each.long_names.front(), brief(each.doc));
    for (auto const& group : app.groups()) {
        out += fmt::format("\n{}:\n", group);
        for (auto const& option : app.options)
            if (option.group == group) out += wrapped(names_of(option), brief(option.doc));
    }
    if (is_verb && app.falls_through)
        out += fmt::format("\nOptions of all verbs: {} --help\n", about.name);
    return out + fmt::format("\nThe manual has the rest: man {}\n", about.name);
}

std::string first_clause(std::string const& doc, std::string_view ends)
{
    // ".torrent" ends nothing.
    auto at = doc.find_first_of(ends);
    while (at != std::string::npos && at + 1 < doc.size() && doc[at + 1] != ' ')
        at = doc.find_first_of(ends, at + 1);
    return doc.substr(0, at);
}

}  // namespace bt::cli
