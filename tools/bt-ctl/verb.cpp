#include "verb.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/selection.hpp>

namespace bt_ctl {

std::string_view option::long_name() const
{
    auto const at = names.rfind("--");
    return at == std::string_view::npos ? names : names.substr(at);
}

bool option::goes_with(std::string_view word) const
{
    if (with.empty()) return true;
    auto const own = bt::split(word, '|');
    return std::ranges::any_of(
        bt::split(with, '|'), [&](auto each) { return std::ranges::count(own, each) > 0; });
}

bool action::asks_by(std::string_view long_name) const
{
    if (!is_option()) return false;
    auto const all = bt::split(word, '|');
    return std::ranges::find(all, long_name) != all.end();
}

std::vector<verb> const& verbs()
{
    static std::vector<verb> const all = [] {
        std::vector<verb> out;
        add_looking_verbs(out);
        add_steering_verbs(out);
        add_session_verbs(out);
        add_network_verbs(out);
        add_feed_verb(out);
        for (auto& each : out)
            if (each.torrents != wants::nothing)
                for (auto one : selection_options()) {
                    one.group = "Torrents";
                    each.options.push_back(one);
                }
        return out;
    }();
    return all;
}

verb const& verb_named(std::string_view name)
{
    auto const found = std::ranges::find(verbs(), name, &verb::name);
    if (found == verbs().end())
        bt::fail(bt::exit_code::usage, "do", name, std::string_view{"there is no such verb"});
    return *found;
}

std::string usage_of(verb const& what, action const& one)
{
    std::string out{what.name};
    if (!one.word.empty())
        out += fmt::format(" {}", one.is_option() ? bt::split(one.word, '|').front() : one.word);
    for (auto const& each : one.takes)
        out += each.optional ? fmt::format(" [{}]", each.name) : fmt::format(" {}", each.name);
    if (!what.usage.empty()) return fmt::format("{} {}", out, what.usage);
    switch (what.torrents) {
    case wants::nothing:
        break;
    case wants::one:
        return out + " TORRENT";
    case wants::some:
        return out + " TORRENT...";
    case wants::any:
        return out + " [TORRENT...]";
    }
    return out;
}

}  // namespace bt_ctl
