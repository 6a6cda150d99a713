#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/base/text.hpp>
#include <bt/control/client.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <bt-ctl/selection.hpp>
#include <bt-ctl/show.hpp>

/// bt-ctl priority: rules over the files of a torrent become the list that the session takes.
namespace bt_ctl {
namespace {

using bt::exit_code;

struct rule {
    std::string files;  ///< N, N-M or a glob; empty for all
    std::int64_t level = 0;
};

[[noreturn]] void refuse(std::string_view rule, std::string_view why)
{
    bt::fail(exit_code::usage, "set priority", rule, why);
}

std::vector<rule> rules_of(std::string_view text)
{
    constexpr int highest = 7;
    std::vector<rule> out;
    for (auto const each : bt::split(text, ',')) {
        auto const mark = each.rfind('=');
        auto const level = mark == std::string_view::npos ? each : each.substr(mark + 1);
        auto const number = bt::parse_integer(level, 0, highest);
        if (!number) refuse(each, "a priority is 0 to 7, after = where files are named");
        auto const files =
            mark == std::string_view::npos ? std::string_view{} : each.substr(0, mark);
        out.push_back({std::string{files}, *number});
    }
    if (out.empty()) refuse(text, "it says nothing");
    return out;
}

bool is_meant(std::string_view files, std::int64_t index, std::string const& path)
{
    constexpr std::int64_t most = 0x7fffffff;
    auto const dash = files.find('-');
    auto const first = bt::parse_integer(files.substr(0, dash), 0, most);
    auto const last =
        dash == std::string_view::npos ? first : bt::parse_integer(files.substr(dash + 1), 0, most);
    if (first && last) return index >= *first && index <= *last;
    return bt::glob_matches_path(files, path);
}

struct file {
    std::int64_t index = 0;
    std::string path;
    std::int64_t level = 4;
};

/// The priorities by index, from those that the files have and the rules, of which the last wins.
value::list levels_of(std::vector<file> const& files, std::vector<rule> const& rules)
{
    constexpr std::int64_t usual = 4;
    value::list out;
    for (auto const& rule : rules) {
        bool const hits = std::ranges::any_of(files, [&](file const& each) {
            return rule.files.empty() || is_meant(rule.files, each.index, each.path);
        });
        if (!hits) refuse(rule.files, "no file is like that");
    }
    for (auto const& each : files) {
        auto level = each.level;
        for (auto const& rule : rules)
            if (rule.files.empty() || is_meant(rule.files, each.index, each.path))
                level = rule.level;
        // Pad files are not listed.
        while (out.size() < static_cast<std::size_t>(each.index))
            out.emplace_back(usual);
        out.emplace_back(level);
    }
    return out;
}

std::vector<file> files_of(context& on, std::string const& torrent)
{
    auto const answer = on.call("list_files", object{}.add("torrent", torrent).made());
    std::vector<file> out;
    for (auto const row : bt::control::elements_of(bt::control::member_of(answer, "records"))) {
        auto const one = parse(row);
        out.push_back(
            {integer_in(one, "index"), text_in(one, "path"), integer_in(one, "priority")});
    }
    std::ranges::sort(out, {}, &file::index);
    return out;
}

}  // namespace

exit_code run_priority(context& on)
{
    if (on.given().has("--piece")) return run_calls(on);
    auto words = on.given().arguments;
    if (words.empty())
        throw bt::error{
            exit_code::usage,
            "cannot set priority: there is none",
            "bt-ctl priority '*.iso=7' TORRENT"};
    auto const rules = rules_of(words.front());
    words.erase(words.begin());
    auto const found = choose(on, selection_of(on.given(), std::move(words)));
    std::vector<std::string> inputs;
    for (auto const& each : found.torrents)
        inputs.push_back(each.key);
    inputs.insert(inputs.end(), found.missed.begin(), found.missed.end());
    return on.each(inputs, [&](std::string const& key) {
        if (std::ranges::find(found.missed, key) != found.missed.end())
            bt::fail(
                exit_code::not_found,
                "find",
                key,
                std::string_view{"the session has none like that"});
        auto levels = levels_of(files_of(on, key), rules);
        auto const& one = on.what().actions.front();
        auto const answer = on.call(
            one.method,
            object{}.add("torrent", key).add("priorities", value{std::move(levels)}).made());
        show_answer(on, one, answer, {.torrent = key});
    });
}

}  // namespace bt_ctl
