#include <bt/base/error.hpp>
#include <bt/base/nearest.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/console.hpp>
#include <bt/control/client.hpp>
#include <bt/record/human.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <bt-ctl/selection.hpp>
#include <bt-ctl/show.hpp>
#include <iterator>
#include <utility>

/// The verbs that are calls of methods.
namespace bt_ctl {
namespace {

using bt::exit_code;

[[noreturn]] void
refuse_call(std::string_view called, std::string const& why, std::string hint = {})
{
    throw bt::error{
        exit_code::usage, fmt::format("cannot call {}: {}", called, why), std::move(hint)};
}

/// "feeds add".
std::string called(verb const& what, action const& one)
{
    if (one.word.empty() || one.is_option()) return std::string{what.name};
    return fmt::format("{} {}", what.name, one.word);
}

/// What one run of a verb does, with what is left of its arguments.
struct plan {
    std::vector<action const*> actions;
    std::vector<std::string> words;
};

action const* done_without_a_word(verb const& what)
{
    auto const found = std::ranges::find(what.actions, std::string_view{}, &action::word);
    return found == what.actions.end() ? nullptr : &*found;
}

std::vector<std::string_view> known_words(verb const& what)
{
    std::vector<std::string_view> words;
    for (auto const& each : what.actions)
        if (!each.word.empty() && !each.is_option()) words.push_back(each.word);
    return words;
}

/// By options, several; by the first argument, one; else what is done without either.
plan plan_of(context& on)
{
    auto const& what = on.what();
    plan out{.actions = {}, .words = on.given().arguments};
    for (auto const& each : what.actions)
        if (each.is_option() && std::ranges::any_of(on.given().own, [&](auto const& given) {
                return each.asks_by(given.first);
            }))
            out.actions.push_back(&each);
    if (!out.actions.empty()) return out;
    bool const has_words = std::ranges::any_of(
        what.actions, [](action const& each) { return !each.word.empty() && !each.is_option(); });
    if (has_words && !out.words.empty()) {
        auto const found = std::ranges::find(what.actions, out.words.front(), &action::word);
        if (found != what.actions.end() && !found->is_option()) {
            out.actions.push_back(&*found);
            out.words.erase(out.words.begin());
            return out;
        }
    }
    auto const* const other = done_without_a_word(what);
    bool const is_lost = has_words && what.torrents == wants::nothing && !out.words.empty()
        && (other == nullptr || other->takes.empty());
    if (other == nullptr || is_lost)
        refuse_call(
            what.name,
            fmt::format("its first argument is one of {}", fmt::join(known_words(what), ", ")),
            out.words.empty() ? "" : bt::did_you_mean(out.words.front(), known_words(what)));
    out.actions.push_back(other);
    return out;
}

/// Takes the action's own arguments from the front of the words.
value::object take_arguments(context& on, action const& one, std::vector<std::string>& words)
{
    value::object params;
    if (words.size() < one.takes.size() && !one.takes[words.size()].optional)
        refuse_call(
            called(on.what(), one),
            fmt::format("there is no {}", one.takes[words.size()].name),
            fmt::format("bt-ctl {}", usage_of(on.what(), one)));
    auto const count = std::min(words.size(), one.takes.size());
    for (std::size_t at = 0; at < count; ++at) {
        auto const& each = one.takes[at];
        if (auto const fault = fault_of(each.is, words[at]); !fault.empty())
            refuse_call(called(on.what(), one), fault);
        add_param(params, each.param, each.is, words[at]);
    }
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
    return params;
}

/// What is typed and does not go with what is done is a mistake; the environment and the
/// configuration have what somebody likes best, and not what each run is about.
void check_typed(context const& on, plan const& of)
{
    for (auto const& each : on.what().options) {
        bool const fits = std::ranges::any_of(
            of.actions, [&](auto const* one) { return each.goes_with(one->word); });
        if (fits || !on.given().typed.contains(each.long_name())) continue;
        throw bt::error{
            exit_code::usage,
            fmt::format(
                "{} does not go with {}", each.long_name(), called(on.what(), *of.actions.front())),
            fmt::format("it goes with {}", fmt::join(bt::split(each.with, '|'), ", "))};
    }
}

/// Options that ask for another action are not its own.
void take_options(context& on, action const& one, value::object& params)
{
    auto const& what = on.what();
    for (auto const& each : what.options) {
        auto const name = each.long_name();
        if (each.param.empty() || !on.given().has(name)) continue;
        bool const is_others =
            !one.asks_by(name) && std::ranges::any_of(what.actions, [&](action const& other) {
                return other.asks_by(name);
            });
        if (is_others || !each.goes_with(one.word)) continue;
        for (auto const& text : on.given().texts(name))
            add_param(params, each.param, each.is, text);
    }
    bool const is_said =
        std::ranges::find(params, one.otherwise_true, &value::member::key) != params.end();
    if (!one.otherwise_true.empty() && !is_said)
        params.push_back({std::string{one.otherwise_true}, value{true}});
}

value with_torrent(value::object params, std::string const& key)
{
    params.insert(params.begin(), {"torrent", value{key}});
    return value{std::move(params)};
}

void run_on_torrents(
    context& on,
    selection const& which,
    std::vector<value::object> const& params,
    std::vector<action const*> const& actions,
    exit_code& end)
{
    auto const found = choose(on, which);
    if (on.what().torrents == wants::one && found.torrents.size() > 1)
        refuse_call(
            on.what().name,
            fmt::format("it takes one torrent, and {} are meant", found.torrents.size()));
    std::vector<std::string> keys;
    for (auto const& each : found.torrents)
        keys.push_back(each.key);
    auto const first_missed = keys.size();
    keys.insert(keys.end(), found.missed.begin(), found.missed.end());
    std::size_t at = 0;
    end = on.each(keys, [&](std::string const& key) {
        auto const own = at++;
        if (own >= first_missed)
            bt::fail(
                exit_code::not_found,
                "find",
                key,
                std::string_view{"the session has none like that"});
        for (std::size_t i = 0; i < actions.size(); ++i) {
            auto const answer = on.call(actions[i]->method, with_torrent(params[i], key));
            show_answer(
                on,
                *actions[i],
                answer,
                {.torrent = key,
                 .name = found.torrents[own].name,
                 .is_one_of_many = first_missed > 1});
        }
    });
}

}  // namespace

exit_code run_calls(context& on)
{
    auto plan = plan_of(on);
    check_typed(on, plan);
    auto words = plan.words;
    std::vector<value::object> params;
    for (auto const* const each : plan.actions) {
        words = plan.words;
        params.push_back(take_arguments(on, *each, words));
        take_options(on, *each, params.back());
    }
    auto const wanted = on.what().torrents;
    if (wanted != wants::nothing) {
        auto which = selection_of(on.given(), words);
        if (wanted == wants::any && !which.chooses()) which.all = true;
        auto end = exit_code::ok;
        run_on_torrents(on, which, params, plan.actions, end);
        return end;
    }
    if (!words.empty())
        refuse_call(
            called(on.what(), *plan.actions.front()),
            fmt::format("'{}' is one argument too many", words.front()));
    for (std::size_t i = 0; i < plan.actions.size(); ++i) {
        auto const& one = *plan.actions[i];
        auto const answer = on.call(one.method, value{params[i]});
        // Of all results find_torrent's alone says so.
        if (bt::control::member_of(answer, "valid") == "false")
            bt::fail(
                exit_code::not_found,
                "find",
                on.given().arguments.front(),
                std::string_view{"the session has none like that"});
        show_answer(on, one, answer, {});
    }
    return exit_code::ok;
}

}  // namespace bt_ctl
