#!/usr/bin/env bash
# No tool finds in a program what it loads when asked: each library that a source names is of a package
# that ours recommends, and ours recommends no other library.
set -euo pipefail

root=${1:-.}
bad=0
complain() {
    echo "$1"
    bad=1
}
command -v dpkg-query > /dev/null || {
    echo "SKIPPED: this is no Debian"
    exit 77
}

recommended=$(tr '\n' ' ' < "$root/cmake/package.cmake" \
    | sed -n 's/.*CPACK_DEBIAN_PACKAGE_RECOMMENDS *"\([^"]*\)".*/\1/p' | tr ', ' '\n' | grep . || true)
owners=
while IFS= read -r library; do
    owner=$(dpkg-query -S "*/$library" 2> /dev/null | sed 's/[:,].*//' | sort -u | sed -n 1p || true)
    if [[ -z $owner ]]; then
        complain "$library: no package that is installed has it"
    else
        owners+=$owner$'\n'
        grep -qxF "$owner" <<< "$recommended" || complain "$library: $owner is not recommended"
    fi
done < <(grep -rhoE --include='*.?pp' '"lib[a-z0-9_+-]+\.so\.[0-9.]+"' "$root/lib" "$root/tools" | tr -d '"' | sort -u)
[[ -n $owners ]] || complain "no source names a library"
while IFS= read -r package; do
    grep -qxF "$package" <<< "$owners" || complain "$package is recommended, and no source names its library"
done < <(grep '^lib' <<< "$recommended")

# The check itself must notice what it forbids.
self_test() {
    local planted found
    planted=$(mktemp -d)
    mkdir -p "$planted"/{lib,tools,cmake}
    echo 'load("libsystemd.so.0"); load("libcurl.so.4"); load("libnone-such.so.7");' > "$planted/lib/a.cpp"
    echo 'set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "jq, libcurl4, libarchive13")' > "$planted/cmake/package.cmake"
    found=$(BT_LINT_INSIDE=1 "$0" "$planted" | wc -l) || true
    rm -r "$planted"
    [[ $found -eq 3 ]] || complain "the check sees $found of 3 planted faults"
}
[[ -n ${BT_LINT_INSIDE:-} ]] || self_test
exit $bad
