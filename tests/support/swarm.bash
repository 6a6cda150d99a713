# Peers for bats files, on 127.0.0.1 and gone with the test. Load it after common.

# shellcheck source=tests/support/servers.bash
source "${BASH_SOURCE[0]%/*}/servers.bash"

SEED_PIDS=()

# start_seed TORRENT [OPTION...]: bt-seed of what lies in the folder seed; leaves its address in
# SEED, its records in SEED_LOG and its number in SEED_PID.
start_seed() {
    SEED_LOG=$(mktemp "$BATS_TEST_TMPDIR/seed.XXXXXX")
    bt-seed -j --private-net --no-utp -d seed "$@" > "$SEED_LOG" 2> "$SEED_LOG.errors" 3>&- &
    SEED_PID=$!
    ends_with_test "$SEED_PID"
    echo "$SEED_PID" >> "$BATS_TEST_TMPDIR/pids"
    wait_for grep -q '"kind":"ready"' "$SEED_LOG" || fail "no seed: $(cat "$SEED_LOG.errors")"
    SEED=127.0.0.1:$(jq 'select(.kind == "ready").port' "$SEED_LOG")
}

# start_swarm [OPTION of bt-create...]: x.torrent of seed/data, a tree and its seed.
start_swarm() {
    make_tree seed/data
    bt-create -q -o x.torrent "$@" seed/data > /dev/null
    start_seed x.torrent
}

# start_large_swarm SIZE [OPTION of bt-create...]: x.torrent of seed/large, one file, and its seed.
start_large_swarm() {
    mkdir -p seed
    head -c "$1" /dev/urandom > seed/large
    shift
    bt-create -q -o x.torrent "$@" seed/large > /dev/null
    start_seed x.torrent
}

# ended STATUS REASON: the seed that start_seed began last ended so.
ended() {
    local status=0
    wait_for grep -q '"kind":"summary"' "$SEED_LOG" || fail "it goes on: $(tail -3 "$SEED_LOG")"
    wait "$SEED_PID" || status=$?
    assert_equal "$(jq -r 'select(.kind == "summary") | "\(.exit_code) \(.reason)"' "$SEED_LOG")" "$1 $2"
    assert_equal "$status" "$1"
}

# start_host [OPTION...]: bt-seed that waits for torrents, with the data in the folder seed; leaves
# HOST, its address in SEED and its lines in host.jsonl.
start_host() {
    # What an earlier one said is not to be taken for this one's.
    : > host.jsonl
    bt-seed -j --private-net --no-utp -d seed "$@" > host.jsonl 2> host.errors 3>&- &
    HOST=$!
    ends_with_test "$HOST"
    wait_for grep -q '"kind":"ready"' host.jsonl || fail "no host: $(cat host.errors)"
    SEED=127.0.0.1:$(jq 'select(.kind == "ready").port' host.jsonl)
}

# ends_with_test PID: that process is ended when the test is.
ends_with_test() {
    SEED_PIDS+=("$1")
}

# add OPTION...: bt-add with that seed as its peer, x.torrent as its input, and an end to waiting.
add() {
    give x.torrent "$@"
}

# give INPUT OPTION...: the same of another input.
give() {
    BT_ADD_DEADLINE=${BT_ADD_DEADLINE:-20s} bt-add --private-net --peer "$SEED" "${@:2}" "$1"
}

# start_add NAME OPTION...: add with these in the background; leaves NAME.jsonl, NAME.errors and ADD_PID.
start_add() {
    bt-add -j --private-net "${@:2}" > "$1.jsonl" 2> "$1.errors" 3>&- &
    ADD_PID=$!
    SEED_PIDS+=("$ADD_PID")
}

# seed_is LOG: that process is the peer from now on, by what it said.
seed_is() {
    wait_for grep -q '"kind":"listen_succeeded"' "$1"
    SEED=$(jq -r 'select(.kind == "listen_succeeded").endpoint' "$1" | head -1)
}

# of FIELD: the field of the summary in $output.
of() {
    jq -r "select(.kind == \"summary\").$1" <<< "$output"
}

# same_tree LEFT RIGHT: files, links and modes.
same_tree() {
    diff -r --no-dereference "$1" "$2"
    diff <(cd "$1" && find . -printf '%p %m\n' | sort) <(cd "$2" && find . -printf '%p %m\n' | sort)
}

teardown() {
    local pid
    # One that was started in a subshell is in the file alone.
    for pid in "${SEED_PIDS[@]}" $(cat "$BATS_TEST_TMPDIR/pids" 2> /dev/null) ${WEB_PID:-} ${TRACKER_PID:-}; do
        kill "$pid" 2> /dev/null || true
    done
}
