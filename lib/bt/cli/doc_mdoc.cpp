#include "doc_forms.hpp"

#include <bt/base/exit_code.hpp>
#include <bt/cli/config.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace bt::cli::doc {
namespace {

/// "Fl j , Fl Fl json Ns = Ns Ar file".
std::string flags_of(option_facts const& option)
{
    std::string out;
    for (auto const& name : option.names()) {
        if (!out.empty()) out += " , ";
        auto const bare = name.substr(name.find_first_not_of('-'));
        out += (name.starts_with("--") ? "Fl Fl " : "Fl ") + mdoc_text(bare);
    }
    if (option.takes_value) out += " Ar " + mdoc_text(option.value);
    if (option.may_have_value) out += fmt::format(" Ns Op = Ns Ar {}", mdoc_text(option.value));
    return out;
}

std::string argument_of(option_facts const& positional)
{
    auto const name = mdoc_text(positional.long_names.front());
    return fmt::format(".Ar {}{}\n", name, positional.repeats ? " ..." : "");
}

std::string usage_line(app_facts const& app, std::string_view verb)
{
    std::string out = ".Nm\n";
    if (!verb.empty()) out += fmt::format(".Cm {}\n", verb);
    out += ".Op Ar options\n";
    for (auto const& positional : app.positionals)
        out += argument_of(positional);
    return out;
}

std::string item_of(option_facts const& option)
{
    auto out = fmt::format(".It {}\n{}", flags_of(option), sentences(option.doc));
    if (!option.fallback.empty())
        out += fmt::format("The default is {}.\n", mdoc_text(option.fallback));
    return out;
}

std::string group_block(app_facts const& app, std::string_view group)
{
    auto out = fmt::format(".Ss {}\n.Bl -tag -width Ds\n", mdoc_text(group));
    for (auto const& option : app.options)
        if (option.group == group) out += item_of(option);
    return out + ".El\n";
}

/// What a verb has for itself; empty if that is nothing.
std::string own_items(app_facts const& verb)
{
    std::string out;
    for (auto const& positional : verb.positionals)
        if (!positional.doc.empty())
            out += fmt::format(
                ".It Ar {}\n{}",
                mdoc_text(positional.long_names.front()),
                sentences(positional.doc));
    for (auto const& option : own_options(verb))
        out += item_of(option);
    return out;
}

/// Options that several verbs have are told once, for the first that has them.
std::string verb_blocks(app_facts const& app)
{
    std::string out;
    for (auto const& verb : app.verbs) {
        auto const items = own_items(verb);
        if (items.empty()) continue;
        out += fmt::format(
            ".Ss {}\n{}.Bl -tag -width Ds\n{}.El\n", verb.name, sentences(verb.doc), items);
    }
    app_facts const shared{.options = shared_options(app)};
    for (auto const& group : shared.groups())
        out += group_block(shared, group);
    return out;
}

}  // namespace

std::vector<std::string> app_facts::groups() const
{
    std::vector<std::string> names;
    for (auto const& option : options)
        if (std::ranges::find(names, option.group) == names.end()) names.push_back(option.group);
    // clang 14 cannot make anything of the one in ranges.
    std::stable_partition(
        names.begin(), names.end(), [](auto const& each) { return each != "Common"; });
    return names;
}

std::string sentences(std::string_view text)
{
    constexpr std::size_t widest = 78;
    std::string out;
    std::string line;
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        auto const word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.size() + 1 + word.size() > widest) {
            out += mdoc_text(line) + "\n";
            line.clear();
        }
        if (!line.empty()) line.push_back(' ');
        line += word;
        if (!word.ends_with('.') && !text.empty()) continue;
        out += mdoc_text(line) + "\n";
        line.clear();
    }
    return out;
}

std::string mdoc_text(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if (c == '\'' && out.empty())
            out += "\\(aq";
        else if (c == '.' && out.empty())
            out += "\\&.";
        else
            out.push_back(c);
    }
    return out;
}

std::string synopsis(doc_subject const& about)
{
    auto const app = facts_of_app(about.app, about.name);
    if (app.verbs.empty()) return usage_line(app, {});
    std::string out;
    for (auto const& verb : app.verbs)
        out += usage_line(verb, verb.name);
    return out;
}

std::string options(doc_subject const& about)
{
    auto const app = facts_of_app(about.app, about.name);
    if (!app.verbs.empty()) return verb_blocks(app);
    std::string out;
    for (auto const& group : app.groups())
        out += group_block(app, group);
    return out;
}

std::string environment(doc_subject const& about)
{
    std::string tool{variable_of(about.name, "option")};
    tool.resize(tool.size() - std::string_view{"OPTION"}.size());
    auto out = fmt::format(
        "Every long option can be given as a variable: {0}\n"
        "and the option's name in upper case, with _ for each dash, such as\n"
        ".Ev {0}VERBOSE .\n"
        "The command line wins over the environment, and the environment over the\n"
        "configuration file.\n"
        ".Bl -tag -width Ds\n",
        tool);
    for (auto const& row : variables_of(about.name))
        out += fmt::format(".It Ev {}\n{}", row.name, sentences(row.doc));
    return out + ".El\n";
}

std::string exit_statuses(doc_subject const&)
{
    std::string out = ".Bl -tag -width Ds\n";
    for (auto const& row : exit_table)
        out += fmt::format(".It {}\n{}\n", static_cast<int>(row.code), mdoc_text(row.doc));
    return out + ".El\n";
}

}  // namespace bt::cli::doc
