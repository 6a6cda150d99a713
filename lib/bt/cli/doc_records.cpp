#include "doc_forms.hpp"

#include <bt/record/catalog.hpp>

#include <fmt/format.h>

namespace bt::cli::doc {
namespace {

using record::field_facts;
using record::kind_facts;

std::string_view unit_text(record::unit in)
{
    switch (in) {
    case record::unit::bytes:
        return "bytes";
    case record::unit::bytes_per_second:
        return "bytes a second";
    case record::unit::seconds:
        return "seconds";
    case record::unit::unix_time:
        return "seconds since 1970";
    case record::unit::ratio:
        return "0 to 1";
    case record::unit::none:
        break;
    }
    return {};
}

std::string type_text(field_facts const& facts)
{
    std::string text{facts.nested.empty() ? facts.type : facts.nested};
    if (facts.list) text = "list of " + text;
    if (facts.names) text = "object of " + text;
    if (auto const unit = unit_text(facts.in); !unit.empty()) text += fmt::format(", {}", unit);
    if (facts.optional) text += ", may be absent";
    return text;
}

std::string field_list(kind_facts const& kind)
{
    if (kind.fields.empty()) return "No fields of its own.\n";
    std::string out = ".Bl -tag -width Ds\n";
    for (auto const& facts : kind.fields)
        out += fmt::format(
            ".It Li {} Pq {}\n{}",
            mdoc_text(facts.key),
            mdoc_text(type_text(facts)),
            sentences(facts.doc));
    return out + ".El\n";
}

std::string columns_of(kind_facts const& kind)
{
    std::string names;
    for (auto const& facts : kind.fields)
        if (facts.column) names += fmt::format("{}{}", names.empty() ? "" : ", ", facts.key);
    return names.empty() ? names : sentences(fmt::format("Columns: {}.", names));
}

std::string section(std::string_view title, record::family of)
{
    auto out = fmt::format(".Sh {}\n", title);
    for (auto const& kind : record::catalog()) {
        if (kind.of != of) continue;
        out += fmt::format(".Ss {}\n{}", mdoc_text(kind.kind), field_list(kind));
        if (of == record::family::record) out += columns_of(kind);
    }
    return out;
}

}  // namespace

std::string records(doc_subject const&)
{
    std::string out = section("RECORDS", record::family::record);
    out += ".Sh EVENTS\nEvery event begins with these fields, after its kind:\n";
    out += field_list(record::envelope_facts());
    auto const events = section("", record::family::event);
    out += events.substr(events.find('\n') + 1);
    return out + section("PARTS", record::family::part);
}

}  // namespace bt::cli::doc
