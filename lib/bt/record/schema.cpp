#include "schema.hpp"

#include <bt/record/catalog.hpp>

#include <nlohmann/json.hpp>

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
    return out;
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
        if (kind.of != family::part) out["oneOf"].push_back({{"$ref", reference(kind.kind)}});
        out["$defs"][std::string{kind.kind}] = schema_of(kind);
    }
    return out.dump(2) + "\n";
}

}  // namespace bt::record
