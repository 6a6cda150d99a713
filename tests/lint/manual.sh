#!/usr/bin/env bash
# Every option of every tool and verb is in its page, in its completion for each of three shells and
# in its --help=json, and nothing else is; the pages are clean mdoc; no key of a record ever goes.
set -euo pipefail

export XDG_CONFIG_HOME=/nonexistent
source=$PWD
bin=${BT_BIN:?the tests are run by ctest}
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
bad=0
complain() {
    echo "$1"
    bad=1
}

# All of these print lines "VERB OPTION"; what a tool has itself, or before a verb, is of "-".

from_help() {
    jq -r '
        def names($verb; $options): $options[] | .names[] | "\($verb) \(.)";
        .options as $own
        | names("-"; $own),
          (.verbs[] | names(.name; .options), (if .tool_options then names(.name; $own) else empty end))' "$1" \
        | LC_ALL=C sort -u
}

# The page has what many verbs take once, under a heading of its own, which is no verb's: for each
# verb PAGE has to have, of LINES, its options there or under its own heading. What it has beside
# those is printed as well.
from_page() {
    awk '
        FNR == NR { wanted[$0] = 1; verb[$1] = 1; next }
        /begin generated: options/ { inside = 1 }
        /end generated: options/ { inside = 0 }
        inside && /^\.Ss / { heading = $2 }
        inside && /^\.It Fl / {
            gsub(/\\-/, "-")
            count = split($0, part, / , /)
            for (i = 1; i <= count; ++i) {
                sub(/^\.It /, "", part[i])
                split(part[i], word, " ")
                option = word[2] == "Fl" ? "--" word[3] : "-" word[2]
                if (heading in verb) own[heading " " option] = 1
                else shared[option] = 1
            }
        }
        END {
            for (line in wanted) {
                split(line, word, " ")
                used[word[2]] = 1
                if (line in own || word[2] in shared) print line
            }
            for (line in own) if (!(line in wanted)) print line
            for (option in shared) if (!(option in used)) print "shared " option
        }' "$2" "$1" | LC_ALL=C sort -u
}

