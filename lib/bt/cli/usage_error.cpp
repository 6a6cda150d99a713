#include "usage_error.hpp"

#include <bt/base/nearest.hpp>
#include <bt/cli/convert.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

/// CLI11's exceptions are a type and a sentence; what was meant is asked of the app.
namespace bt::cli {
namespace {

std::string hint_among(std::string_view typed, std::vector<std::string> const& words)
{
    return did_you_mean(typed, std::vector<std::string_view>{words.begin(), words.end()});
}

/// The long names of options that are told of, without dashes.
void add_names(std::vector<std::string>& to, CLI::App& app)
{
    for (auto const* each : app.get_options([](CLI::Option*) { return true; }))
        if (!each->get_group().empty())
            to.insert(to.end(), each->get_lnames().begin(), each->get_lnames().end());
}

/// Those that may be given where the command line ended.
std::vector<std::string> names_in_reach(CLI::App& app, CLI::App& inner)
{
    std::vector<std::string> names;
    add_names(names, inner);
    if (&inner != &app && inner.get_fallthrough()) add_names(names, app);
    return names;
}

CLI::Option* option_named(CLI::App& app, std::string const& name)
{
    if (auto* const own = innermost(app).get_option_no_throw(name)) return own;
    return app.get_option_no_throw(name);
}

bool is_option(std::string_view word)
{
    return word.size() > 1 && word.starts_with('-') && word != "--";
}

/// Flags of older versions of libtorrent; bt-tools(7) has the list.
struct absent_option {
    std::string_view name;
    std::string_view why;
};
constexpr std::array absent_options{
    absent_option{"--merkle", "v2 torrents have hash trees, and BEP 30 is gone"},
    absent_option{"--optimize-alignment", "v2 and hybrid torrents are always aligned"},
    absent_option{
        "--mutable-torrent-support", "--similar and --collection of bt-create are BEP 38"},
};

error no_such_option(std::string const& word, CLI::App& app)
{
    auto& inner = innermost(app);
    auto const is_long = word.starts_with("--");
    auto const name = is_long ? word.substr(0, word.find('=')) : word.substr(0, 2);
    auto const sentence = &inner == &app
        ? fmt::format("there is no option {}", name)
        : fmt::format("{} has no option {}", inner.get_name(), name);
    if (&inner != &app && inner.get_option_no_throw(name) != nullptr)
        return {
            exit_code::usage,
            fmt::format("{} is an option of {}", name, inner.get_name()),
            fmt::format("give it after {}", inner.get_name())};
    if (auto const* const absent = std::ranges::find(absent_options, name, &absent_option::name);
        absent != absent_options.end())
        return {
            exit_code::usage,
            fmt::format("{} is not supported: {}", name, absent->why),
            "bt-tools(7) has what is not there"};
    auto hint = is_long ? hint_among(name.substr(2), names_in_reach(app, inner)) : std::string{};
    constexpr std::string_view before_name = "did you mean ";
    if (!hint.empty()) hint.insert(before_name.size(), "--");
    return {exit_code::usage, sentence, hint};
}

error one_too_many(std::string const& word, CLI::App& app)
{
    std::vector<std::string> verbs;
    for (auto const* verb : app.get_subcommands(nullptr))
        verbs.push_back(verb->get_name());
    if (verbs.empty() || &innermost(app) != &app)
        return {exit_code::usage, fmt::format("'{}' is one argument too many", word)};
    return {exit_code::usage, fmt::format("there is no verb {}", word), hint_among(word, verbs)};
}

/// What is left over; an option before other words, for those may be its value.
error left_over(std::vector<std::string> const& words, CLI::App& app)
{
    if (auto const option = std::ranges::find_if(words, is_option); option != words.end())
        return no_such_option(*option, app);
    return one_too_many(words.front(), app);
}

error missing(CLI::ParseError const& e, CLI::App& app)
{
    auto const words = app.remaining(true);
    bool const lacks_verb = &innermost(app) == &app && !app.get_subcommands(nullptr).empty();
    if (!words.empty() && lacks_verb) return left_over(words, app);
    std::string_view const sentence{e.what()};
    if (sentence == "A subcommand is required") return {exit_code::usage, "a verb is required"};
    return {exit_code::usage, std::string{sentence}};
}

/// The name that such a sentence begins with.
std::string subject_of(std::string_view sentence)
{
    return std::string{sentence.substr(0, sentence.find_first_of(": "))};
}

error wrong_number(CLI::ParseError const& e, CLI::App& app)
{
    auto const name = subject_of(e.what());
    auto const* const option = option_named(app, name);
    if (option == nullptr) return {exit_code::usage, e.what()};
    bool const is_twice = option->results().size() > 1;
    return {
        exit_code::usage,
        is_twice ? fmt::format("{} is given more than once", name)
                 : fmt::format("{} needs a value: {}", name, option->get_type_name())};
}

error wrong_value(CLI::ParseError const& e, CLI::App& app)
{
    std::string hint;
    if (auto* const option = option_named(app, subject_of(e.what()))) {
        auto const words = words_of(*option);
        for (auto const& each : option->results())
            if (hint.empty() && std::ranges::find(words, each) == words.end())
                hint = hint_among(each, words);
    }
    return {exit_code::usage, e.what(), hint};
}

error not_convertible(CLI::ParseError const& e)
{
    // "Could not convert: --json = maybe"
    constexpr std::string_view before = "Could not convert: ";
    std::string_view sentence{e.what()};
    auto const equals = sentence.find(" = ");
    if (!sentence.starts_with(before) || equals == std::string_view::npos)
        return {exit_code::usage, std::string{sentence}};
    auto const name = sentence.substr(before.size(), equals - before.size());
    return {
        exit_code::usage,
        fmt::format("{} cannot have the value '{}'", name, sentence.substr(equals + 3))};
}

/// "A <verb> B" in other words.
error two_options(CLI::ParseError const& e, std::string_view between, std::string_view instead)
{
    std::string sentence{e.what()};
    if (auto const at = sentence.find(between); at != std::string::npos)
        sentence.replace(at, between.size(), instead);
    return {exit_code::usage, sentence};
}

error do_not_go_together(CLI::ParseError const& e)
{
    auto const both = two_options(e, " excludes ", " and ");
    return {exit_code::usage, fmt::format("{} do not go together", both.what())};
}

}  // namespace

CLI::App& innermost(CLI::App& app)
{
    auto* at = &app;
    while (!at->get_subcommands().empty())
        at = at->get_subcommands().back();
    return *at;
}

error told_of_value(CLI::ParseError const& what, CLI::App& app)
{
    if (dynamic_cast<CLI::ArgumentMismatch const*>(&what) != nullptr)
        return wrong_number(what, app);
    if (dynamic_cast<CLI::ValidationError const*>(&what) != nullptr) return wrong_value(what, app);
    if (dynamic_cast<CLI::ConversionError const*>(&what) != nullptr) return not_convertible(what);
    return {exit_code::usage, what.what()};
}

error told(CLI::ParseError const& what, CLI::App& app)
{
    // What follows an option that there is not may have been meant as its value.
    auto const over = app.remaining(true);
    if (std::ranges::any_of(over, is_option)) return left_over(over, app);
    if (dynamic_cast<CLI::ExtrasError const*>(&what) != nullptr) return left_over(over, app);
    if (dynamic_cast<CLI::RequiredError const*>(&what) != nullptr) return missing(what, app);
    if (dynamic_cast<CLI::ExcludesError const*>(&what) != nullptr) return do_not_go_together(what);
    if (dynamic_cast<CLI::RequiresError const*>(&what) != nullptr)
        return two_options(what, " requires ", " needs ");
    return told_of_value(what, app);
}

}  // namespace bt::cli
