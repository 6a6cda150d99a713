#include "doc_forms.hpp"

#include <nlohmann/json.hpp>

namespace bt::cli::doc {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(option_facts const& option)
{
    ordered_json out{{"names", option.names()}};
    if (option.takes_value) out["value"] = option.value;
    if (!option.words.empty()) out["words"] = option.words;
    if (!option.fallback.empty()) out["default"] = option.fallback;
    if (!option.variable.empty()) out["variable"] = option.variable;
    if (option.repeats) out["repeats"] = true;
    if (option.required) out["required"] = true;
    out["doc"] = option.doc;
    return out;
}

ordered_json to_json(app_facts const& app)
{
    ordered_json out{{"name", app.name}, {"doc", app.doc}};
    for (auto const& each : app.positionals)
        out["arguments"].push_back(to_json(each));
    for (auto const& each : app.options)
        out["options"].push_back(to_json(each));
    for (auto const& each : app.verbs)
        out["verbs"].push_back(to_json(each));
    return out;
}

}  // namespace

std::string json(doc_subject const& about)
{
    return to_json(facts_of_app(about.app)).dump(2) + "\n";
}

}  // namespace bt::cli::doc
