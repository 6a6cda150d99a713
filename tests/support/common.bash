# What every bats file loads: a scratch folder to be in, the tools by name, nothing from the
# environment of whoever runs the tests.

bats_require_minimum_version 1.5.0
bats_load_library bats-support
bats_load_library bats-assert
# shellcheck source=tests/support/tree.bash
source "${BASH_SOURCE[0]%/*}/tree.bash"

# A test that is left out makes no lines, which tests/support/records.py wants to know.
declare -F skip_of_bats > /dev/null || eval "skip_of_bats() $(declare -f skip | tail -n +2)"
skip() {
    [[ -z ${BT_RECORD_TAP:-} ]] || script_name >> "$BT_RECORD_TAP/skipped"
    skip_of_bats "$@"
}

# How records.py calls this script.
script_name() {
    echo "$(basename "${BATS_TEST_FILENAME%/*}")_${BATS_TEST_FILENAME##*/}"
}

setup() {
    export REAL_HOME=$HOME
    while read -r name; do unset "$name"; done < <(compgen -e | grep -E '^BT_(ADD|CREATE|CTL|DHT|EDIT|FEED|INFO|SEED|VERIFY)_' || true)
    unset BT_DHT_KEY BT_HASH SOURCE_DATE_EPOCH NO_COLOR
    export LC_ALL=C.UTF-8 TZ=UTC HOME="$BATS_TEST_TMPDIR" XDG_CONFIG_HOME="$BATS_TEST_TMPDIR/none"
    export PATH="${BT_BIN:?the tests are run by ctest}:$PATH"
    # The servers of the tests leave nothing beside them.
    export PYTHONDONTWRITEBYTECODE=1
    umask 022
    # tests/support/records.py counts the scripts that ran.
    [[ -z ${BT_RECORD_TAP:-} ]] || : > "$BT_RECORD_TAP/ran.$(script_name)"
    cd "$BATS_TEST_TMPDIR" || return 1
}

# fails STATUS SENTENCE COMMAND...: it ends so, says this one line, and prints nothing.
fails() {
    local status_wanted=$1 sentence=$2
    shift 2
    run "-$status_wanted" --separate-stderr "$@"
    assert_output ""
    # shellcheck disable=SC2154 # bats sets stderr
    assert_equal "$stderr" "$sentence"
}
