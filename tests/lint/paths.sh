#!/usr/bin/env bash
# What README.md, CONTRIBUTING.md and docs name of this tree is there: links, and paths in
# backquotes. usage: tests/lint/paths.sh [FOLDER]
# shellcheck disable=SC2016 # those are no commands
set -euo pipefail

root=${1:-.}
modules=$(find "$root/lib/bt" -mindepth 1 -maxdepth 1 -type d -printf '|%f' 2> /dev/null || true)
bad=0
complain() {
    echo "$1"
    bad=1
}

# is_there PATH: as it stands, or as a pattern such as docs/decisions/*.md.
is_there() {
    compgen -G "$1" > /dev/null
}

# without_fences FILE: it without what is between fences.
without_fences() {
    awk '/^ *```/ { inside = !inside; next } !inside' "$1"
}

check() {
    local page=$1 folder name
    folder=$(dirname "$page")
    while read -r name; do
        is_there "$folder/${name%%#*}" || complain "$page links to $name"
    done < <(without_fences "$page" | grep -oE '\]\([^)]+\)' | sed 's/^](//; s/)$//' \
        | grep -vE '^(https?:|#)' || true)
    while read -r name; do
        is_there "$root/$name" || is_there "$root/$name.*" || is_there "$root/lib/bt/$name" \
            || is_there "$root/lib/bt/$name.*" || complain "$page names $name"
    done < <(without_fences "$page" \
        | grep -oE "\`(\\./)?(tests|tools|man|docs|scripts|cmake|bench|completions|systemd|\\.ci|lib$modules)/[^\` ]*" \
        | tr -d '`' | sed 's,^\./,,' | grep -vE '[<>{}]|bt-X' || true)
}

mapfile -t pages < <(find "$root" -path "$root/build" -prune -o \
    \( -path "$root/README.md" -o -path "$root/CONTRIBUTING.md" -o -path "$root/docs/*.md" \) -print)
for page in "${pages[@]}"; do check "$page"; done

# The check itself must notice what is wrong.
if [[ $root == . ]]; then
    scratch=$(mktemp -d)
    trap 'rm -r "$scratch"' EXIT
    mkdir -p "$scratch/docs" "$scratch/tests" "$scratch/lib/bt/net"
    : > "$scratch/tests/a.bats"
    printf '[a](docs/x.md) `tests/*.bats`\n' > "$scratch/README.md"
    : > "$scratch/docs/x.md"
    "$0" "$scratch" || complain "what is right does not pass"
    for wrong in '[a](gone.md)' '`tests/gone.bats`' '`tests/*.gone`' '`net/gone.cpp`'; do
        echo "$wrong" > "$scratch/docs/x.md"
        ! "$0" "$scratch" > /dev/null || complain "the check does not see $wrong"
    done
fi
exit "$bad"
