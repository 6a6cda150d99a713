#include "doc.hpp"

#include <bt/base/error.hpp>
#include <bt/cli/doc_forms.hpp>
#include <bt/record/schema.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

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

constexpr std::array form_table{
    form_row{"synopsis", doc::synopsis},
    form_row{"options", doc::options},
    form_row{"environment", doc::environment},
    form_row{"exit", doc::exit_statuses},
    form_row{"records", doc::records},
    form_row{"bash", doc::bash},
    form_row{"zsh", doc::zsh},
    form_row{"fish", doc::fish},
    form_row{"json", doc::json},
    form_row{"schema", schema_text},
};

std::vector<std::string> split(std::string_view text, char at)
{
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        auto const end = std::min(text.find(at, from), text.size());
        parts.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

doc::option_facts facts_of(CLI::Option const& option)
{
    doc::option_facts facts;
    for (auto const& name : option.get_snames())
        facts.short_names.push_back("-" + name);
    for (auto const& name : option.get_lnames())
        facts.long_names.push_back("--" + name);
    facts.takes_value = option.get_items_expected_max() > 0;
    facts.is_positional = facts.short_names.empty() && facts.long_names.empty();
    facts.value = facts.takes_value ? option.get_type_name() : std::string{};
    facts.doc = option.get_description();
    facts.group = option.get_group();
    facts.repeats = option.get_items_expected_max() > 1;
    facts.required = option.get_required();
    facts.variable = option.get_envname();
    // The real default of --config is a path in somebody's home.
    bool const is_config = !facts.long_names.empty() && facts.long_names.front() == "--config";
    facts.fallback = is_config ? "$XDG_CONFIG_HOME/bt-tools/config.toml" : option.get_default_str();
    if (facts.is_positional) facts.long_names.push_back(option.get_name());
    auto const words = split(facts.value, '|');
    if (words.size() > 1) facts.words = words;
    return facts;
}

}  // namespace

namespace doc {

app_facts facts_of_app(CLI::App const& app)
{
    app_facts facts;
    facts.name = app.get_name();
    facts.doc = app.get_description();
    facts.forms = app.get_footer();
    facts.falls_through = app.get_fallthrough();
    for (auto const* option : app.get_options()) {
        if (option->get_group().empty()) continue;
        auto one = facts_of(*option);
        (one.is_positional ? facts.positionals : facts.options).push_back(std::move(one));
    }
    for (auto const* verb : app.get_subcommands({}))
        facts.verbs.push_back(facts_of_app(*verb));
    return facts;
}

}  // namespace doc

void write_generated(std::ostream& out, std::string_view form, doc_subject const& about)
{
    auto const row = std::ranges::find(form_table, form, &form_row::name);
    if (row == form_table.end()) fail(exit_code::usage, "generate", form, "no such form");
    out << row->text(about);
}

}  // namespace bt::cli
