#include "completion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bt::cli::doc {
namespace {

/// NAME is the tool's identifier: each tool knows its own options.
constexpr std::string_view fish_common = R"sh(
# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __NAME_read
    set -l words (commandline -opc)
    test "$words" = "$__NAME_words"; and return
    set -g __NAME_words $words
    set -g __NAME_verb ''
    set -g __NAME_first ''
    set -g __NAME_nth 0
    set -g __NAME_file ''
    set -g __NAME_reach
    set -l valued (__NAME_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __NAME_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __NAME_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__NAME_verb"; and test VERBS = yes
            set __NAME_verb $word
            set valued (__NAME_valued $word)
        else
            test $__NAME_nth = 0; and set __NAME_first $word
            set __NAME_nth (math $__NAME_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __NAME_file $word
        end
    end
end

# Whether the verb is one of these.
function __NAME_in
    __NAME_read
    contains -- "$__NAME_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __NAME_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __NAME_offer_files
    __fish_complete_path (commandline -ct)
end

function __NAME_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __NAME_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __NAME_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __NAME_offer_inside
    __NAME_read
    test -n "$__NAME_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__NAME_file 2> /dev/null < /dev/null)
        __NAME_pattern (string split -f 3 \t -- $row)
    end
end

function __NAME_ctl
    __NAME_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__NAME_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __NAME_offer_sessions
    __NAME_ctl sessions | string split -f 1 \t
end

function __NAME_offer_hosted
    set -l rows (__NAME_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__NAME_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __NAME_offer_categories
    __NAME_ctl list --fields category | string match -v '' | sort -u
end

function __NAME_offer_tags
    __NAME_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __NAME_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end
)sh";

std::string fish_template(std::string const& name, bool has_verbs)
{
    std::string out{fish_common};
    auto const put = [&](std::string_view mark, std::string_view instead) {
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
            out.replace(at, mark.size(), instead);
    };
    put("NAME", name);
    put("VERBS", has_verbs ? "yes" : "no");
    return out;
}

std::string
fish_valued(std::string const& name, app_facts const& app, std::vector<completed> const& all)
{
    auto const names = [](std::vector<option_facts> const& options) {
        std::string out;
        for (auto const& option : options)
            if (option.takes_value)
                for (auto const& each : option.names())
                    out += " " + each;
        return out;
    };
    auto out = fmt::format("\nfunction __{}_valued\n    switch $argv[1]\n", name);
    for (auto const& one : all)
        if (!one.verb.empty())
            out += fmt::format(
                "        case {}\n            printf '%s\\n'{}\n", one.verb, names(one.options));
    return out
        + fmt::format(
               "        case '*'\n            printf '%s\\n'{}\n    end\nend\n",
               names(app.options));
}

std::string fish_action(std::string const& name, offer const& what)
{
    std::string out;
    if (!what.words.empty()) out += fmt::format("printf '%s\\n' {}", fmt::join(what.words, " "));
    if (what.from != source::none)
        out += fmt::format("{}__{}_offer_{}", out.empty() ? "" : "; ", name, name_of(what.from));
    return out;
}

/// The function that offers what stands by itself.
std::string fish_arguments(std::string const& name, std::vector<completed> const& all)
{
    auto out = fmt::format(
        "\nfunction __{0}_arguments\n    __{0}_read\n"
        "    string match -q -- '-*' (commandline -ct); and return\n"
        "    switch $__{0}_verb:$__{0}_nth:$__{0}_first\n",
        name);
    if (!all.front().verb.empty()) {
        out += "        case ':*'\n";
        for (auto const& one : all)
            out += fmt::format(
                "            printf '%s\\t%s\\n' {} {}\n",
                one.verb,
                quoted(escaped(first_sentence(one.doc), "\\")));
    }
    for (auto const& one : all)
        for (auto const& each : one.arguments)
            out += fmt::format(
                "        case '{}:{}'\n            {}\n",
                one.verb,
                each.place,
                fish_action(name, each.what));
    return out + "    end\nend\n";
}

std::string fish_option(
    std::string const& tool, std::string const& name, shared_option const& one, bool is_of_all)
{
    auto const& option = one.option;
    auto out = fmt::format("complete -c {}", tool);
    std::string verbs;
    for (auto const& verb : one.verbs)
        verbs += verb.empty() ? " \"\"" : " " + verb;
    if (!is_of_all) out += fmt::format(" -n '__{}_in{}'", name, verbs);
    for (auto const& each : option.short_names)
        out += " -s " + each.substr(1);
    for (auto const& each : option.long_names)
        out += " -l " + each.substr(2);
    auto const what = offer_of(option);
    if (option.takes_value) out += what.from == source::files ? " -r -F" : " -x";
    if (what.is_list)
        out += fmt::format(" -a '(__{}_list {})'", name, fmt::join(what.words, " "));
    else if (!what.words.empty() && option.takes_value)
        out += fmt::format(" -a {}", quoted(fmt::format("{}", fmt::join(what.words, " "))));
    else if (what.from != source::none && what.from != source::files)
        out += fmt::format(" -a '({})'", fish_action(name, what));
    out += fmt::format(" -d {}\n", quoted(escaped(first_sentence(option.doc), "\\")));
    // A value that can be left out comes after = alone.
    if (option.may_have_value)
        for (auto const& word : what.words)
            out += fmt::format(
                "complete -c {} -n 'string match -q -- \"{}=*\" (commandline -ct)'"
                " -f -a '{}={}'\n",
                tool,
                option.long_names.front(),
                option.long_names.front(),
                word);
    return out;
}

}  // namespace

std::string fish(doc_subject const& about)
{
    auto const app = facts_of_app(about.app, about.name);
    auto const all = all_completed(app);
    auto const name = identifier(app.name);
    auto out = fmt::format("# fish completion of {0}, made by {0} --generate fish\n", app.name);
    out += fish_template(name, !app.verbs.empty());
    out += fish_valued(name, app, all);
    out += fish_arguments(name, all);
    out += fmt::format("\ncomplete -c {} -f -a '(__{}_arguments)'\n", app.name, name);
    for (auto const& one : by_meaning(app))
        out += fish_option(
            app.name, name, one, one.verbs.size() == all.size() + (app.verbs.empty() ? 0 : 1));
    return out;
}

}  // namespace bt::cli::doc
