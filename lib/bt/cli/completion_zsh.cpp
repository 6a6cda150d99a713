#include "completion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bt::cli::doc {
namespace {

constexpr std::string_view zsh_common = R"sh(
# How the command line names a session, in reach.
_bt_tools_reach() {
    local -i at
    reach=()
    for ((at = 2; at < $#all_words; ++at)); do
        case $all_words[at] in
        -S|--session|--socket|--state-dir) reach+=("$all_words[at]" "$(_bt_tools_plain "$all_words[at+1]")") ;;
        --session=*|--socket=*|--state-dir=*) reach+=("${(Q)all_words[at]}") ;;
        esac
    done
}

_bt_tools_plain() {
    local word=${(Q)1}
    [[ $1 == \~/* ]] && word=$HOME/${word#??}
    print -r -- "$word"
}

_bt_tools_ctl() {
    local -a reach
    _bt_tools_reach
    BT_CTL_JSON=false bt-ctl $reach -W 300ms "$@" 2> /dev/null < /dev/null
}

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
_bt_tools_names() {
    awk -F '\t' -v "column=$1" '$column != "" && $column !~ /\\/ { gsub(/[*?[]/, "\\\\&", $column); print $column }'
}

_bt_tools_add() {
    local tag=$1 what=$2 expl
    local -a found=(${(f)"$(cat)"})
    shift 2
    (( $#found )) && _wanted $tag expl $what compadd "$@" -a found
}

_bt_offer_files() { _files }

_bt_offer_folders() { _files -/ }

_bt_offer_torrents() { _files -g '*.torrent(-.)' }

_bt_offer_inside() {
    local word file=
    for word in $all_words[2,-2]; do
        word=$(_bt_tools_plain "$word")
        [[ $word == *.torrent && -f $word ]] && file=$word
    done
    [[ -n $file ]] || return 1
    BT_INFO_JSON=false bt-info --files "$file" 2> /dev/null < /dev/null | _bt_tools_names 3 | _bt_tools_add files 'file of the torrent'
}

_bt_offer_sessions() { _bt_tools_ctl sessions | cut -f 1 | _bt_tools_add sessions session }

_bt_offer_hosted() {
    local listed=$(_bt_tools_ctl list --fields torrent,name) line
    local -a hashes
    [[ -n $listed ]] || return 1
    for line in ${(f)listed}; do hashes+=("${line%%$'\t'*}:${line#*$'\t'}"); done
    print -r -- $listed | _bt_tools_names 2 | _bt_tools_add torrents torrent
    _describe -t hashes info-hash hashes
}

_bt_offer_categories() { _bt_tools_ctl list --fields category | sort -u | _bt_tools_add categories category }

_bt_offer_tags() { _bt_tools_ctl list --fields tags | tr , '\n' | sort -u | _bt_tools_add tags tag }

_bt_offer_settings() {
    local -a after
    [[ $words[CURRENT-1] == --set || $words[CURRENT] == --set=* ]] && after=(-S =)
    BT_ADD_JSON=false bt-add --list-settings 2> /dev/null | cut -f 1 | _bt_tools_add settings setting $after
}
)sh";

std::string zsh_words(std::vector<std::string> const& words)
{
    return fmt::format("({})", fmt::join(words, " "));
}

/// ":message:action" of an option's value.
std::string value_spec(option_facts const& option)
{
    auto const what = offer_of(option);
    auto const label = escaped(option.value, ":[]");
    if (what.is_list)
        return fmt::format(":{}:_values -s , {} {}", label, label, fmt::join(what.words, " "));
    if (!what.words.empty()) return fmt::format(":{}:{}", label, zsh_words(what.words));
    if (what.from == source::none) return fmt::format(":{}: ", label);
    return fmt::format(":{}:_bt_offer_{}", label, name_of(what.from));
}

/// "--dir=" takes its value after =, too, and "-d+" right after it.
std::string spec_of(option_facts const& option, std::string const& name)
{
    bool const is_long = name.starts_with("--");
    std::string mark;
    if (option.takes_value) mark = is_long ? "=" : "+";
    if (option.may_have_value && is_long) mark = "=-";
    auto const doc = escaped(first_sentence(option.doc), "[]\\");
    auto out = fmt::format("{}{}[{}]", name, mark, doc);
    if (option.takes_value) out += value_spec(option);
    if (option.may_have_value && is_long) out += ":" + value_spec(option);
    return out;
}

std::string zsh_specs(std::vector<option_facts> const& options, std::string const& indent)
{
    std::string out;
    for (auto const& option : options) {
        auto const names = option.names();
        // One form of it keeps the others from being offered again.
        auto const head =
            option.repeats || option.names() == std::vector<std::string>{"-v", "--verbose"}
            ? std::string{"*"}
            : fmt::format("({})", fmt::join(names, " "));
        for (auto const& name : names)
            out += fmt::format("{}{} \\\n", indent, quoted(head + spec_of(option, name)));
    }
    return out;
}

std::string zsh_action(offer const& what)
{
    std::string out;
    if (!what.words.empty()) out += fmt::format("_values argument {}", fmt::join(what.words, " "));
    if (what.from != source::none)
        out += fmt::format("{}_bt_offer_{}", out.empty() ? "" : "; ", name_of(what.from));
    return out.empty() ? "_message argument" : out;
}

/// A case for each place of what stands by itself, of which `line` has what is typed.
std::string places(std::vector<argument_offer> const& arguments, std::string const& indent)
{
    auto out = fmt::format("{}case $(( $#line - 1 )):$line[1] in\n", indent);
    for (auto const& each : arguments)
        out += fmt::format("{}{}) {} ;;\n", indent, each.place, zsh_action(each.what));
    return out + indent + "esac\n";
}

std::string arguments_call(completed const& one, std::string const& indent)
{
    return fmt::format(
               "{0}_arguments -C -s -S \\\n{1}{0}    '*:argument:->argument' && return 0\n",
               indent,
               zsh_specs(one.options, indent + "    "))
        + indent + "[[ $state == argument ]] || return 1\n" + places(one.arguments, indent);
}

}  // namespace

std::string zsh(doc_subject const& about)
{
    auto const app = facts_of_app(about.app, about.name);
    auto const all = all_completed(app);
    auto out = fmt::format(
        "#compdef {0}\n# zsh completion of {0}, made by {0} --generate zsh\n", app.name);
    out += zsh_common;
    out += "\nlocal curcontext=$curcontext state state_descr ret=1\nlocal -a line "
           "all_words=($words)\ntypeset -A opt_args\n";
    if (app.verbs.empty()) return out + arguments_call(all.front(), "");
    out += "_arguments -C -s -S \\\n" + zsh_specs(app.options, "    ");
    out += "    '1:verb:->verb' '*::argument:->rest' && return 0\n";
    out += "case $state in\nverb)\n    local -a verbs=(\n";
    for (auto const& one : all)
        out += fmt::format("        {}\n", quoted(one.verb + ":" + first_sentence(one.doc)));
    out += "    )\n    _describe verb verbs\n    ;;\nrest)\n    case $line[1] in\n";
    for (auto const& one : all)
        out += fmt::format("    {})\n{}        ;;\n", one.verb, arguments_call(one, "        "));
    return out + "    esac\n    ;;\nesac\n";
}

}  // namespace bt::cli::doc
