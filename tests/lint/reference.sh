#!/usr/bin/env bash
# Every id of the four reference systems is in tests/data/reference-coverage.tsv, with what serves
# it here; each of those is in the tables of the built tools. In its third column, "; " between:
#
#   option TOOL --NAME     verb TOOL NAME     input TOOL        of a command line
#   record KIND            event KIND         field KIND.FIELD[.FIELD]...
#   method NAME            param METHOD.NAME  result METHOD.NAME
#   value FIELD=WORD       value PARAM=WORD   a word that its description has
#   setting NAME                              one that --list-settings has
#   status NUMBER                             one that a tool ends with
#   refused WHAT NAME                         not one of those, and man/bt-tools.7 says so
#   pending REASON [TEXT]                     feeds, url-adds, dht-tool, or other with text
#
# usage: tests/lint/reference.sh [LIST [MANUAL]]
set -euo pipefail

bin=${BT_BIN:?the tests are run by ctest}
source=$(cd "$(dirname "$0")/../.." && pwd)
export XDG_CONFIG_HOME=/nonexistent

command_lines() {
    local path
    for path in "$bin"/bt-*; do
        "$path" --help=json | jq -r --arg tool "${path##*/}" '
            .name as $name
            | ([.options[]?, .verbs[]?.options[]?] | .[].names[]
               | select(startswith("--")) | "option \($tool) \(.)"),
              (.verbs[]? | "verb \($tool) \(.name)"),
              (if (.arguments | length) > 0 then "input \($tool)" else empty end)'
    done
}

# An event is a record that has a time of its own.
records() {
    "$bin/bt-info" --generate schema | jq -r '
        ."$defs" as $all
        | def words: (.description // "") | [match("[A-Za-z0-9_]+"; "g").string][];
          def target: (."$ref" // .items."$ref" // "" | sub(".*/"; ""));
          def fields($path; $depth):
            .properties // {} | to_entries[]
            | "\($path).\(.key)" as $here
            | "field \($here)", (.value | words | "value \($here)=\(.)"),
              (if $depth > 0 and (.value | target) != ""
               then .value | target as $to | $all[$to] | fields($here; $depth - 1) else empty end);
          $all | to_entries[] | .key as $kind
          | (if .value.properties.time."x-unit" == "seconds since 1970"
             then "event" else "record" end + " \($kind)"),
            (.value | fields($kind; 3))'
}

methods() {
    "$bin/bt-seed" --generate control-methods | awk '
        function words(from, of,    each) {
            while (match(from, /[A-Za-z0-9_]+/)) {
                each = substr(from, RSTART, RLENGTH)
                print of each
                from = substr(from, RSTART + RLENGTH)
            }
        }
        /^### / { method = $2; print "method " method; next }
        /^\| `/ {
            param = $2
            gsub(/`/, "", param)
            print "param " method "." param
            words(substr($0, index($0, "` |") + 3), "value " method "." param "=")
        }
        /^- Result: / { words(substr($0, 11), "result " method ".") }'
}

settings() {
    "$bin/bt-add" --list-settings --json | jq -r 'select(.refused == null) | "setting \(.name)"'
}

statuses() {
    "$bin/bt-info" --generate exit | sed -n 's/^\.It \([0-9]*\)$/status \1/p'
}

# check TABLES LIST MANUAL
check() {
    awk -F '\t' -v manual="$3" '
        function fault(text) { print text; bad = 1 }
        function check_pending(what,    reason) {
            ++pending
            reason = what
            sub(/ .*/, "", reason)
            if (reason !~ /^(feeds|url-adds|dht-tool|other)$/)
                fault($1 ": \"" reason "\" is no reason to be pending")
            else if (reason == "other" && what !~ / ./)
                fault($1 ": pending for something else, which is not said")
        }
        function check_refused(what,    name) {
            if (what in there) { fault($1 ": it is said to be refused, and there is " what); return }
            name = what
            sub(/.*[ .=]/, "", name)
            if (index(said, " " name " ") == 0)
                fault($1 ": " manual " does not say that " name " is refused")
        }
        FILENAME == ARGV[1] { there[$0] = 1; next }
        FILENAME == ARGV[2] { gsub(/[^A-Za-z0-9_]+/, " "); said = said " " $0 " "; next }
        /^# count / { split($0, part, " "); count[part[3]] = part[4]; next }
        /^#/ || /^$/ { next }
        NF != 3 || $2 == "" || $3 == "" { fault("line " FNR ": not an id, what it is, and what serves it"); next }
        seen[$1]++ { fault($1 ": it is there twice"); next }
        {
            system_of = $1
            sub(/-.*/, "", system_of)
            ++found[system_of]
            if (!(system_of in count)) fault($1 ": there is no count of " system_of)
            number = split($3, each, "; ")
            for (i = 1; i <= number; ++i)
                if (sub(/^pending /, "", each[i])) check_pending(each[i])
                else if (sub(/^refused /, "", each[i])) check_refused(each[i])
                else if (!(each[i] in there)) fault($1 ": there is no " each[i])
        }
        END {
            systems = split("POR LT1 TXT NBT", name, " ")
            for (s = 1; s <= systems; ++s) {
                if (!(name[s] in count)) fault(name[s] ": it is not said how many ids it has")
                for (i = 1; i <= count[name[s]]; ++i) {
                    id = sprintf("%s-%03d", name[s], i)
                    if (!(id in seen)) fault(id ": it is missing")
                }
                if (found[name[s]] > count[name[s]])
                    fault(name[s] ": " found[name[s]] " ids, more than " count[name[s]])
                ids += found[name[s]]
            }
            printf "%d ids, %d pending\n", ids, pending
            exit bad
        }' "$1" "$3" "$2"
}

# The check must notice what it forbids.
self_test() {
    local list=$tables.list found
    {
        sed -e '/^POR-002\t/d' -e 's/^\(POR-001\t[^\t]*\t\).*/\1option bt-add --no-such-option/' \
            -e 's/^\(POR-003\t[^\t]*\t\).*/\1field torrent_status.no_such_field/' \
            -e 's/^\(POR-004\t[^\t]*\t\).*/\1pending some-day/' \
            -e 's/^\(POR-005\t[^\t]*\t\).*/\1refused method no_such_method/' "$1"
        printf 'POR-006\tonce more\tmethod ping\n'
    } > "$list"
    found=$(check "$tables" "$list" "$2" | grep -cE '^POR-00[1-6]: ') || true
    [[ $found -eq 6 ]] || {
        echo "the check sees $found of 6 planted faults"
        return 1
    }
}

list=${1:-$source/tests/data/reference-coverage.tsv}
manual=${2:-$source/man/bt-tools.7}
tables=$(mktemp)
trap 'rm -f "$tables" "$tables.list"' EXIT
{
    command_lines
    records
    methods
    settings
    statuses
} > "$tables"
check "$tables" "$list" "$manual"
self_test "$list" "$manual"
