#include "help.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/doc_forms.hpp>

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace bt::cli {
namespace {

using doc::app_facts;
using doc::option_facts;

constexpr std::size_t left_width = 28;
constexpr std::size_t page_width = 80;
constexpr std::size_t page_rows = 23;  // and one for the prompt after it
constexpr std::size_t most_forms = 6;

enum class naming { first, all };

/// The names of one are put in line with those of others that have a letter.
std::string left_of(option_facts const& option, naming which)
{
    auto const lead = option.short_names.empty() ? "    " : option.short_names.front() + ", ";
    auto text = "  " + lead + option.long_names.front();
    if (which == naming::all)
        for (auto const& name : option.names())
            if (name != option.long_names.front() && lead != name + ", ") text += ", " + name;
    if (option.takes_value) text += " " + option.value;
    if (option.may_have_value) text += "[=" + option.value + "]";
    return text;
}

std::string brief(std::string const& doc)
{
    return first_clause(doc, ".;");
}

/// Words in lines from column `indent` on; the first line begins with `left`.
std::string wrapped(std::string left, std::string const& right, std::size_t indent = left_width)
{
    std::string out;
    std::string line = std::move(left);
    if (line.size() + 1 >= indent && !line.empty()) {
        out += line + "\n";
        line.clear();
    }
    line.resize(indent, ' ');
    bool fresh = true;
    for (auto const word : split(right, ' ')) {
        if (!fresh && line.size() + 1 + word.size() > page_width) {
            out += line + "\n";
            line.assign(indent, ' ');
            fresh = true;
        }
        if (!fresh) line.push_back(' ');
        line += word;
        fresh = false;
    }
    return out + line + "\n";
}

std::size_t rows_of(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

/// As much of it as fits on a line beside the names, up to where a clause ends; all if none does.
std::string one_line(std::string const& doc)
{
    constexpr std::size_t least = 12;
    auto text = brief(doc);
    if (text.size() <= page_width - left_width) return text;
    auto const room = std::string_view{text}.substr(0, page_width - left_width + 1);
    auto best = std::string_view::npos;
    for (std::string_view const mark : {", ", ": ", " ("})
        if (auto const at = room.rfind(mark); at != std::string_view::npos && at >= least)
            best = best == std::string_view::npos ? at : std::max(best, at);
    if (best != std::string_view::npos) text.resize(best);
    return text;
}

std::string option_text(option_facts const& option)
{
    return wrapped(left_of(option, naming::all), brief(option.doc));
}

std::string positional_texts(app_facts const& app, std::string (*cut)(std::string const&) = brief)
{
    std::string out;
    for (auto const& each : app.positionals)
        if (!each.doc.empty()) out += wrapped("  " + each.long_names.front(), cut(each.doc));
    return out.empty() ? out : "\n" + out;
}

std::string usage_text(app_facts const& app, std::size_t most)
{
    std::string out;
    for (auto const& form : app.usage) {
        if (out.empty())
            out = "usage: " + form + "\n";
        else if (rows_of(out) < most)
            out += "       " + form + "\n";
    }
    return out + wrapped("", app.doc, 0);
}

std::string grouped_texts(std::vector<option_facts> const& options)
{
    app_facts const those{.options = options};
    std::string out;
    for (auto const& group : those.groups()) {
        out += fmt::format("\n{}:\n", group);
        for (auto const& option : options)
            if (option.group == group) out += option_text(option);
    }
    return out;
}

/// A line for each if there is room for that, else their names alone.
std::string verb_texts(app_facts const& app, std::size_t room)
{
    std::string lines;
    std::string names;
    for (auto const& verb : app.verbs) {
        lines += wrapped("  " + verb.name, brief(verb.doc), 13);
        names += verb.name + " ";
    }
    return "\nVerbs:\n" + (rows_of(lines) <= room ? lines : wrapped("", names, 2));
}

/// Its own before those that others have as well.
std::vector<option_facts> of_verb(app_facts const& verb)
{
    auto out = own_options(verb);
    for (auto const& option : verb.options) {
        auto const same = [&](option_facts const& each) { return each.names() == option.names(); };
        if (option.group != "Common" && std::ranges::none_of(out, same)) out.push_back(option);
    }
    return out;
}

/// Those of the list, each of which there has to be; without a list all.
std::vector<option_facts> first_of(app_facts const& app, std::span<std::string_view const> names)
{
    std::vector<option_facts> out;
    for (auto const name : names) {
        auto const found = std::ranges::find_if(app.options, [&](option_facts const& each) {
            return std::ranges::find(each.long_names, name) != each.long_names.end();
        });
        if (found == app.options.end())
            throw std::logic_error{fmt::format("--help shows {}, which there is not", name)};
        out.push_back(*found);
    }
    return names.empty() ? app.options : out;
}

/// As many of them as there is room for.
std::string fitting(std::vector<option_facts> const& options, std::size_t room)
{
    std::string out;
    for (auto const& option : options) {
        auto const text = wrapped(left_of(option, naming::first), one_line(option.doc));
        if (rows_of(out) + rows_of(text) > room) break;
        out += text;
    }
    return out;
}

std::string path_of(doc_subject const& about, CLI::App& shown)
{
    auto const name = std::string{about.name};
    return &shown == &about.app ? name : name + " " + shown.get_name();
}

}  // namespace

std::string brief_help(doc_subject const& about, CLI::App& shown)
{
    bool const is_verb = &shown != &about.app;
    auto const app = doc::facts_of_app(shown, about.name);
    auto out = usage_text(app, most_forms) + positional_texts(app, one_line);
    auto const of_verbs =
        app.verbs.empty() ? std::string{} : fmt::format("One verb: {} VERB --help. ", about.name);
    auto tail = fmt::format(
        "\n{}All: {} --help=all. The manual: man {}\n",
        of_verbs,
        path_of(about, shown),
        about.name);
    if (!app.verbs.empty()) out += verb_texts(app, page_rows - rows_of(out) - rows_of(tail) - 2);
    if (is_verb && !app.examples.empty())
        tail = fmt::format("\nExample:\n  {}\n", app.examples.front()) + tail;
    auto const used = rows_of(out) + rows_of(tail) + 2;
    auto first = is_verb ? of_verb(app) : first_of(app, about.first_options);
    if (is_verb && app.falls_through)
        std::ranges::move(
            first_of(doc::facts_of_app(about.app, about.name), about.first_options),
            std::back_inserter(first));
    auto const options = used < page_rows ? fitting(first, page_rows - used) : std::string{};
    if (!options.empty()) out += "\nOptions:\n" + options;
    return out + tail;
}

std::string whole_help(doc_subject const& about, CLI::App& shown)
{
    auto const app = doc::facts_of_app(shown, about.name);
    auto out = usage_text(app, app.usage.size());
    out += positional_texts(app);
    if (app.verbs.empty()) out += grouped_texts(app.options);
    for (auto const& verb : app.verbs) {
        out += "\n" + usage_text(verb, verb.usage.size()) + positional_texts(verb);
        for (auto const& option : own_options(verb))
            out += option_text(option);
    }
    if (!app.verbs.empty()) out += grouped_texts(shared_options(app));
    if (&shown != &about.app && app.falls_through)
        out += grouped_texts(doc::facts_of_app(about.app, about.name).options);
    for (bool first = true; auto const& example : app.examples)
        out += (std::exchange(first, false) ? "\nExamples:\n  " : "  ") + example + "\n";
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
