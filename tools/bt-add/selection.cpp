#include "selection.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <algorithm>
#include <string>

namespace bt_add {
namespace {

constexpr int usual_level = 4;
constexpr int top_level = 7;

std::vector<bt::torrent::file_pattern> patterns_of(std::vector<std::string> const& texts)
{
    std::vector<bt::torrent::file_pattern> out;
    for (auto const& text : texts)
        if (auto pattern = bt::torrent::parse_file_pattern(text))
            out.push_back(std::move(*pattern));
    return out;
}

void apply_priorities(
    std::vector<int>& levels, bt::torrent::contents const& what, options const& given)
{
    // What was not chosen stays out; what an earlier rule left out does not.
    auto const chosen = levels;
    for (auto const& text : given.priorities) {
        auto const rule = parse_priority(text);
        if (!rule) continue;
        std::vector const one{rule->which};
        bt::torrent::file_selector selector{one};
        for (auto const& file : what.files) {
            auto const at = static_cast<std::size_t>(file.index);
            if (!file.pad_file && selector.take(file.index, file.path) && chosen[at] > 0)
                levels[at] = rule->level;
        }
        selector.require_all(what.name);
    }
}

}  // namespace

bool is_pattern(std::string const& text)
{
    return bt::torrent::parse_file_pattern(text).has_value();
}

std::optional<priority_rule> parse_priority(std::string const& text)
{
    auto const equals = text.rfind('=');
    if (equals == std::string::npos) return std::nullopt;
    auto which = bt::torrent::parse_file_pattern(text.substr(0, equals));
    auto const level = bt::parse_integer(std::string_view{text}.substr(equals + 1), 0, top_level);
    if (!which || !level) return std::nullopt;
    return priority_rule{std::move(*which), static_cast<int>(*level)};
}

bool takes_all(options const& given, std::vector<std::int64_t> const& of_link)
{
    return of_link.empty() && given.files.empty() && given.exclude.empty()
        && given.priorities.empty() && given.cat.empty();
}

std::vector<int> choose_files(
    bt::torrent::contents const& what,
    options const& given,
    std::vector<std::int64_t> const& of_link)
{
    // What is streamed alone is all that is fetched.
    auto texts = given.files;
    if (!given.cat.empty()) texts.push_back(given.cat);
    if (texts.empty())
        for (auto const index : of_link)
            texts.push_back(std::to_string(index));
    auto const wanted = patterns_of(texts);
    auto const unwanted = patterns_of(given.exclude);
    bt::torrent::file_selector select{wanted};
    bt::torrent::file_selector exclude{unwanted};
    std::vector<int> levels(what.files.size(), 0);
    for (auto const& file : what.files) {
        if (file.pad_file) continue;
        bool const in = select.take(file.index, file.path);
        // A selector without patterns takes everything.
        bool const out = !unwanted.empty() && exclude.take(file.index, file.path);
        if (in && !out) levels[static_cast<std::size_t>(file.index)] = usual_level;
    }
    select.require_all(what.name);
    if (!unwanted.empty()) exclude.require_all(what.name);
    apply_priorities(levels, what, given);
    if (std::ranges::all_of(levels, [](int level) { return level == 0; }))
        bt::fail(bt::exit_code::not_found, "select files of", what.name, "none is left");
    return levels;
}

std::vector<std::pair<int, int>>
ends_of(bt::torrent::contents const& what, std::vector<int> const& levels)
{
    std::vector<std::pair<int, int>> out;
    for (auto const& file : what.files) {
        if (file.size == 0 || file.pad_file) continue;
        if (!levels.empty() && levels[static_cast<std::size_t>(file.index)] == 0) continue;
        auto const first = static_cast<int>(file.first_piece);
        out.emplace_back(first, top_level);
        out.emplace_back(first + static_cast<int>(file.num_pieces) - 1, top_level);
    }
    return out;
}

}  // namespace bt_add
