#pragma once

#include <iosfwd>
#include <string_view>

namespace CLI {
class App;
}

namespace bt::cli {

struct doc_subject {
    CLI::App const& app;
    std::string_view name;
    std::string_view summary;
};

/// What the build's docs target asks each tool for: mdoc blocks (synopsis, options, exit), the
/// whole bt-records.5 (records), the JSON Schema (schema), completions (bash, zsh, fish) or the
/// options as JSON (json). Throws error(usage) for another word.
void write_generated(std::ostream& out, std::string_view form, doc_subject const& about);

}  // namespace bt::cli
