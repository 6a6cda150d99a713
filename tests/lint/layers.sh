#!/usr/bin/env bash
# Who may include whom, and who may know which library: docs/architecture.md says why.
set -euo pipefail

root=${1:-.}
bad=0
complain() {
    echo "$1"
    bad=1
}

declare -A may=(
    [base]="base"
    [record]="base record"
    [digest]="base digest"
    [bencode]="base record bencode"
    [torrent]="base record digest bencode net torrent"
    [state]="base record digest bencode state"
    [disk]="base digest disk"
    [session]="base record net torrent state disk session"
    [dht]="base record bencode session dht"
    [control]="base record control"
    [host]="base record net torrent session state feed dht control host"
    [net]="base record bencode net"
    [feed]="base record net state feed"
    [cli]="base record digest cli"
)

# The same among the folders of torrent; what stands beside them is "torrent" here too.
declare -A may_in_torrent=(
    [layout]="layout"
    [hash]="layout hash"
    [document]="hash document"
    [create]="layout hash create"
    [torrent]="document create torrent"
    [lint]="document torrent lint"
    [edit]="create torrent edit"
    [verify]="layout hash torrent verify"
    [reuse]="layout hash create torrent verify reuse"
)

check_modules() {
    local module file line target
    for module in "${!may[@]}"; do
        while IFS=: read -r file _ line; do
            target=${line#*<bt/}
            target=${target%%/*}
            [[ " ${may[$module]} " == *" $target "* ]] || complain "$file includes bt/$target"
        done < <(grep -rnE '#include <bt/' "$root/lib/bt/$module" 2> /dev/null || true)
    done
}

check_torrent() {
    local part folder file line target
    for folder in "$root"/lib/bt/torrent/ "$root"/lib/bt/torrent/*/; do
        part=$(basename "$folder")
        [[ -v may_in_torrent[$part] ]] || [[ ! -d $folder ]] || complain "$folder has no place among the others"
        while IFS=: read -r file line; do
            target=${line#*<bt/torrent/}
            if [[ $target == */* ]]; then target=${target%%/*}; else target=torrent; fi
            [[ " ${may_in_torrent[$part]:-} " == *" $target "* ]] || complain "$file includes what $target has"
        done < <(grep -HoE '#include <bt/torrent/[^>]*' "$folder"*.?pp 2> /dev/null || true)
    done
}

# forbid PATTERN WHY FOLDER... [-- ALLOWED-REGEX]: no line like that, but in files that match.
forbid() {
    local pattern=$1 why=$2 allowed='^$' file
    shift 2
    local folders=()
    while (($#)); do
        if [[ $1 == -- ]]; then
            allowed=$2
            break
        fi
        [[ -d $root/$1 ]] && folders+=("$root/$1")
        shift
    done
    ((${#folders[@]})) || return 0
    while IFS= read -r file; do
        [[ ${file#"$root"/} =~ $allowed ]] || complain "$file $why"
    done < <(grep -rlE --include='*.?pp' "$pattern" "${folders[@]}" || true)
}

check_libraries() {
    forbid '#include <libtorrent/' 'knows libtorrent' lib tools -- '^lib/bt/(torrent|disk|session|dht)/'
    forbid '#include <CLI/' 'knows CLI11' lib tools -- '^(lib/bt/cli/|tools/bt-[a-z]+/options(_[a-z]+)?\.cpp$)'
    forbid '#include <nlohmann/' 'knows nlohmann-json' lib tools -- \
        '^lib/bt/(record/|bencode/from_json\.cpp$|control/protocol\.cpp$)'
    forbid '#include <boost/asio' 'knows asio' lib tools -- '^lib/bt/(disk|session|dht|control)/'
    forbid '#include <curl/' 'knows libcurl' lib tools -- '^lib/bt/net/curl_library\.hpp$'
    forbid '#include <maxminddb' 'knows libmaxminddb' lib tools -- '^lib/bt/net/geography\.cpp$'
    forbid '#include <(SQLiteCpp/|sqlite3)' 'knows SQLite' lib tools -- '^lib/bt/state/'
    forbid '#include <pugixml' 'knows pugixml' lib tools -- '^lib/bt/feed/'
    forbid '#include <boost/process' 'knows Boost.Process' tests -- '^tests/support/process\.cpp$'
}

check_manners() {
    forbid '#include <iostream>|std::c(out|err)\b' 'uses standard streams' lib tools -- '^lib/bt/cli/tool\.cpp$'
    forbid '(^|[^_[:alnum:]])(getenv|isatty|sigaction|signal)\(' 'asks the process' lib -- \
        '^lib/bt/(cli/|state/dirs\.cpp$)'
    forbid '(^|[^_[:alnum:]:])(std::)?(exit|_Exit|abort|quick_exit)\(' 'ends the process' lib tools -- \
        '^lib/bt/(cli/interrupt\.cpp|disk/back_end\.[ch]pp)$'
    forbid 'using namespace' 'uses a namespace whole' lib tools -- \
        '^lib/bt/torrent/hash/hash\.cpp$'
    forbid '#include ["<](\.\./)*tests/' 'includes tests' lib tools
    local tool other
    for tool in "$root"/tools/bt-*; do
        for other in "$root"/tools/bt-*; do
            [[ $tool == "$other" ]] || forbid "#include <$(basename "$other")/" "includes another tool" "tools/$(basename "$tool")"
        done
    done
}

# The check itself must notice what it forbids.
self_test() {
    local planted
    planted=$(mktemp -d)
    mkdir -p "$planted"/lib/bt/{base,record,cli,torrent/{create,verify}} "$planted"/tools/bt-{x,y}
    echo '#include <bt/record/field.hpp>' > "$planted/lib/bt/base/a.cpp"
    echo '#include <libtorrent/session.hpp>' > "$planted/lib/bt/record/b.hpp"
    echo '#include <CLI/App.hpp>' > "$planted/tools/bt-x/run.cpp"
    echo '#include <bt-y/run.hpp>' > "$planted/tools/bt-x/options.cpp"
    echo 'auto a = std::getenv("X");' > "$planted/lib/bt/record/c.cpp"
    echo '#include <bt/torrent/verify/verify.hpp>' > "$planted/lib/bt/torrent/create/d.cpp"
    echo '#include <bt/torrent/verify/verify.hpp>' > "$planted/lib/bt/torrent/e.cpp"
    local found
    found=$(BT_LINT_INSIDE=1 "$0" "$planted" | wc -l) || true
    rm -r "$planted"
    [[ $found -eq 7 ]] || complain "the check sees $found of 7 planted faults"
}

check_modules
check_torrent
check_libraries
check_manners
[[ -n ${BT_LINT_INSIDE:-} ]] || self_test
exit "$bad"
