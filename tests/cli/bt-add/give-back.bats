load ../../support/common
load ../../support/swarm

# A bt-add that gives data that is there; leaves its address in SEED.
start_giver() {
    mkdir -p seed
    head -c 1M /dev/urandom > seed/large
    bt-create -q -o x.torrent seed/large > /dev/null
    start_add giver -d seed "$@" x.torrent
    wait_for grep -q torrent_finished giver.jsonl
    seed_is giver.jsonl
}

# ended STATUS REASON: the giver ended so.
ended() {
    local status=0
    wait "$ADD_PID" || status=$?
    assert_equal "$status" "$1"
    assert_equal "$(jq -r 'select(.kind == "summary").reason' giver.jsonl)" "$2"
}

@test "--seed serves what is complete until SIGTERM, and ends with 0" {
    start_giver --seed
    add -q -d out
    cmp seed/large out/large
    kill "$ADD_PID"
    ended 0 stopped
}

@test "--seed serves what was just fetched" {
    start_swarm
    start_add giver -d between --seed --peer "$SEED" x.torrent
    wait_for grep -q torrent_finished giver.jsonl
    kill "${SEED_PIDS[0]}"
    seed_is giver.jsonl
    add -q -d out
    same_tree seed/data out/data
    kill -INT "$ADD_PID"
    ended 0 stopped
}

@test "without it nothing is served" {
    start_giver
    ended 0 finished
}

@test "--seed without all of it ends with the signal's status" {
    start_swarm
    start_add giver -d out --seed x.torrent
    wait_for grep -q torrent_checked giver.jsonl
    kill "$ADD_PID"
    ended 143 terminated
}

@test "-r serves until so much of its size was sent" {
    start_giver --ratio 1.5
    add -q -d one
    sleep 1
    kill -0 "$ADD_PID"
    add -q -d two
    ended 0 ratio
}

@test "-r 0 is reached at once" {
    start_giver -r 0
    ended 0 ratio
}

@test "-r of a signal before it is reached ends with its status" {
    start_giver -r 9
    kill "$ADD_PID"
    ended 143 terminated
}

@test "--seed-time serves for so long, or until the ratio" {
    start_giver --seed-time 2s
    sleep 1
    kill -0 "$ADD_PID"
    ended 0 seed_time
    start_add giver -d seed --seed-time 30s -r 0 x.torrent
    ended 0 ratio
}

@test "--super-seed gives each of two peers what the other lacks" {
    start_giver --seed --super-seed --progress-interval 100ms
    wait_for grep -q '"super_seeding":true' giver.jsonl
    giver=$SEED
    start_add one -d one --seed --peer "$giver" x.torrent
    seed_is one.jsonl
    bt-add -q --private-net -W 30s -d two --peer "$giver" --peer "$SEED" x.torrent
    cmp seed/large two/large
    # A seed that hands out each piece once sends it about once in all.
    kill "${SEED_PIDS[0]}"
    wait "${SEED_PIDS[0]}" || true
    assert [ "$(jq 'select(.kind == "summary").total_payload_upload' giver.jsonl)" -lt 1600000 ]
}
