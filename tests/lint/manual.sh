#!/usr/bin/env bash
# Every tool has a page, three completions, and in them every option that its help has; the pages
# are clean mdoc; no key of a record ever goes.
set -euo pipefail

bad=0
complain() {
    echo "$1"
    bad=1
}

for page in man/*; do
    # Pages that are not installed yet cannot be found; our RECORDS section is no ERRORS.
    faults=$(mandoc -T lint "$page" 2>&1 | grep -vE 'referenced manual not found|instead of ERRORS|mandoc.db' || true)
    [[ -z $faults ]] || complain "$faults"
done

for path in "${BT_BIN:?the tests are run by ctest}"/bt-*; do
    tool=$(basename "$path")
    mapfile -t options < <("$path" --generate json | grep -oE '"--[a-z0-9-]+"' | tr -d '"' | sort -u)
    ((${#options[@]} > 4)) || complain "$tool: only ${#options[@]} options"
    text=$(mandoc -T ascii "man/$tool.1" | sed 's/.\x08//g')
    for option in "${options[@]}"; do
        grep -qF -- "$option" <<< "$text" || complain "man/$tool.1 lacks $option"
        grep -qF -- "$option" "completions/bash/$tool" || complain "completions/bash/$tool lacks $option"
        grep -qF -- "$option" "completions/zsh/_$tool" || complain "completions/zsh/_$tool lacks $option"
        grep -qF -- "-l ${option#--}" "completions/fish/$tool.fish" || complain "completions/fish/$tool.fish lacks $option"
    done
done

for file in completions/bash/*; do bash -n "$file" || bad=1; done
if command -v zsh > /dev/null; then for file in completions/zsh/*; do zsh -n "$file" || bad=1; done; fi
if command -v fish > /dev/null; then for file in completions/fish/*; do fish -n "$file" || bad=1; done; fi

keys=$(jq -r '."$defs" | to_entries[] | .key as $kind | .value.properties | keys[] | "\($kind) \(.)"' \
    docs/bt-records.schema.json | LC_ALL=C sort)
gone=$(LC_ALL=C comm -23 tests/data/record-keys.txt - <<< "$keys")
[[ -z $gone ]] || complain "the schema has lost: $gone"
exit "$bad"
