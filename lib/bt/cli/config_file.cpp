#include "config_file.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/nearest.hpp>
#include <bt/cli/usage_error.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <sys/stat.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace bt::cli {
namespace {

constexpr std::size_t config_cap_bytes = 16U << 20U;

/// Of the one list that there is, in tools/CMakeLists.txt.
std::set<std::string, std::less<>> tool_names()
{
    std::set<std::string, std::less<>> out;
    std::string_view rest{BT_TOOL_NAMES};
    while (!rest.empty()) {
        auto const name = rest.substr(0, rest.find(' '));
        out.emplace(name);
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
    return out;
}

template <class Words>
std::string nearest_hint(std::string_view typed, Words const& words)
{
    return did_you_mean(typed, std::vector<std::string_view>{words.begin(), words.end()});
}

bool is_flag(CLI::Option const& option)
{
    return option.get_expected_min() == 0;
}

/// The option of that long name; keys have no other.
CLI::Option* option_of(CLI::App& app, std::string_view key)
{
    for (auto* const each : app.get_options([](CLI::Option*) { return true; }))
        if (!each->get_group().empty() && std::ranges::count(each->get_lnames(), key) > 0)
            return each;
    return nullptr;
}

CLI::App* verb_of(CLI::App& app, std::string_view name)
{
    for (auto* const each : app.get_subcommands(nullptr))
        if (each->get_name() == name) return each;
    return nullptr;
}

/// What a key of the file says, before anything is done about it.
struct said {
    CLI::App* app;
    CLI::Option* option;
    std::string section;
    std::string key;
    std::vector<std::string> values;
    toml::source_index line;
};

class config_file {
public:
    explicit config_file(config_source const& from)
        : from_{&from}
    {
    }

    void apply(CLI::App& app)
    {
        auto const text = read();
        if (!text) return;
        auto const root = parse(*text);
        check_sections(root);
        if (auto const* const mine = root[from_->tool].as_table())
            collect(*mine, app, std::string{from_->tool});
        for (auto const& each : said_)
            check(each, app);
        pass_over();
        for (auto const& each : said_)
            give(each, app);
    }

private:
    [[noreturn]] void refuse(toml::source_index line, std::string_view why, std::string hint = {})
    {
        throw error{
            exit_code::config,
            fmt::format("cannot use line {} of configuration {}: {}", line, from_->path, why),
            std::move(hint)};
    }

    /// Nothing if there is none in the usual place, or nobody may look there.
    std::optional<std::string> read() const
    {
        struct stat facts {};
        if (!from_->is_named && ::lstat(from_->path.c_str(), &facts) != 0
            && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
            return std::nullopt;
        try {
            return read_file(
                from_->path, {.doing = "read configuration", .cap_bytes = config_cap_bytes});
        } catch (error const& e) {
            throw error{exit_code::config, e.what()};
        }
    }

    toml::table parse(std::string const& text)
    try {
        return toml::parse(text);
    } catch (toml::parse_error const& e) {
        constexpr std::string_view before = "Error while parsing ";
        auto what = e.description();
        if (what.starts_with(before)) what.remove_prefix(before.size());
        bool const lacks_quotes = what.ends_with("could not determine value type")
            || what.find("integer: expected") != std::string_view::npos;
        refuse(
            e.source().begin.line,
            fmt::format("it is not TOML: {}", what),
            lacks_quotes ? "texts stand in quotes, as \"2M\"" : "");
    }

    /// All that stands outside is a section of a tool, whether of this one or not.
    void check_sections(toml::table const& root)
    {
        auto names = tool_names();
        names.emplace(from_->tool);
        for (auto const& [key, value] : root) {
            auto const name = key.str();
            auto const line = key.source().begin.line;
            bool const is_known = names.contains(name);
            if (value.is_array_of_tables())
                refuse(
                    line,
                    fmt::format("[[{}]] is a list of sections", name),
                    is_known ? fmt::format("did you mean [{}]?", name) : nearest_hint(name, names));
            if (value.is_table() && is_known) continue;
            if (value.is_table())
                refuse(
                    line,
                    fmt::format("no tool has a section [{}]", name),
                    nearest_hint(name, names));
            refuse(
                line,
                fmt::format("{} is in no section", name),
                is_known ? fmt::format("[{}] begins one", name)
                         : "a key comes after the name of its tool, as [bt-add]");
        }
    }

    void collect(toml::table const& table, CLI::App& app, std::string const& section)
    {
        for (auto const& [key, value] : table) {
            std::string const name{key.str()};
            auto const line = key.source().begin.line;
            auto* const option = option_of(app, name);
            // bt-ctl has both a verb and an option "session".
            if (auto* const verb = verb_of(app, name); verb && (value.is_table() || !option)) {
                auto const* const inner = value.as_table();
                auto below = fmt::format("{}.{}", section, name);
                if (inner == nullptr)
                    refuse(line, fmt::format("[{}] is not the section that it should be", below));
                if (verb->parsed()) collect(*inner, *verb, below);
                continue;
            }
            if (option == nullptr) refuse_name(app, section, name, value);
            if (!option->get_configurable())
                refuse(line, fmt::format("[{}] {} is for the command line alone", section, name));
            auto values = values_of(*option, section, name, value);
            if (!values.empty())
                said_.push_back({&app, option, section, name, std::move(values), line});
        }
    }

    [[noreturn]] void refuse_name(
        CLI::App& app, std::string const& section, std::string const& name, toml::node const& value)
    {
        auto const line = value.source().begin.line;
        auto const verbs = app.get_subcommands(nullptr);
        if (value.is_table()) {
            std::vector<std::string> names;
            for (auto const* each : verbs)
                names.push_back(each->get_name());
            refuse(
                line, fmt::format("{} has no verb {}", section, name), nearest_hint(name, names));
        }
        refuse(
            line, fmt::format("[{}] has no key {}", section, name), hint_for(app, section, name));
    }

    /// Where the key belongs, or what it is misspelt for.
    std::string hint_for(CLI::App& app, std::string const& section, std::string const& name) const
    {
        std::vector<std::string> names;
        for (auto const* each : app.get_options([](CLI::Option*) { return true; })) {
            if (each->get_group().empty() || !each->get_configurable()) continue;
            if (std::ranges::count(each->get_snames(), name) > 0 && !each->get_lnames().empty())
                return fmt::format("did you mean {}?", each->get_lnames().front());
            names.insert(names.end(), each->get_lnames().begin(), each->get_lnames().end());
        }
        if (auto* const above = app.get_parent(); above != nullptr && option_of(*above, name))
            return fmt::format("it belongs into [{}]", from_->tool);
        for (auto* const verb : app.get_subcommands(nullptr))
            if (option_of(*verb, name) != nullptr)
                return fmt::format("it belongs into [{}.{}]", section, verb->get_name());
        return nearest_hint(name, names);
    }

    std::vector<std::string> values_of(
        CLI::Option const& option,
        std::string const& section,
        std::string const& name,
        toml::node const& value)
    {
        std::vector<std::string> out;
        auto const add = [&](toml::node const& each) {
            auto text = text_of(each);
            bool const is_truth = each.is_boolean();
            if (!text || text->find('\0') != std::string::npos || (is_truth && !is_flag(option)))
                refuse(
                    each.source().begin.line,
                    fmt::format("[{}] {} cannot be {}", section, name, noun_of(each)));
            out.push_back(*std::move(text));
        };
        if (auto const* const list = value.as_array(); list != nullptr && !is_flag(option)) {
            for (auto const& each : *list)
                add(each);
            return out;
        }
        add(value);
        // As if it were not there.
        if (value.is_boolean() && out.front() == "false") out.clear();
        return out;
    }

    static std::optional<std::string> text_of(toml::node const& value)
    {
        if (auto const* text = value.as_string()) return text->get();
        if (auto const* number = value.as_integer()) return std::to_string(number->get());
        if (auto const* number = value.as_floating_point()) return fmt::format("{}", number->get());
        if (auto const* truth = value.as_boolean()) return truth->get() ? "true" : "false";
        return std::nullopt;
    }

    static std::string_view noun_of(toml::node const& value)
    {
        if (value.is_table()) return "a table";
        if (value.is_array()) return "a list";
        if (value.is_boolean()) return "a truth value";
        if (value.is_string()) return "a text with a NUL in it";
        return "a date or time";
    }

    /// Leaves those out that something else said already, or that fit nothing else that is said:
    /// the file has what somebody likes best, and not what each run is about.
    void pass_over()
    {
        for (auto left = said_.size() + 1; left != said_.size();) {
            left = said_.size();
            std::erase_if(said_, [this](said const& each) { return !counts(each); });
        }
        for (auto const& each : said_)
            for (auto const* const other : each.option->get_excludes())
                if (auto const* const with = saying(other); with != nullptr)
                    refuse(
                        std::max(each.line, with->line),
                        fmt::format("{} and {} do not go together", each.key, with->key));
    }

    bool counts(said const& what) const
    {
        auto const is_used = [](auto const* other) { return other->count() > 0; };
        return !is_used(what.option) && std::ranges::none_of(what.option->get_excludes(), is_used)
            && std::ranges::all_of(what.option->get_needs(), [&](auto const* other) {
                   return is_used(other) || saying(other) != nullptr;
               });
    }

    said const* saying(CLI::Option const* option) const
    {
        auto const found = std::ranges::find(said_, option, &said::option);
        return found == said_.end() ? nullptr : &*found;
    }

    /// A wrong value is one whether it counts this time or not. What the command line says of the
    /// same option stays there.
    void check(said const& what, CLI::App& app)
    {
        auto& option = *what.option;
        if (option.count() > 0) return;
        with_values(what, app, [&] { (void)option.reduced_results(); });
        option.clear();
    }

    void give(said const& what, CLI::App& app)
    {
        if (what.option->count() > 0)
            refuse(what.line, fmt::format("[{}] says {} twice", what.section, what.key));
        with_values(what, app, [&] { what.option->run_callback(); });
    }

    template <class Then>
    void with_values(said const& what, CLI::App& app, Then then)
    {
        auto& option = *what.option;
        try {
            if (is_flag(option))
                option.add_result(option.get_flag_value(what.key, what.values.front()));
            else
                option.add_result(what.values);
            then();
        } catch (CLI::ParseError const& e) {
            auto const wrong = told_of_value(e, app);
            std::string_view why{wrong.what()};
            if (why.starts_with(option.get_name())) why.remove_prefix(option.get_name().size());
            if (dynamic_cast<CLI::ArgumentMismatch const*>(&e) != nullptr)
                why = " takes one value, and no list";
            auto const sentence = fmt::format("[{}] {}{}", what.section, what.key, why);
            option.clear();
            refuse(what.line, sentence, wrong.hint());
        }
    }

    config_source const* from_;
    std::vector<said> said_;
};

}  // namespace

void apply_config(CLI::App& app, config_source const& from)
{
    config_file{from}.apply(app);
}

}  // namespace bt::cli
