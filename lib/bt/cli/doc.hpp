#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

namespace CLI {
class App;
}

namespace bt::cli {

struct doc_subject {
    CLI::App& app;
    std::string_view name;
    std::string_view summary;
    std::span<std::string_view const> first_options = {};  ///< what --help shows, as "--dir"
};

/// What the build's docs target asks each tool for: mdoc blocks (synopsis, options, exit), the
/// whole bt-records.5 (records), the JSON Schema (schema, or schemas: of each kind by itself) or
/// completions (bash, zsh, fish). Throws error(usage) for another word.
void write_generated(std::ostream& out, std::string_view form, doc_subject const& about);

}  // namespace bt::cli
