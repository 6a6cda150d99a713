#include "config.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <istream>
#include <sstream>

namespace bt::cli {
namespace {

std::string environment(char const* name)
{
    auto const* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

std::string default_file()
{
    auto base = environment("XDG_CONFIG_HOME");
    if (base.empty()) {
        auto const home = environment("HOME");
        if (home.empty()) return {};
        base = home + "/.config";
    }
    return base + "/bt-tools/config.toml";
}

/// Reads TOML for CLI11, which knows only a part of it.
class toml_config final : public CLI::Config {
public:
    toml_config(CLI::App const& app, std::string_view tool)
        : app_{&app}
        , tool_{tool}
    {
    }

    std::string to_config(CLI::App const*, bool, bool, std::string) const override { return {}; }

    std::vector<CLI::ConfigItem> from_config(std::istream& input) const override
    {
        std::ostringstream text;
        text << input.rdbuf();
        std::vector<CLI::ConfigItem> found;
        try {
            auto const root = toml::parse(text.str());
            if (auto const* mine = root[tool_].as_table()) collect(*mine, *app_, {}, found);
        } catch (toml::parse_error const& e) {
            throw CLI::ConfigError(
                fmt::format("{} at line {}", e.description(), e.source().begin.line),
                CLI::ExitCodes::ConfigError);
        }
        return found;
    }

private:
    static void collect(
        toml::table const& table,
        CLI::App const& app,
        std::vector<std::string> const& parents,
        std::vector<CLI::ConfigItem>& into)
    {
        for (auto const& [key, value] : table) {
            std::string const name{key.str()};
            if (auto const* inner = value.as_table()) {
                auto const verbs = app.get_subcommands(
                    [&](CLI::App const* each) { return each->get_name() == name; });
                if (verbs.empty())
                    throw CLI::ConfigError("no such section: " + name, CLI::ExitCodes::ConfigError);
                if (!verbs.front()->parsed()) continue;
                auto below = parents;
                below.push_back(name);
                collect(*inner, *verbs.front(), below, into);
                continue;
            }
            if (set_by_environment(app, name) || is_excluded(app, name)) continue;
            into.push_back({parents, name, texts_of(name, value)});
        }
    }

    static bool set_by_environment(CLI::App const& app, std::string const& name)
    {
        auto const* option = app.get_option_no_throw("--" + name);
        return option != nullptr && !option->get_envname().empty()
            && !environment(option->get_envname().c_str()).empty();
    }

    /// What the command line says leaves no place for it; two on the command line are an error.
    static bool is_excluded(CLI::App const& app, std::string const& name)
    {
        auto const* option = app.get_option_no_throw("--" + name);
        return option != nullptr && std::ranges::any_of(option->get_excludes(), [](auto* other) {
                   return other->count() > 0;
               });
    }

    static std::vector<std::string> texts_of(std::string const& name, toml::node const& value)
    {
        std::vector<std::string> texts;
        if (auto const* list = value.as_array()) {
            for (auto const& each : *list)
                texts.push_back(text_of(name, each));
        } else {
            texts.push_back(text_of(name, value));
        }
        return texts;
    }

    static std::string text_of(std::string const& name, toml::node const& value)
    {
        if (auto const* text = value.as_string()) return text->get();
        if (auto const* number = value.as_integer()) return std::to_string(number->get());
        if (auto const* number = value.as_floating_point()) return fmt::format("{}", number->get());
        if (auto const* truth = value.as_boolean()) return truth->get() ? "true" : "false";
        throw CLI::ConfigError(
            name + " is neither text, number, truth value nor a list of them",
            CLI::ExitCodes::ConfigError);
    }

    CLI::App const* app_;
    std::string tool_;
};

void name_variables(CLI::App& app, std::string_view tool)
{
    for (auto* option : app.get_options()) {
        if (option->get_lnames().empty() || !option->get_configurable()) continue;
        auto const& name = option->get_lnames().front();
        if (name == "help" || name == "version" || name == "config" || option->get_group().empty())
            continue;
        if (option->get_envname().empty()) option->envname(variable_of(tool, name));
    }
    for (auto* verb : app.get_subcommands(nullptr))
        name_variables(*verb, tool);
}

}  // namespace

std::string variable_of(std::string_view tool, std::string_view option)
{
    std::string name;
    for (char const c : fmt::format("{}_{}", tool, option)) {
        auto const lower = c >= 'a' && c <= 'z';
        name.push_back(c == '-' ? '_' : lower ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return name;
}

void add_config(CLI::App& app, std::string_view tool)
{
    app.set_config(
           "--config", default_file(), "Read options from this TOML file; none reads nothing.")
        ->type_name("file")
        ->transform(std::function<std::string(std::string)>{
            [](std::string const& given) { return given == "none" ? std::string{} : given; }})
        ->group("Common");
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.config_formatter(std::make_shared<toml_config>(app, tool));
    name_variables(app, tool);
}

}  // namespace bt::cli