# from_bash FOLDER TOOL VERB...
from_bash() {
    # shellcheck disable=SC2016,SC2317 # the inner shell expands it; called as from_$place
    bash -c '
        source "$1/completions/bash/$2"
        tool=$2 function=_${2//-/_}
        for verb in - "${@:3}"; do
            COMP_WORDS=("$tool" "$verb" -)
            [[ $verb != - ]] || COMP_WORDS=("$tool" -)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=${COMP_WORDS[*]}
            "$function" "$tool" - "${COMP_WORDS[COMP_CWORD - 1]}"
            for option in "${COMPREPLY[@]}"; do echo "$verb $option"; done
        done' bash "$@" | LC_ALL=C sort -u
}

# What the file gives to _arguments, in a zsh without an editor.
from_zsh() {
    # shellcheck disable=SC2016,SC2317
    zsh -f -c '
        _arguments() {
            local spec
            if [[ $asked == - || -n $verb_seen || ${@[(r)*->verb]} != *verb ]]; then
                for spec in "$@"; do
                    spec=${${spec##\*}#\(*\)}
                    [[ $spec == -*\[* ]] && print -r -- "$asked ${${spec%%\[*}%%(=|+|=-)}"
                done
                return 0
            fi
            verb_seen=yes state=rest line=($asked)
            return 1
        }
        setopt extendedglob
        file=$1/completions/zsh/_$2 tool=$2
        shift 2
        for asked in - "$@"; do
            verb_seen= words=($tool $asked -) CURRENT=3
            run() { source $file }
            run
        done' zsh "$@" | LC_ALL=C sort -u
}

# fish answers with a description after a tab.
from_fish() {
    # shellcheck disable=SC2016,SC2317
    HOME=$scratch fish --no-config -c '
        source $argv[1]/completions/fish/$argv[2].fish
        set tool $argv[2]
        for verb in - $argv[3..-1]
            set line "$tool $verb -"
            test $verb = -; and set line "$tool -"
            for option in (complete -C $line) (complete -C "$line-")
                echo $verb (string split -f 1 \t -- $option)
            end
        end' "$@" | LC_ALL=C sort -u
}

# differences FOLDER TOOL: between the help in FOLDER and its pages and completions.
differences() {
    local folder=$1 tool=$2 place verbs help=$1/help/$2
    mapfile -t verbs < <(jq -r '.verbs[].name' "$help")
    from_help "$help" > "$folder/lines"
    (($(wc -l < "$folder/lines") > 8)) || echo "$tool --help=json has few options"
    for place in page bash zsh fish; do
        if [[ $place != page ]] && ! command -v "$place" > /dev/null; then
            echo "there is no $place to ask"
            continue
        fi
        if [[ $place == page ]]; then
            from_page "$folder/man/$tool.1" "$folder/lines"
        else
            "from_$place" "$folder" "$tool" "${verbs[@]}"
        fi > "$folder/found"
        LC_ALL=C comm -23 "$folder/lines" "$folder/found" | sed "s|^|$tool: the $place lacks: |"
        LC_ALL=C comm -13 "$folder/lines" "$folder/found" | sed "s|^|$tool: the $place alone has: |"
    done
}

# The check itself must notice an option that goes from one of them.
plant_faults() {
    local folder=$scratch/planted place found file
    for place in help man bash zsh fish; do
        rm -rf "$folder"
        mkdir "$folder"
        cp -r "$scratch/help" man completions "$folder"
        case $place in
        help) file=help/bt-dht ;;
        man) file=man/bt-dht.1 ;;
        zsh) file=completions/zsh/_bt-dht ;;
        fish) file=completions/fish/bt-dht.fish ;;
        *) file=completions/$place/bt-dht ;;
        esac
        cp "$folder/$file" "$folder/before"
        sed -i 's/--cas\b/--xyzzy/g; s/Fl Fl cas\b/Fl Fl xyzzy/; s/-l cas\b/-l xyzzy/' "$folder/$file"
        ! cmp -s "$folder/$file" "$folder/before" || complain "no fault was planted in $place"
        found=$(differences "$folder" bt-dht | grep -cE '(lacks|alone has): (put|publish) --(cas|xyzzy)$') || true
        # Of two verbs, what is gone and what is new; of the help in all four places.
        [[ $place == help ]] && found=$((found / 4))
        ((found == 4)) || complain "the check sees $found of 4 faults in $place"
    done
}

for page in man/*; do
    # Pages that are not installed yet cannot be found; our RECORDS section is no ERRORS.
    faults=$(mandoc -T lint "$page" 2>&1 | grep -vE 'referenced manual not found|instead of ERRORS|mandoc.db' || true)
    [[ -z $faults ]] || complain "$faults"
done

mkdir "$scratch/help"
ln -s "$source/man" "$source/completions" "$scratch"
for path in "$bin"/bt-*; do
    tool=$(basename "$path")
    "$path" --help=json > "$scratch/help/$tool"
    faults=$(differences "$scratch" "$tool")
    [[ -z $faults ]] || complain "$faults"
    # Variables as well.
    faults=$(diff <(jq -r '.environment[].name' "$scratch/help/$tool" | sort) \
        <(sed -n 's/^\.It Ev //p' "man/$tool.1" | sort) || true)
    [[ -z $faults ]] || complain "$tool: its page and --help=json have other variables: $faults"
done
plant_faults

for file in completions/bash/*; do bash -n "$file" || bad=1; done
for file in completions/zsh/*; do zsh -n "$file" || bad=1; done
for file in completions/fish/*; do fish -n "$file" || bad=1; done

keys=$(jq -r '."$defs" | to_entries[] | .key as $kind | .value.properties | keys[] | "\($kind) \(.)"' \
    docs/bt-records.schema.json | LC_ALL=C sort)
gone=$(LC_ALL=C comm -23 tests/data/record-keys.txt - <<< "$keys")
[[ -z $gone ]] || complain "the schema has lost: $gone"
exit "$bad"
