#include "options.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/session_options.hpp>
#include <bt/state/dirs.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/verb.hpp>

namespace bt_ctl {
namespace {

std::string word_of(option const& what)
{
    if (!what.value.empty()) return std::string{what.value};
    switch (what.is) {
    case type::integer:
        return "number";
    case type::integers:
        return "numbers";
    case type::size:
        return "size";
    case type::rate:
        return "rate";
    case type::seconds:
    case type::milliseconds:
        return "time";
    case type::path_list:
    case type::path:
        return "file";
    case type::host_port:
        return "host:port";
    case type::text:
    case type::texts:
    case type::tier:
    case type::each:
    case type::flag:
    case type::off:
    case type::flags_on:
    case type::flags_off:
        break;
    }
    return "text";
}

/// What is wrong with it, its words, and what shells offer.
void add_checks(CLI::Option& made, option const& what)
{
    auto const word = word_of(what);
    made.type_name(word)->check(
        [&what](std::string const& text) { return fault_of(what.is, text); });
    std::vector<std::string> closed;
    for (auto const each : bt::split(what.value, '|'))
        closed.emplace_back(each);
    if (closed.size() > 1)
        bt::cli::one_of(&made, closed);
    else if (what.is_closed)
        bt::cli::one_of(&made, what.words, word);
    else if (!what.words.empty())
        bt::cli::knows(
            &made,
            what.words,
            what.is_list ? bt::cli::value_form::list : bt::cli::value_form::word);
}

void declare_one(CLI::App& app, option const& what, options& into)
{
    std::string const key{what.long_name()};
    std::string const names{what.names};
    std::string doc{what.doc};
    if (!what.takes_value()) {
        app.add_flag_function(
               names,
               [&into, key](std::int64_t count) {
                   if (count > 0) into.own[key] = {""};
               },
               std::move(doc))
            ->group(std::string{what.group});
        return;
    }
    auto* const made = app.add_option_function<std::vector<std::string>>(
        names,
        [&into, key](std::vector<std::string> const& texts) { into.own[key] = texts; },
        std::move(doc));
    add_checks(*made, what);
    made->group(std::string{what.group});
    made->allow_extra_args(false);
    made->multi_option_policy(
        what.repeats ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast);
    if (!what.repeats) made->expected(1);
}

/// "input" of "[INPUT...]".
std::string first_word(std::string_view usage)
{
    std::string out;
    for (char const c : usage) {
        bool const is_letter = c >= 'A' && c <= 'Z';
        if (is_letter) out.push_back(static_cast<char>(c - 'A' + 'a'));
        if (!is_letter && !out.empty()) break;
    }
    return out;
}

/// Its forms, an empty line, and its examples, each on a line, as help_text() takes them.
std::string forms_of(verb const& what)
{
    std::string out;
    for (auto const& each : what.actions)
        if (!each.is_option()) out += fmt::format("bt-ctl {}\n", usage_of(what, each));
    return fmt::format("{}\n{}", out, what.example);
}

void declare_verb(CLI::App& app, verb const& what, options& into)
{
    std::string const name{what.name};
    auto* const made = app.add_subcommand(name, std::string{what.doc});
    made->fallthrough();
    made->final_callback([&into, made, name] {
        into.verb = name;
        for (auto const* const each : made->parse_order())
            if (!each->get_lnames().empty()) into.typed.insert("--" + each->get_lnames().front());
    });
    auto usage = first_word(what.usage);
    if (usage.empty() && what.torrents != wants::nothing) usage = "torrent";
    bool const has_arguments = std::ranges::any_of(
        what.actions, [](action const& one) { return !one.word.empty() || !one.takes.empty(); });
    if (usage.empty() && has_arguments) usage = "argument";
    if (!usage.empty()) made->add_option(usage, into.arguments)->type_name("text");
    made->footer(forms_of(what));
    if (name == "add") bt::cli::declare_input_list(*made, into.list);
    for (auto const& each : what.options)
        declare_one(*made, each, into);
}

}  // namespace

std::string options::text(std::string_view name) const
{
    auto const found = own.find(name);
    return found == own.end() || found->second.empty() ? std::string{} : found->second.back();
}

std::vector<std::string> options::texts(std::string_view name) const
{
    auto const found = own.find(name);
    return found == own.end() ? std::vector<std::string>{} : found->second;
}

void declare(CLI::App& app, options& into)
{
    app.require_subcommand(1);
    bt::cli::add_session_name(
        app, into.session, bt::state::check_session_name, "The session to talk to.")
        ->capture_default_str();
    app.add_option(
           "--socket", into.socket, "The control socket to talk to, whatever --session says.")
        ->type_name("file")
        ->group("Session");
    bt::cli::add_state_dir(app, into.state_dir);
    bt::cli::add_duration(
        app,
        "-W,--timeout",
        into.timeout,
        "Wait this long for each answer of the session, and any time for what is to be waited for "
        "unless this is said.")
        ->default_str("30s")
        ->each([&into](std::string const&) { into.has_timeout = true; })
        ->group("Session");
    bt::cli::declare_common(app, into.common);
    for (auto const& each : verbs())
        declare_verb(app, each, into);
}

}  // namespace bt_ctl
