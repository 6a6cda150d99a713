#pragma once

#include <bt/cli/doc.hpp>

#include <string>
#include <string_view>

namespace bt::cli {

/// The text of --help, for a tool or a verb: usage, what stands by itself, and of the options the
/// first ones, on a screen of 24 lines of 80 columns, with where the rest is.
[[nodiscard]] std::string brief_help(doc_subject const& about, CLI::App& shown);

/// The text of --help=all: every option by group, each with the first clause of what the manual
/// says, and every verb with its own.
[[nodiscard]] std::string whole_help(doc_subject const& about, CLI::App& shown);

/// What comes before the first of these marks that a space, or nothing, follows.
[[nodiscard]] std::string first_clause(std::string const& doc, std::string_view ends);

}  // namespace bt::cli
