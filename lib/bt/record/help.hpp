#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The command line of a tool (--help=json).
namespace bt::record {

/// An option, or an argument that stands by itself.
struct help_option {
    std::vector<std::string> names;
    std::optional<std::string> argument;
    std::vector<std::string> values;
    std::optional<std::string> fallback;
    std::optional<std::string> variable;
    std::optional<std::string> group;
    bool repeatable = false;
    bool required = false;
    std::vector<std::string> excludes;
    std::vector<std::string> needs;
    std::string doc;

    static constexpr std::string_view kind = "help_option";
    static constexpr auto fields();
};

constexpr auto help_option::fields()
{
    using self = help_option;
    return std::tuple{
        field{"names", &self::names, "-x and --long; an argument has its name alone."},
        field{
            "argument",
            &self::argument,
            "What its value is called; in brackets if it can be left out, and absent if there is "
            "none."},
        field{"values", &self::values, "Words that it takes, or some of them; empty if any."},
        field{"default", &self::fallback, "Its value where nothing is said."},
        field{"variable", &self::variable, "The environment variable that sets it."},
        field{"group", &self::group, "Heading that it stands under in the manual."},
        field{"repeatable", &self::repeatable, "It can be given more than once."},
        field{"required", &self::required, "It has to be given."},
        field{"excludes", &self::excludes, "Options that it cannot be given with."},
        field{"needs", &self::needs, "Options that have to be given with it."},
        field{"doc", &self::doc, "What it is for."},
    };
}

struct help_verb {
    std::string name;
    std::string summary;
    std::vector<std::string> usage;
    std::vector<std::string> examples;
    std::vector<help_option> arguments;
    std::vector<help_option> options;
    bool tool_options = false;

    static constexpr std::string_view kind = "help_verb";
    static constexpr auto fields();
};

constexpr auto help_verb::fields()
{
    using self = help_verb;
    return std::tuple{
        field{"name", &self::name, "Its name."},
        field{"summary", &self::summary, "What it does."},
        field{"usage", &self::usage, "Its forms."},
        field{"examples", &self::examples, "Command lines."},
        field{"arguments", &self::arguments, "What stands by itself, in its order."},
        field{"options", &self::options, "Its options."},
        field{
            "tool_options",
            &self::tool_options,
            "The options of the tool can be given after it, too; else before it alone."},
    };
}

struct help_status {
    std::int64_t status = 0;
    std::string name;
    std::string doc;

    static constexpr std::string_view kind = "help_status";
    static constexpr auto fields();
};

constexpr auto help_status::fields()
{
    using self = help_status;
    return std::tuple{
        field{"status", &self::status, "The number."},
        field{"name", &self::name, "The word that summaries have for it."},
        field{"doc", &self::doc, "What it means."},
    };
}

struct help_variable {
    std::string name;
    std::string doc;

    static constexpr std::string_view kind = "help_variable";
    static constexpr auto fields();
};

constexpr auto help_variable::fields()
{
    using self = help_variable;
    return std::tuple{
        field{"name", &self::name, "Its name."},
        field{"doc", &self::doc, "What it does."},
    };
}

/// A tool, or one of its verbs with the tool's options.
struct help {
    std::string name;
    std::string summary;
    std::string version;
    std::vector<std::string> usage;
    std::vector<std::string> examples;
    std::vector<help_option> arguments;
    std::vector<help_option> options;
    std::vector<help_verb> verbs;
    std::vector<help_status> exit_statuses;
    std::vector<help_variable> environment;

    static constexpr std::string_view kind = "help";
    static constexpr auto fields();
};

constexpr auto help::fields()
{
    using self = help;
    return std::tuple{
        field{"name", &self::name, "The tool, and the verb if it is about one.", column::yes},
        field{"summary", &self::summary, "What it does.", column::yes},
        field{"version", &self::version, "The tool's version."},
        field{"usage", &self::usage, "Its forms."},
        field{"examples", &self::examples, "Command lines."},
        field{"arguments", &self::arguments, "What stands by itself, in its order."},
        field{"options", &self::options, "Its options."},
        field{"verbs", &self::verbs, "Its verbs."},
        field{"exit_statuses", &self::exit_statuses, "What it can end with."},
        field{
            "environment", &self::environment, "Variables beside those that stand for an option."},
    };
}

extern template struct BT_API rendering<help>;

}  // namespace bt::record
