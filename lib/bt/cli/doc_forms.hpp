#pragma once

#include <bt/cli/doc.hpp>

#include <string>
#include <vector>

/// What the forms of doc.hpp are made from, and how.
namespace bt::cli::doc {

/// An option as CLI11 knows it, in plain values.
struct option_facts {
    std::vector<std::string> short_names;  ///< "-j"
    std::vector<std::string> long_names;   ///< "--json"; the name of a positional
    std::string value;                     ///< name of its value; empty for a flag
    std::vector<std::string> words;        ///< if the value is one of these
    std::string doc;
    std::string group;
    std::string fallback;
    std::string variable;
    bool takes_value = false;
    bool is_positional = false;
    bool repeats = false;
    bool required = false;

    [[nodiscard]] std::vector<std::string> names() const
    {
        auto all = short_names;
        all.insert(all.end(), long_names.begin(), long_names.end());
        return all;
    }
    [[nodiscard]] bool completes_paths() const
    {
        return value.starts_with("file") || value == "dir";
    }
};

struct app_facts {
    std::string name;
    std::string doc;
    std::string forms;  ///< more lines for --help, as they are
    std::vector<option_facts> options;
    std::vector<option_facts> positionals;
    std::vector<app_facts> verbs;
    bool falls_through = false;  ///< a verb that takes the options of the app, too

    /// Groups in the order they first appear, Common last.
    [[nodiscard]] std::vector<std::string> groups() const;
};

[[nodiscard]] app_facts facts_of_app(CLI::App const& app);

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

[[nodiscard]] std::string json(doc_subject const& about);

/// Text as mdoc lines: each sentence on lines of its own.
[[nodiscard]] std::string sentences(std::string_view text);

/// Text of an mdoc line: no backslash, leading dot or quote means anything in it.
[[nodiscard]] std::string mdoc_text(std::string_view text);

}  // namespace bt::cli::doc
