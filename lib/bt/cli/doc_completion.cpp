#include "doc_forms.hpp"
#include "help.hpp"

#include <fmt/format.h>

#include <algorithm>

/// Completions are data for a few fixed lines of each shell.
namespace bt::cli::doc {
namespace {

std::string replaced(std::string text, char from, char to)
{
    std::ranges::replace(text, from, to);
    return text;
}

std::string escaped(std::string_view text, std::string_view special, std::string_view with)
{
    std::string out;
    for (char const c : text) {
        if (special.find(c) != std::string_view::npos) out += with;
        out.push_back(c);
    }
    return out;
}

/// In single quotes a shell takes all but the quote itself.
std::string quoted(std::string_view text)
{
    std::string out;
    for (char const c : text)
        if (c == '\'')
            out += "'\\''";
        else
            out.push_back(c);
    return "'" + out + "'";
}

std::string joined_names(app_facts const& app)
{
    std::vector<std::string> all;
    for (auto const& option : app.options)
        for (auto const& name : option.names())
            all.push_back(name);
    return fmt::format("{}", fmt::join(all, " "));
}

std::string bash_case(app_facts const& app)
{
    std::string out;
    for (auto const& option : app.options) {
        if (!option.takes_value) continue;
        auto const names = fmt::format("{}", fmt::join(option.names(), " | "));
        std::string action = "return";
        if (!option.words.empty())
            action = fmt::format(
                "mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$cur\"); return",
                fmt::join(option.words, " "));
        else if (option.completes_paths())
            action = fmt::format(
                "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -{} -- \"$cur\"); return",
                option.value == "dir" ? "d" : "f");
        out += fmt::format("    {}) {} ;;\n", names, action);
    }
    return out;
}

std::string bash_function(app_facts const& app, std::string const& name)
{
    auto out = fmt::format("{}() {{\n    local cur=$2 prev=$3\n", name);
    if (auto const cases = bash_case(app); !cases.empty())
        out += fmt::format("    case $prev in\n{}    esac\n", cases);
    out += fmt::format(
        "    if [[ $cur == -* ]]; then\n"
        "        mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$cur\")\n"
        "    else\n"
        "        compopt -o filenames\n"
        "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
        "    fi\n}}\n",
        joined_names(app));
    return out;
}

std::vector<std::string> verb_names(app_facts const& app)
{
    std::vector<std::string> names;
    for (auto const& verb : app.verbs)
        names.push_back(verb.name);
    return names;
}

std::string first_sentence(std::string const& doc)
{
    return first_clause(doc, ".;:");
}

std::string zsh_action(option_facts const& option)
{
    auto const label = option.value.empty() ? "value" : replaced(option.value, ':', ' ');
    if (!option.words.empty()) return fmt::format(":{}:({})", "word", fmt::join(option.words, " "));
    if (option.value == "dir") return fmt::format(":{}:_files -/", label);
    if (option.completes_paths()) return fmt::format(":{}:_files", label);
    return fmt::format(":{}: ", label);
}

std::string zsh_arguments(app_facts const& app, std::string const& indent)
{
    std::string out;
    for (auto const& option : app.options) {
        auto const doc = escaped(first_sentence(option.doc), "[]\\", "\\");
        for (auto const& name : option.names()) {
            auto const spec = fmt::format(
                "{}{}[{}]{}",
                option.repeats ? "*" : "",
                name,
                doc,
                option.takes_value ? zsh_action(option) : "");
            out += fmt::format("{}{} \\\n", indent, quoted(spec));
        }
    }
    return out + indent + "'*:file:_files'\n";
}

std::string fish_lines(app_facts const& app, std::string const& tool, std::string const& when)
{
    std::string out;
    for (auto const& option : app.options) {
        out += fmt::format("complete -c {}{}", tool, when);
        for (auto const& name : option.short_names)
            out += " -s " + name.substr(1);
        for (auto const& name : option.long_names)
            out += " -l " + name.substr(2);
        if (!option.words.empty())
            out +=
                fmt::format(" -x -a {}", quoted(fmt::format("{}", fmt::join(option.words, " "))));
        else if (option.takes_value)
            out += option.completes_paths() ? " -r -F" : " -x";
        out += fmt::format(" -d {}\n", quoted(escaped(first_sentence(option.doc), "\\", "\\")));
    }
    return out;
}

/// With the options of the app at each verb that takes them.
app_facts facts_with_shared(CLI::App const& of)
{
    auto app = facts_of_app(of);
    for (auto& verb : app.verbs)
        for (auto const& option : app.options) {
            auto const same = [&](option_facts const& each) {
                return each.names() == option.names();
            };
            if (verb.falls_through && std::ranges::none_of(verb.options, same))
                verb.options.push_back(option);
        }
    return app;
}

}  // namespace

std::string bash(doc_subject const& about)
{
    auto const app = facts_with_shared(about.app);
    auto const function = "_" + replaced(app.name, '-', '_');
    if (app.verbs.empty())
        return bash_function(app, function)
            + fmt::format("complete -F {} {}\n", function, app.name);
    std::string out;
    std::string cases;
    for (auto const& verb : app.verbs) {
        auto const name = function + "_" + verb.name;
        out += bash_function(verb, name);
        cases += fmt::format("    {}) {} \"$@\" ;;\n", verb.name, name);
    }
    return out
        + fmt::format(
               "{}() {{\n"
               "    if [[ $COMP_CWORD -eq 1 ]]; then\n"
               "        mapfile -t COMPREPLY < <(compgen -W '{} {}' -- \"$2\")\n"
               "        return\n"
               "    fi\n"
               "    case ${{COMP_WORDS[1]}} in\n{}    esac\n}}\n"
               "complete -F {} {}\n",
               function,
               fmt::join(verb_names(app), " "),
               joined_names(app),
               cases,
               function,
               app.name);
}

std::string zsh(doc_subject const& about)
{
    auto const app = facts_with_shared(about.app);
    auto out = fmt::format("#compdef {}\n\n", app.name);
    if (app.verbs.empty()) return out + "_arguments -s \\\n" + zsh_arguments(app, "    ");
    out += "local -a verbs=(\n";
    for (auto const& verb : app.verbs)
        out += fmt::format("    {}\n", quoted(verb.name + ":" + first_sentence(verb.doc)));
    out += ")\nif (( CURRENT == 2 )); then\n    _describe verb verbs\n    _arguments -s \\\n";
    out += zsh_arguments(app, "        ") + "    return\nfi\n";
    out += "local verb=$words[2]\nshift words\n(( CURRENT-- ))\ncase $verb in\n";
    for (auto const& verb : app.verbs)
        out += fmt::format(
            "{})\n    _arguments -s \\\n{}    ;;\n", verb.name, zsh_arguments(verb, "        "));
    return out + "esac\n";
}

std::string fish(doc_subject const& about)
{
    auto const app = facts_with_shared(about.app);
    if (app.verbs.empty()) return fish_lines(app, app.name, "");
    auto const names = fmt::format("{}", fmt::join(verb_names(app), " "));
    std::string out;
    for (auto const& verb : app.verbs)
        out += fmt::format(
            "complete -c {} -n 'not __fish_seen_subcommand_from {}' -f -a {} -d {}\n",
            app.name,
            names,
            verb.name,
            quoted(first_sentence(verb.doc)));
    out +=
        fish_lines(app, app.name, fmt::format(" -n 'not __fish_seen_subcommand_from {}'", names));
    for (auto const& verb : app.verbs)
        out += fish_lines(
            verb, app.name, fmt::format(" -n '__fish_seen_subcommand_from {}'", verb.name));
    return out;
}

}  // namespace bt::cli::doc
