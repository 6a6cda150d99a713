#include "completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace bt::cli::doc {
namespace {

constexpr std::string_view bash_common = R"sh(
# Reads the command line up to the cursor, whatever bash's word breaks made of it. To be called with
# the function that knows which options have a value, and whether there are verbs. Sets raw to the
# word as it stands, cur to what it means, start to the "--option=" before it, prev to the option
# whose value it is, verb, first and nth of what stands by itself, file to the last .torrent file,
# and reach to the options that name a session.
_bt_tools_read() {
    local knows_valued=$1 has_verbs=$2 line=$COMP_LINE word skip='' rest='' i
    local -a words=()
    for ((i = 0; i <= COMP_CWORD; ++i)); do
        word=${COMP_WORDS[i]}
        if ((${#words[@]})) && [[ $line != [[:space:]]* ]]; then words[-1]+=$word; else words+=("$word"); fi
        line=${line#"${line%%[![:space:]]*}"}
        line=${line#"$word"}
    done
    raw=${words[-1]} verb='' first='' nth=0 file='' start='' reach=()
    "$knows_valued" ''
    for ((i = 1; i < ${#words[@]} - 1; ++i)); do
        _bt_tools_plain word "${words[i]}"
        if [[ -n $skip ]]; then
            _bt_tools_reach "$skip" "$word"
            skip=''
        elif [[ -z $rest && $word == -- ]]; then
            rest=yes
        elif [[ -z $rest && $word == --*=* ]]; then
            _bt_tools_reach "${word%%=*}" "${word#*=}"
        elif [[ -z $rest && $word == -?* ]]; then
            [[ " $valued " != *" $word "* ]] || skip=$word
        elif [[ -n $has_verbs && -z $verb ]]; then
            verb=$word
            "$knows_valued" "$verb"
        else
            ((nth++)) || first=$word
            [[ $word != *.torrent || ! -f $word ]] || file=$word
        fi
    done
    prev=$skip
    if [[ -z $prev && -z $rest && $raw == --*=* ]]; then
        prev=${raw%%=*} start=$prev=
    fi
    _bt_tools_plain cur "${raw#"$start"}"
    [[ -z $rest ]] || optionless=yes
}

# _bt_tools_plain VARIABLE WORD: the word without quotes, with the home folder for ~/.
_bt_tools_plain() {
    local plain=$2
    case $plain in
    \'*) plain=${plain#\'} plain=${plain%\'} ;;
    \"*) plain=${plain#\"} plain=${plain%\"} ;;
    *) plain=${plain//\\\\/$'\1'} plain=${plain//\\/} plain=${plain//$'\1'/\\} ;;
    esac
    [[ $2 != \~/* ]] || plain=$HOME/${plain#??}
    printf -v "$1" %s "$plain"
}

_bt_tools_reach() {
    case $1 in
    -S | --session | --socket | --state-dir) reach+=("$1" "$2") ;;
    esac
}

# Offers those lines of its input that begin with cur, quoted as they have to be.
_bt_tools_offer() {
    local word shown head=''
    [[ $raw == [\"\']* || $raw != *[:=]* ]] || head=${raw%"${raw##*[:=]}"}
    while IFS= read -r word; do
        [[ -n $word && $word == "$cur"* ]] || continue
        shown=$word
        [[ $raw == [\"\']* || $word != *[!A-Za-z0-9_.,-]* ]] || printf -v shown %q "$word"
        shown=$start$shown
        [[ $shown != "$head"* ]] || COMPREPLY+=("${shown#"$head"}")
    done
}

_bt_tools_words() {
    _bt_tools_offer < <(printf '%s\n' "$@")
}

# Offers the words of a list that are not in it yet, after what is before its last comma. A word may
# have a minus before it.
_bt_tools_list() {
    local before='' word
    [[ $cur != *,* ]] || before=${cur%,*},
    [[ ${cur##*,} != -* ]] || before+=-
    compopt -o nospace 2> /dev/null
    _bt_tools_offer < <(for word; do [[ ,$before == *,"$word",* ]] || printf '%s\n' "$before$word"; done)
}

# Names of files are left to readline, which quotes them.
_bt_tools_paths() {
    compopt -o filenames 2> /dev/null
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen "$@" -- "$cur")
}

_bt_offer_files() { _bt_tools_paths -f; }

_bt_offer_folders() { _bt_tools_paths -d; }

_bt_offer_torrents() {
    _bt_tools_paths -f -X '!*.torrent'
    _bt_tools_paths -d
}

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
_bt_tools_names() {
    awk -F '\t' -v "column=$1" '$column != "" && $column !~ /\\/ { gsub(/[*?[]/, "\\\\&", $column); print $column }'
}

_bt_offer_inside() {
    [[ -z $file ]] || _bt_tools_offer < <(BT_INFO_JSON=false bt-info --files "$file" 2> /dev/null < /dev/null | _bt_tools_names 3)
}

_bt_tools_ctl() {
    BT_CTL_JSON=false bt-ctl "${reach[@]}" -W 300ms "$@" 2> /dev/null < /dev/null
}

_bt_offer_sessions() { _bt_tools_offer < <(_bt_tools_ctl sessions | cut -f 1); }

_bt_offer_hosted() {
    local listed
    listed=$(_bt_tools_ctl list --fields torrent,name)
    _bt_tools_offer < <(_bt_tools_names 2 <<< "$listed")
    [[ -z $cur ]] || _bt_tools_offer < <(cut -f 1 <<< "$listed")
}

_bt_offer_categories() { _bt_tools_offer < <(_bt_tools_ctl list --fields category | sort -u); }

_bt_offer_tags() { _bt_tools_offer < <(_bt_tools_ctl list --fields tags | tr ',' '\n' | sort -u); }

_bt_offer_settings() {
    local after='='
    [[ -n $prev ]] || after=''
    compopt -o nospace 2> /dev/null
    _bt_tools_offer < <(BT_ADD_JSON=false bt-add --list-settings 2> /dev/null | cut -f 1 | sed "s/\$/$after/")
}
)sh";

std::string joined(std::vector<std::string> const& words)
{
    return fmt::format("{}", fmt::join(words, " "));
}

std::string bash_action(offer const& what)
{
    std::string out;
    if (!what.words.empty()) out += what.is_list ? "_bt_tools_list" : "_bt_tools_words";
    for (auto const& word : what.words)
        out += " " + quoted(word);
    if (what.from != source::none)
        out += fmt::format("{}_bt_offer_{}", out.empty() ? "" : "; ", name_of(what.from));
    return out;
}

/// The names after which a value comes.
std::string valued_names(std::vector<option_facts> const& options)
{
    std::vector<std::string> names;
    for (auto const& option : options)
        if (option.takes_value)
            for (auto& name : option.names())
                names.push_back(std::move(name));
    return joined(names);
}

std::string all_names(std::vector<option_facts> const& options)
{
    std::vector<std::string> names;
    for (auto const& option : options)
        for (auto& name : option.names())
            names.push_back(std::move(name));
    return joined(names);
}

std::string valued_function(
    std::string const& function, app_facts const& app, std::vector<completed> const& all)
{
    auto out = fmt::format("{}_valued() {{\n    case $1 in\n", function);
    for (auto const& one : all)
        if (!one.verb.empty())
            out += fmt::format("    {}) valued='{}' ;;\n", one.verb, valued_names(one.options));
    return out + fmt::format("    *) valued='{}' ;;\n    esac\n}}\n\n", valued_names(app.options));
}

std::string value_cases(std::vector<shared_option> const& options)
{
    std::string out;
    std::set<std::string> told;
    for (auto const& one : options) {
        auto const action = bash_action(offer_of(one.option));
        if (action.empty()) continue;
        std::vector<std::string> patterns;
        for (auto const& name : one.option.names())
            for (auto const& verb : one.is_everywhere ? std::vector<std::string>{"*"} : one.verbs)
                if (auto pattern = fmt::format("{}:{}", verb, name); told.insert(pattern).second)
                    patterns.push_back(std::move(pattern));
        if (!patterns.empty())
            out += fmt::format("        {}) {} ;;\n", fmt::join(patterns, " | "), action);
    }
    return out;
}

std::string name_cases(app_facts const& app, std::vector<completed> const& all)
{
    std::string out;
    for (auto const& one : all)
        if (!one.verb.empty())
            out += fmt::format(
                "        {}) _bt_tools_words {} ;;\n", one.verb, all_names(one.options));
    return out + fmt::format("        '') _bt_tools_words {} ;;\n", all_names(app.options));
}

std::string argument_cases(std::vector<completed> const& all)
{
    std::vector<std::string> verbs;
    std::string out;
    for (auto const& one : all) {
        if (!one.verb.empty()) verbs.push_back(one.verb);
        for (auto const& each : one.arguments) {
            auto const action = bash_action(each.what);
            out += fmt::format(
                "        {}:{}) {} ;;\n", one.verb, each.place, action.empty() ? ":" : action);
        }
    }
    if (!verbs.empty())
        out = fmt::format("        :*) _bt_tools_words {} ;;\n", joined(verbs)) + out;
    return out;
}

}  // namespace

std::string bash(doc_subject const& about)
{
    auto const app = facts_of_app(about.app, about.name);
    auto const all = all_completed(app);
    auto const function = "_" + identifier(app.name);
    auto out = fmt::format("# bash completion of {0}, made by {0} --generate bash\n", app.name);
    out += bash_common;
    out += "\n" + valued_function(function, app, all);
    out += fmt::format(
        "{0}() {{\n"
        "    local cur raw prev start verb first nth file valued optionless=''\n"
        "    local -a reach\n"
        "    COMPREPLY=()\n"
        "    _bt_tools_read {0}_valued {1}\n"
        "    if [[ -n $prev ]]; then\n"
        "        case $verb:$prev in\n{2}        esac\n"
        "    elif [[ $cur == -* && -z $optionless ]]; then\n"
        "        case $verb in\n{3}        esac\n"
        "    else\n"
        "        case $verb:$nth:$first in\n{4}        esac\n"
        "    fi\n"
        "}}\n"
        "complete -F {0} {5}\n",
        function,
        app.verbs.empty() ? "''" : "yes",
        value_cases(by_meaning(app)),
        name_cases(app, all),
        argument_cases(all),
        app.name);
    return out;
}

}  // namespace bt::cli::doc
