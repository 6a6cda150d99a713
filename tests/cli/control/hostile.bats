#!/usr/bin/env bats
# What strangers to the protocol, and enemies of it, do to a session that has work to do.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

# peak_of PID: the most memory that it ever had, in KiB.
peak_of() {
    awk '/^VmHWM/ { print $2 }' "/proc/$1/status"
}

descriptors_of() {
    find "/proc/$1/fd" -mindepth 1 | wc -l
}

@test "hostile: the session seeds on, answers others and stays small" {
    mkdir -p seed
    head -c 30000000 /dev/urandom > seed/large
    start_large_seed
    steer seed.sock
    local before descriptors
    before=$(peak_of "$SEED_PID")
    descriptors=$(descriptors_of "$SEED_PID")
    python3 "$BT_SOURCE/tests/support/hostile.py" "$SOCKET" 10 > hostile.json 2> hostile.errors 3>&- &
    local hostile=$!
    ends_with_test "$hostile"
    # It serves all the while.
    local round=0
    while kill -0 "$hostile" 2> /dev/null; do
        round=$((round + 1))
        timeout 60 bt-add -q --private-net --no-utp -d "got$round" --peer "$SEED" x.torrent 3>&-
        cmp seed/large "got$round/large"
        rm -r "got$round"
        assert_equal "$(rpc torrent_status "{\"torrent\":\"$T\"}" | jq -r .state)" seeding
    done
    wait "$hostile" || fail "$(cat hostile.errors)"
    jq -e '."half requests" == 10000 and ."idle clients" == 500' hostile.json || fail "$(cat hostile.json)"
    # 64 MiB of requests that have not come whole and 64 MiB of what is not fetched are its limits,
    # and libtorrent's are 100,000 alerts twice, of which those who ask for its logs make large ones.
    local growth=$(($(peak_of "$SEED_PID") - before))
    ((growth < 400 * 1024)) || fail "it grew by $growth KiB: $(cat hostile.json)"
    is '.state == "seeding"' torrent_status "$P"
    wait_for says_at_most $((descriptors + 20)) || fail "$(descriptors_of "$SEED_PID") descriptors"
}

says_at_most() {
    (($(descriptors_of "$SEED_PID") <= $1))
}
