#include "schema.hpp"

#include <bt/record/catalog.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace bt::record {
namespace {

using nlohmann::ordered_json;

std::string_view unit_name(unit in)
{
    switch (in) {
    case unit::bytes:
        return "bytes";
    case unit::bytes_per_second:
        return "bytes/s";
    case unit::seconds:
        return "seconds";
    case unit::unix_time:
        return "seconds since 1970";
    case unit::ratio:
        return "0 to 1";
    case unit::none:
        break;
    }
    return {};
}

std::string reference(std::string_view kind)
{
    return "#/$defs/" + std::string{kind};
}

ordered_json type_of_value(field_facts const& facts)
{
    ordered_json one = facts.nested.empty() ? ordered_json{{"type", facts.type}}
                                            : ordered_json{{"$ref", reference(facts.nested)}};
    if (facts.list) one = {{"type", "array"}, {"items", std::move(one)}};
    if (facts.names) one = {{"type", "object"}, {"additionalProperties", std::move(one)}};
    return one;
}

ordered_json twin_of(field_facts const& facts)
{
    ordered_json one{{"type", "string"}, {"contentEncoding", "base64"}};
    if (facts.list) one = {{"type", "array"}, {"items", std::move(one)}};
    one["description"] = "Exact bytes; present when they are not UTF-8.";
    return one;
}

void add_fields(ordered_json& into, kind_facts const& of)
{
    for (auto const& facts : of.fields) {
        auto property = type_of_value(facts);
        property["description"] = facts.doc;
        if (auto const name = unit_name(facts.in); !name.empty()) property["x-unit"] = name;
        into["properties"][std::string{facts.key}] = std::move(property);
        if (facts.text && !facts.names)
            into["properties"][std::string{facts.key} + "_base64"] = twin_of(facts);
        if (!facts.optional) into["required"].push_back(facts.key);
    }
}

/// Kinds of which fields can be chosen: with bt-ctl list --fields and in the control protocol, and
/// with bt-info --field.
constexpr std::array<std::string_view, 2> chosen_by_field{"torrent_status", "torrent_info"};

/// Parts that are lines, too: of bt-info --trackers.
constexpr std::array<std::string_view, 1> printed_parts{"tracker_entry"};

bool is_line(kind_facts const& kind)
{
    return kind.of != family::part
        || std::ranges::find(printed_parts, kind.kind) != printed_parts.end();
}

ordered_json schema_of(kind_facts const& of)
{
    ordered_json out{{"type", "object"}};
    out["properties"] = ordered_json::object();
    out["required"] = ordered_json::array();
    if (of.of != family::part) {
        out["properties"]["kind"] = {{"const", of.kind}};
        out["required"].push_back("kind");
    }
    if (of.of == family::event) add_fields(out, envelope_facts());
    add_fields(out, of);
    if (std::ranges::find(chosen_by_field, of.kind) != chosen_by_field.end())
        out["required"] = {"kind"};
    return out;
}

kind_facts const& kind_named(std::string_view name)
{
    return *std::ranges::find(catalog(), name, &kind_facts::kind);
}

/// The parts that it has inside, and those that they have.
void add_parts(ordered_json& defs, kind_facts const& of)
{
    for (auto const& facts : of.fields) {
        if (facts.nested.empty() || defs.contains(std::string{facts.nested})) continue;
        auto const& part = kind_named(facts.nested);
        defs[std::string{facts.nested}] = schema_of(part);
        add_parts(defs, part);
    }
}

}  // namespace

std::string schema()
{
    ordered_json out{
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"title", "Lines that bt-tools print with --json"},
        {"oneOf", ordered_json::array()},
        {"$defs", ordered_json::object()},
    };
    for (auto const& kind : catalog()) {
        if (is_line(kind)) out["oneOf"].push_back({{"$ref", reference(kind.kind)}});
        if (is_line(kind) && kind.of == family::part)
            out["oneOf"].back().update(ordered_json{
                {"properties", {{"kind", {{"const", kind.kind}}}}}, {"required", {"kind"}}});
        out["$defs"][std::string{kind.kind}] = schema_of(kind);
    }
    return out.dump(2) + "\n";
}

std::string schemas_of_kinds()
{
    std::string out;
    for (auto const& kind : catalog()) {
        if (!is_line(kind)) continue;
        ordered_json one{
            {"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"$id", std::string{kind.kind} + ".schema.json"},
            {"title", "A line of kind " + std::string{kind.kind}},
        };
        one.update(schema_of(kind));
        if (kind.of == family::part) {
            one["properties"]["kind"] = {{"const", kind.kind}};
            one["required"].push_back("kind");
        }
        auto defs = ordered_json::object();
        if (kind.of == family::event) add_parts(defs, envelope_facts());
        add_parts(defs, kind);
        if (!defs.empty()) one["$defs"] = std::move(defs);
        out += one.dump(2) + "\n";
    }
    return out;
}

}  // namespace bt::record
