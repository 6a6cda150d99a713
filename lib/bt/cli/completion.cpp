#include "completion.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/help.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bt::cli::doc {
namespace {

struct source_row {
    std::string_view option;  ///< empty for any
    std::string_view value;   ///< empty for any
    source from;
};
// The first that fits counts.
constexpr std::array source_table{
    source_row{"--session", "", source::sessions},
    source_row{"--category", "", source::categories},
    source_row{"--tag", "", source::tags},
    source_row{"--set", "name=value", source::settings},
    source_row{"", "dir", source::folders},
    source_row{"", "dir[=data[=category]]", source::folders},
    source_row{"", "torrent", source::torrents},
    source_row{"torrent", "file", source::torrents},
    source_row{"input", "file", source::torrents},
    source_row{"", "file", source::files},
    source_row{"", "file|hex", source::files},
    source_row{"", "path", source::files},
    source_row{"", "socket", source::files},
    source_row{"", "glob|n|n-m", source::inside},
    source_row{"", "glob=n", source::inside},
};

struct word_row {
    std::string_view word;
    source from;
};
/// What the forms of verbs have in capitals.
constexpr std::array word_table{
    word_row{"TORRENT", source::hosted},
    word_row{"HASH", source::hosted},
    word_row{"INPUT", source::torrents},
    word_row{"FILE", source::files},
    word_row{"DIR", source::folders},
    word_row{"CATEGORY", source::categories},
    word_row{"TAG", source::tags},
    word_row{"TAGS", source::tags},
    word_row{"NAME...|NAME=VALUE", source::settings},
};

/// One form: the word it begins with, if it does, and what its arguments are.
struct form {
    std::string word;
    std::vector<source> arguments;
    bool repeats = false;  ///< the last of them
};

/// "bt-ctl queue set POSITION TORRENT..." of queue.
form form_of(std::string_view usage)
{
    form out;
    auto const words = split(usage, ' ');
    for (std::size_t at = 2; at < words.size(); ++at) {
        auto word = words[at];
        bool const is_literal = word.front() >= 'a' && word.front() <= 'z';
        if (is_literal && at == 2) {
            out.word = word;
            continue;
        }
        if (word.starts_with('[')) word = word.substr(1, word.size() - 2);
        out.repeats = word.ends_with("...");
        if (out.repeats) word.remove_suffix(3);
        if (word.find("...|") != std::string_view::npos) out.repeats = true;
        auto const row = std::ranges::find(word_table, word, &word_row::word);
        out.arguments.push_back(row == word_table.end() ? source::none : row->from);
    }
    return out;
}

form form_of(std::vector<option_facts> const& positionals)
{
    form out;
    for (auto const& each : positionals) {
        out.arguments.push_back(offer_of(each).from);
        out.repeats = each.repeats;
    }
    return out;
}

std::vector<form> forms_of(app_facts const& app)
{
    if (app.examples.empty()) return {form_of(app.positionals)};
    std::vector<form> out;
    for (auto const& each : app.usage)
        out.push_back(form_of(each));
    return out;
}

}  // namespace

std::string_view name_of(source from)
{
    switch (from) {
    case source::files:
        return "files";
    case source::folders:
        return "folders";
    case source::torrents:
        return "torrents";
    case source::inside:
        return "inside";
    case source::sessions:
        return "sessions";
    case source::hosted:
        return "hosted";
    case source::categories:
        return "categories";
    case source::tags:
        return "tags";
    case source::settings:
        return "settings";
    case source::none:
        break;
    }
    return {};
}

offer offer_of(option_facts const& option)
{
    if (!option.words.empty()) return {option.words, source::none, option.is_list};
    auto const fits = [&](source_row const& row) {
        auto const names = option.names();
        return (row.option.empty() || std::ranges::find(names, row.option) != names.end())
            && (row.value.empty() || row.value == option.value);
    };
    auto const row = std::ranges::find_if(source_table, fits);
    return {{}, row == source_table.end() ? source::none : row->from, false};
}

std::vector<argument_offer> argument_offers(app_facts const& app)
{
    auto const forms = forms_of(app);
    argument_offer first{"0:*", {}};
    std::vector<argument_offer> out;
    for (auto const& each : forms) {
        bool const is_worded = !each.word.empty();
        if (is_worded) first.what.words.push_back(each.word);
        auto const tail = is_worded ? each.word : "*";
        for (std::size_t at = 0; at < each.arguments.size(); ++at) {
            auto const place = at + (is_worded ? 1 : 0);
            if (place == 0)
                first.what.from = each.arguments[at];
            else
                out.push_back({fmt::format("{}:{}", place, tail), {{}, each.arguments[at], false}});
        }
        auto const last =
            each.repeats && !each.arguments.empty() ? each.arguments.back() : source::none;
        out.push_back({"*:" + tail, {{}, last, false}});
    }
    // Those of no word fit any.
    std::ranges::stable_partition(out, [](auto const& each) { return !each.place.ends_with('*'); });
    out.insert(out.begin(), first);
    std::erase_if(out, [](auto const& each) {
        return each.place.ends_with(":*") && each.what == offer{} && each.place != "*:*";
    });
    return out;
}

std::vector<completed> all_completed(app_facts const& app)
{
    if (app.verbs.empty()) return {{"", app.doc, app.options, argument_offers(app)}};
    std::vector<completed> all;
    for (auto const& verb : app.verbs) {
        all.push_back({verb.name, verb.doc, verb.options, argument_offers(verb)});
        auto& options = all.back().options;
        for (auto const& option : app.options) {
            auto const same = [&](option_facts const& each) {
                return each.names() == option.names();
            };
            if (verb.falls_through && std::ranges::none_of(options, same))
                options.push_back(option);
        }
    }
    return all;
}

std::vector<shared_option> by_meaning(app_facts const& app)
{
    auto all = all_completed(app);
    // Before the verb.
    if (!app.verbs.empty()) all.push_back({"", app.doc, app.options, {}});
    std::vector<shared_option> out;
    for (auto const& one : all) {
        for (auto const& option : one.options) {
            auto const same = [&](shared_option const& each) {
                return each.option.names() == option.names() && each.option.doc == option.doc
                    && each.option.value == option.value && each.option.words == option.words;
            };
            auto found = std::ranges::find_if(out, same);
            if (found == out.end()) found = out.insert(out.end(), {option, {}, true});
            found->verbs.push_back(one.verb);
        }
    }
    for (auto& one : out) {
        auto const names = one.option.names();
        one.is_everywhere = std::ranges::none_of(out, [&](shared_option const& other) {
            auto const others = other.option.names();
            return &other != &one && std::ranges::find_first_of(names, others) != names.end()
                && offer_of(other.option) != offer_of(one.option);
        });
    }
    return out;
}

std::string first_sentence(std::string const& doc)
{
    return first_clause(doc, ".;:");
}

std::string quoted(std::string_view text)
{
    std::string out;
    for (char const c : text)
        if (c == '\'')
            out += "'\\''";
        else
            out.push_back(c);
    return "'" + out + "'";
}

std::string escaped(std::string_view text, std::string_view special)
{
    std::string out;
    for (char const c : text) {
        if (special.find(c) != std::string_view::npos) out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

std::string identifier(std::string_view tool)
{
    std::string out{tool};
    std::ranges::replace(out, '-', '_');
    return out;
}

}  // namespace bt::cli::doc
