#pragma once

#include <bt/cli/doc.hpp>
#include <bt/record/help.hpp>

#include <string>
#include <vector>

/// What the forms of doc.hpp are made from, and how.
namespace bt::cli::doc {

/// An option as CLI11 knows it, in plain values.
struct option_facts {
    std::vector<std::string> short_names;  ///< "-j"
    std::vector<std::string> long_names;   ///< "--json"; the name of a positional
    std::string value;                     ///< name of its value; empty for a flag
    std::vector<std::string> words;        ///< that the value can be
    std::string doc;
    std::string group;
    std::string fallback;
    std::string variable;
    std::vector<std::string> excludes;
    std::vector<std::string> needs;
    bool is_list = false;  ///< of them, commas between
    bool takes_value = false;
    bool may_have_value = false;  ///< after =, as --lint has
    bool is_positional = false;
    bool repeats = false;
    bool required = false;

    [[nodiscard]] std::vector<std::string> names() const
    {
        auto all = short_names;
        all.insert(all.end(), long_names.begin(), long_names.end());
        return all;
    }
};

struct app_facts {
    std::string name;
    std::string doc;
    std::vector<std::string> usage;  ///< its forms, with the name of the tool
    std::vector<std::string> examples;
    std::vector<option_facts> options;
    std::vector<option_facts> positionals;
    std::vector<app_facts> verbs;
    bool falls_through = false;  ///< a verb that takes the options of the app, too

    /// Groups in the order they first appear, Common last.
    [[nodiscard]] std::vector<std::string> groups() const;
};

/// A tool, or one of its verbs as `tool` has it.
[[nodiscard]] app_facts facts_of_app(CLI::App& app, std::string_view tool);
/// What a verb has beside what many have.
[[nodiscard]] std::vector<option_facts> own_options(app_facts const& verb);
/// What several verbs have, once, and what the tool has.
[[nodiscard]] std::vector<option_facts> shared_options(app_facts const& app);

/// A variable that stands for no option.
struct variable_row {
    std::string_view name;
    std::string_view doc;
    std::string_view tools;  ///< that look at it, spaces between; empty for all
};
[[nodiscard]] std::vector<variable_row> variables_of(std::string_view tool);

// mdoc
[[nodiscard]] std::string synopsis(doc_subject const& about);
[[nodiscard]] std::string options(doc_subject const& about);
[[nodiscard]] std::string environment(doc_subject const& about);
[[nodiscard]] std::string exit_statuses(doc_subject const& about);
[[nodiscard]] std::string records(doc_subject const& about);

// completions
[[nodiscard]] std::string bash(doc_subject const& about);
[[nodiscard]] std::string zsh(doc_subject const& about);
[[nodiscard]] std::string fish(doc_subject const& about);

/// Every line of --help=json; of a verb if `shown` is one.
[[nodiscard]] record::help help_record(doc_subject const& about, CLI::App& shown);

/// Text as mdoc lines: each sentence on lines of its own.
[[nodiscard]] std::string sentences(std::string_view text);

/// Text of an mdoc line: no backslash, leading dot or quote means anything in it.
[[nodiscard]] std::string mdoc_text(std::string_view text);

}  // namespace bt::cli::doc
