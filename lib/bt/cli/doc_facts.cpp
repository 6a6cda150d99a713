#include "doc_forms.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/convert.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace bt::cli::doc {
namespace {

constexpr std::array variable_table{
    variable_row{
        "BT_HASH",
        "How to hash: openssl, shani, avx2, avx512, or auto, the default, for the fastest that the "
        "processor has. The hashes are the same.",
        "bt-create bt-verify"},
    variable_row{
        "BT_DHT_KEY",
        "The secret key itself, where -k is not given. It is overwritten in the environment of the "
        "process once it is read, whatever the verb.",
        "bt-dht"},
    variable_row{
        "SOURCE_DATE_EPOCH",
        "Creation date in seconds since 1970, where -D is not given.",
        "bt-create"},
    variable_row{"NO_COLOR", "Turns colour off, whatever its value.", ""},
    variable_row{"XDG_CONFIG_HOME", "Folder of the configuration; ~/.config without it.", ""},
    variable_row{
        "XDG_STATE_HOME",
        "Sessions are in bt-tools/sessions below it; ~/.local/state without it.",
        "bt-add bt-ctl bt-dht bt-seed"},
    variable_row{
        "XDG_RUNTIME_DIR",
        "Their sockets are in bt-tools below it, and in the session's own folder without it or "
        "with --state-dir.",
        "bt-add bt-ctl bt-dht bt-seed"},
    variable_row{
        "XDG_CACHE_HOME",
        "Nodes of the DHT that answered are in bt-tools/dht-nodes below it; ~/.cache without it.",
        "bt-dht"},
};

std::vector<std::string> names_of(std::set<CLI::Option*> const& options)
{
    std::vector<std::string> names;
    for (auto const* each : options)
        names.push_back(each->get_name());
    std::ranges::sort(names);
    return names;
}

option_facts facts_of(CLI::Option& option)
{
    option_facts facts;
    for (auto const& name : option.get_snames())
        facts.short_names.push_back("-" + name);
    for (auto const& name : option.get_lnames())
        facts.long_names.push_back("--" + name);
    facts.value = option.get_type_name();
    facts.takes_value = option.get_items_expected_max() > 0;
    facts.may_have_value = !facts.takes_value && !facts.value.empty();
    facts.is_positional = facts.short_names.empty() && facts.long_names.empty();
    facts.words = words_of(option);
    facts.is_list = takes_list(option);
    facts.doc = option.get_description();
    facts.group = option.get_group();
    facts.repeats = option.get_items_expected_max() > 1;
    facts.required = option.get_required();
    facts.variable = option.get_envname();
    facts.excludes = names_of(option.get_excludes());
    facts.needs = names_of(option.get_needs());
    // The real default of --config depends on who asks.
    bool const is_config = !facts.long_names.empty() && facts.long_names.front() == "--config";
    facts.fallback = is_config ? "$XDG_CONFIG_HOME/bt-tools/config.toml" : option.get_default_str();
    if (facts.is_positional) facts.long_names.push_back(option.get_name());
    return facts;
}

/// Of verbs that say it themselves the footer has forms, an empty line, and examples.
void add_forms(app_facts& to, std::string_view footer, std::string_view tool, bool is_verb)
{
    auto const blank = std::min(footer.find("\n\n"), footer.size());
    for (auto const line : split(footer.substr(0, blank), '\n'))
        to.usage.emplace_back(line);
    for (auto const line : split(footer.substr(blank), '\n'))
        to.examples.emplace_back(line);
    if (!to.usage.empty()) return;
    auto one = is_verb ? fmt::format("{} {}", tool, to.name) : std::string{tool};
    one += to.verbs.empty() ? " [options]" : " [options] VERB [arguments]";
    for (auto const& each : to.positionals) {
        auto const name = each.long_names.front() + (each.repeats ? "..." : "");
        one += is_verb && !each.required ? " [" + name + "]" : " " + name;
    }
    to.usage.push_back(std::move(one));
}

/// Told once, not with each verb.
bool is_shared(option_facts const& option)
{
    return option.group == "Network" || option.group == "Output" || option.group == "Torrents"
        || option.group == "Common";
}

}  // namespace

app_facts facts_of_app(CLI::App& app, std::string_view tool)
{
    app_facts facts;
    facts.name = app.get_name();
    facts.doc = app.get_description();
    facts.falls_through = app.get_fallthrough();
    for (auto* option : app.get_options([](CLI::Option*) { return true; })) {
        if (option->get_group().empty()) continue;
        auto one = facts_of(*option);
        (one.is_positional ? facts.positionals : facts.options).push_back(std::move(one));
    }
    for (auto* verb : app.get_subcommands(nullptr))
        facts.verbs.push_back(facts_of_app(*verb, tool));
    add_forms(facts, app.get_footer(), tool, app.get_parent() != nullptr);
    return facts;
}

std::vector<option_facts> own_options(app_facts const& verb)
{
    std::vector<option_facts> own;
    std::ranges::remove_copy_if(verb.options, std::back_inserter(own), is_shared);
    return own;
}

std::vector<option_facts> shared_options(app_facts const& app)
{
    std::vector<option_facts> shared;
    auto const add = [&](option_facts const& option) {
        auto const same = [&](option_facts const& each) { return each.names() == option.names(); };
        if (std::ranges::none_of(shared, same)) shared.push_back(option);
    };
    for (auto const& verb : app.verbs)
        for (auto const& option : verb.options)
            if (is_shared(option)) add(option);
    for (auto const& option : app.options)
        add(option);
    return shared;
}

std::vector<variable_row> variables_of(std::string_view tool)
{
    std::vector<variable_row> rows;
    for (auto const& row : variable_table) {
        auto const tools = split(row.tools, ' ');
        if (tools.empty() || std::ranges::find(tools, tool) != tools.end()) rows.push_back(row);
    }
    return rows;
}

}  // namespace bt::cli::doc
