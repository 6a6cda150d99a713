#include "doc_forms.hpp"

#include <bt/base/exit_code.hpp>
#include <bt/base/version.hpp>

#include <optional>

namespace bt::cli::doc {
namespace {

std::optional<std::string> unless_empty(std::string text)
{
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

record::help_option recorded(option_facts const& option)
{
    bool const is_flag_still = option.may_have_value;
    return {
        .names = option.names(),
        .argument = unless_empty(is_flag_still ? "[" + option.value + "]" : option.value),
        .values = option.words,
        .fallback = unless_empty(option.fallback),
        .variable = unless_empty(option.variable),
        .group = unless_empty(option.is_positional ? "" : option.group),
        .repeatable = option.repeats,
        .required = option.required,
        .excludes = option.excludes,
        .needs = option.needs,
        .doc = option.doc};
}

std::vector<record::help_option> recorded(std::vector<option_facts> const& options)
{
    std::vector<record::help_option> out;
    for (auto const& each : options)
        out.push_back(recorded(each));
    return out;
}

record::help_verb recorded(app_facts const& verb)
{
    return {
        .name = verb.name,
        .summary = verb.doc,
        .usage = verb.usage,
        .examples = verb.examples,
        .arguments = recorded(verb.positionals),
        .options = recorded(verb.options),
        .tool_options = verb.falls_through};
}

}  // namespace

record::help help_record(doc_subject const& about, CLI::App& shown)
{
    auto const app = facts_of_app(about.app, about.name);
    bool const is_verb = &shown != &about.app;
    auto const one = is_verb ? facts_of_app(shown, about.name) : app;
    record::help out{
        .name = is_verb ? app.name + " " + one.name : app.name,
        .summary = one.doc,
        .version = std::string{version()},
        .usage = one.usage,
        .examples = one.examples,
        .arguments = recorded(one.positionals),
        .options = recorded(one.options)};
    if (is_verb && one.falls_through)
        for (auto const& each : shared_options({.options = app.options}))
            if (each.names().back() != "--help") out.options.push_back(recorded(each));
    for (auto const& verb : one.verbs)
        out.verbs.push_back(recorded(verb));
    for (auto const& row : exit_table)
        out.exit_statuses.push_back(
            {static_cast<int>(row.code), std::string{row.name}, std::string{row.doc}});
    for (auto const& row : variables_of(about.name))
        out.environment.push_back({std::string{row.name}, std::string{row.doc}});
    return out;
}

}  // namespace bt::cli::doc
