#include "doc.hpp"

#include <bt/base/error.hpp>
#include <bt/cli/doc_forms.hpp>
#include <bt/record/schema.hpp>

#include <algorithm>
#include <array>
#include <ostream>

namespace bt::cli {
namespace {

struct form_row {
    std::string_view name;
    std::string (*text)(doc_subject const&);
};

std::string schema_text(doc_subject const&)
{
    return record::schema();
}

std::string schemas_text(doc_subject const&)
{
    return record::schemas_of_kinds();
}

constexpr std::array form_table{
    form_row{"synopsis", doc::synopsis},
    form_row{"options", doc::options},
    form_row{"environment", doc::environment},
    form_row{"exit", doc::exit_statuses},
    form_row{"records", doc::records},
    form_row{"bash", doc::bash},
    form_row{"zsh", doc::zsh},
    form_row{"fish", doc::fish},
    form_row{"schema", schema_text},
    form_row{"schemas", schemas_text},
};

}  // namespace

void write_generated(std::ostream& out, std::string_view form, doc_subject const& about)
{
    auto const row = std::ranges::find(form_table, form, &form_row::name);
    if (row == form_table.end()) fail(exit_code::usage, "generate", form, "no such form");
    out << row->text(about);
}

}  // namespace bt::cli
