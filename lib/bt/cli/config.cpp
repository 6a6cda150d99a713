#include "config.hpp"

#include <bt/cli/config_file.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <cstdlib>

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

void add_config(CLI::App& app, std::string_view tool, std::optional<error>& fault)
{
    // No command line has such a name.
    std::string const usual(1, '\0');
    auto const apply = [&app, &fault, tool, usual](std::string const& given) {
        if (given == "none") return;
        bool const is_named = given != usual;
        auto path = is_named ? given : default_file();
        if (path.empty() && !is_named) return;
        try {
            apply_config(app, {.path = std::move(path), .tool = tool, .is_named = is_named});
        } catch (error const& e) {
            fault = e;
        }
    };
    // Called when the command line and the environment were read, before what is needed is missed.
    app.add_option_function<std::string>(
           "--config", apply, "Read options from this TOML file; none reads nothing.")
        ->type_name("file")
        ->default_str(usual)
        ->force_callback()
        ->configurable(false)
        ->group("Common");
    name_variables(app, tool);
}

}  // namespace bt::cli
