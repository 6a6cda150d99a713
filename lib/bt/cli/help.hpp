#pragma once

#include <bt/cli/doc.hpp>

#include <string>
#include <string_view>

namespace bt::cli {

/// The text of --help: usage, then options by group in two columns of at most 80 together, each
/// with the first sentence of what the manual says.
[[nodiscard]] std::string help_text(doc_subject const& about, CLI::App const& shown);

/// What comes before the first of these marks that a space, or nothing, follows.
[[nodiscard]] std::string first_clause(std::string const& doc, std::string_view ends);

}  // namespace bt::cli
