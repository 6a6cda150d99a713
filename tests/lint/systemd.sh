#!/usr/bin/env bash
# systemd understands the unit as it is installed, and finds it well shut in.
set -euo pipefail

# In tenths. What is left is the network, a user of its own and files that others wrote.
most_exposed=15

command -v systemd-analyze > /dev/null || {
    echo "SKIPPED: there is no systemd-analyze (Debian's package systemd)"
    exit 77
}
unit="${BT_BIN:?the tests are run by ctest}/../systemd/bt-seed@.service"
bad=0
complain() {
    echo "$1"
    bad=1
}
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

# verify FILE: what systemd has to say about it, under the name of an instance. Neither bt-seed nor
# its manual has to be installed.
verify() {
    sed 's,^ExecStart=[^ ]*,ExecStart=/bin/true,' "$1" > "$scratch/bt-seed@mirror.service"
    systemd-analyze verify --man=no --recursive-errors=no "$scratch/bt-seed@mirror.service" 2>&1 || true
}

grep -q '@CMAKE' "$unit" && complain "$unit: not all of it was configured"
said=$(verify "$unit" | grep -F 'bt-seed@' || true)
[[ -z $said ]] || complain "$said"

# The check itself must notice what is wrong.
sed 's/^WatchdogSec=.*/WatchdogSec=often/' "$unit" > "$scratch/wrong"
verify "$scratch/wrong" | grep -qF 'bt-seed@' || complain "the check does not see a wrong unit"

security() {
    systemd-analyze security --offline=true --no-pager --threshold="$most_exposed" "$1"
}
verify "$unit" > /dev/null
security "$scratch/bt-seed@mirror.service" > "$scratch/said" 2>&1 || {
    cat "$scratch/said"
    complain "the unit is more exposed than $most_exposed tenths"
}
tail -1 "$scratch/said"
sed -i '/^Protect/d; /^SystemCall/d; /^Private/d' "$scratch/bt-seed@mirror.service"
! security "$scratch/bt-seed@mirror.service" > /dev/null 2>&1 || complain "the check does not see an open unit"
exit "$bad"
