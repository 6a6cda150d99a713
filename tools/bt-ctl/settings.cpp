#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/base/text.hpp>
#include <bt/control/client.hpp>
#include <bt/session/setting_list.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <bt-ctl/table.hpp>
#include <limits>

/// bt-ctl settings: to look at some, or to change some together.
namespace bt_ctl {
namespace {

using bt::exit_code;

/// Of the type that the setting has; words and units are left to the session.
value typed(std::string_view type, std::string_view text)
{
    auto const is_one_of = [text](auto... each) { return ((text == each) || ...); };
    if (type == "boolean" && is_one_of("true", "yes", "on", "1")) return value{true};
    if (type == "boolean" && is_one_of("false", "no", "off", "0")) return value{false};
    if (type == "integer") {
        bool const negative = text.starts_with('-');
        auto const most = std::numeric_limits<std::int64_t>::max();
        if (auto const number = bt::parse_integer(text.substr(negative ? 1 : 0), 0, most))
            return value{negative ? -*number : *number};
    }
    return value{std::string{text}};
}

exit_code change(context& on)
{
    auto const known = bt::session::list_settings();
    value::object settings;
    for (auto const& each : on.given().arguments) {
        auto const mark = each.find('=');
        if (mark == std::string::npos || mark == 0)
            bt::fail(
                exit_code::usage,
                "set",
                each,
                std::string_view{"names and NAME=VALUE do not go together"});
        auto const name = each.substr(0, mark);
        auto const row = std::ranges::find(known, name, &bt::record::setting::name);
        auto const type = row == known.end() ? std::string{} : row->type;
        settings.push_back({name, typed(type, std::string_view{each}.substr(mark + 1))});
    }
    auto const answer =
        on.call("set_settings", object{}.add("settings", value{std::move(settings)}).made());
    if (on.given().common.json)
        on.line(
            R"({"kind":"reply","method":"set_settings")"
            + (answer.size() > 2 ? "," + answer.substr(1) : "}"));
    return exit_code::ok;
}

void show(context& on, value::object const& settings)
{
    auto const as = on.tell().write().as();
    std::size_t widest = 0;
    for (auto const& each : settings)
        widest = std::max(widest, each.key.size());
    std::string out;
    for (auto const& [name, held] : settings) {
        auto const text = bare(value{settings}, {.field = name, .head = {}});
        if (as == bt::record::form::json)
            out += bt::control::to_json(object{}
                                            .add("kind", "setting_value")
                                            .add("name", name)
                                            .add("value", held)
                                            .made())
                + "\n";
        else if (as == bt::record::form::human)
            out += fmt::format("{:{}}  {}\n", name, widest, text);
        else
            out += fmt::format("{}\t{}\n", name, text);
    }
    on.print(out);
}

}  // namespace

exit_code run_settings(context& on)
{
    auto const& words = on.given().arguments;
    if (std::ranges::any_of(
            words, [](auto const& each) { return each.find('=') != std::string::npos; }))
        return change(on);
    object params;
    if (on.given().has("--changed")) params.add("non_default", value{true});
    auto const answer = parse(on.call("get_settings", params.made()));
    auto const* const all = answer.find("settings");
    if (all == nullptr || all->members() == nullptr) return exit_code::ok;
    value::object chosen;
    for (auto const& each : *all->members())
        if (words.empty() || std::ranges::any_of(words, [&](auto const& glob) {
                return bt::glob_matches(glob, each.key);
            }))
            chosen.push_back(each);
    std::ranges::sort(chosen, {}, &value::member::key);
    show(on, chosen);
    if (!chosen.empty() || words.empty()) return exit_code::ok;
    bt::fail(
        exit_code::not_found,
        "find setting",
        words.front(),
        std::string_view{"libtorrent has none like that"});
}

}  // namespace bt_ctl
