load ../../support/common
load ../../support/swarm

# Torrents of a file of 160 KiB each: NAME.torrent of seed/NAME.
make_torrents() {
    mkdir -p seed
    for name in "$@"; do
        head -c 160K /dev/urandom > "seed/$name"
        bt-create -q -l 16K -o "$name.torrent" "seed/$name" > /dev/null
    done
}

# told GOAL VALUE REACHED: the seed has said so.
told() {
    wait_for grep -q "\"goal\":\"$1\",\"target\":[0-9.]*,\"value\":$2,\"reached\":$3" "$SEED_LOG"
}

@test "the first goal that is reached ends it" {
    make_torrents a
    start_seed a.torrent --until-peers 5 -r 1 --max-time 20s
    give a.torrent -q -d out
    ended 0 ratio
}

@test "--all-goals waits for every one" {
    make_torrents a
    start_seed a.torrent --all-goals --until-peers 2 -r 1 --max-time 20s
    give a.torrent -q -d one
    told ratio 1 true
    told peers 1 false
    run ! grep '"kind":"summary"' "$SEED_LOG"
    give a.torrent -q -d two
    ended 0 all_goals
}

@test "--max-time ends with 9 while a goal of --all-goals is missing" {
    make_torrents a
    start_seed a.torrent --all-goals --until-peers 2 -r 0 --max-time 2s
    ended 9 max_time
    assert_equal "$(jq -c 'select(.kind == "goal_progress") | [.goal, .reached]' "$SEED_LOG")" \
        $'["ratio",true]\n["peers",false]'
}

@test "--max-time alone is what was asked for" {
    make_torrents a
    start_seed a.torrent --max-time 1s
    ended 0 max_time
    assert_equal "$(jq 'select(.kind == "summary") | .duration >= 1 and .duration < 6' "$SEED_LOG")" true
    run -0 --separate-stderr bt-seed --private-net -d seed --max-time 200ms a.torrent
    assert_equal "$stderr" ""
}

@test "each torrent has its goal by itself, and is then served no longer" {
    make_torrents a b
    start_seed a.torrent b.torrent -r 1 --max-time 30s
    give a.torrent -q -d one
    wait_for grep -q '"name":"a","goal":"ratio","target":1,"value":1,"reached":true' "$SEED_LOG"
    run -9 give a.torrent -W 1500ms -d none
    assert [ ! -s none/a ]
    run ! grep '"kind":"summary"' "$SEED_LOG"
    give b.torrent -q -d one
    ended 0 ratio
    cmp one/b seed/b
    assert_equal "$(jq -c 'select(.kind == "summary") | [.torrents, .finished, .failed, .total_payload_upload]' "$SEED_LOG")" \
        '[2,2,0,327680]'
}

@test "--max-time ends with 9 if one of several has not reached its goal" {
    make_torrents a b
    start_seed a.torrent b.torrent -r 1 --max-time 3s
    give a.torrent -q -d one
    ended 9 max_time
}

@test "one that cannot be served does not keep the goals of the others, and 13 says so" {
    make_torrents a b
    printf y | dd of=seed/b bs=1 seek=50000 conv=notrunc status=none
    start_seed a.torrent b.torrent -r 1 --max-time 20s
    give a.torrent -q -d out
    ended 13 partial
}

@test "goal_progress tells the goal, what was wanted, how far it is and whether it is enough" {
    make_torrents a
    start_seed a.torrent -r 1 --max-time 20s
    give a.torrent -q -d out
    ended 0 ratio
    hash=$(bt-info -j a.torrent | jq -r '.info_hash_v1')
    assert_equal "$(jq -c 'select(.kind == "goal_progress") | [.torrent, .name, .goal, .target]' "$SEED_LOG" | sort -u)" \
        "[\"$hash\",\"a\",\"ratio\",1]"
    assert_equal "$(jq -sc 'map(select(.kind == "goal_progress")) | [.[0].value, .[0].reached, .[-1].value, .[-1].reached]' "$SEED_LOG")" \
        '[0,false,1,true]'
    # Nothing is told twice.
    run -0 jq -sc 'map(select(.kind == "goal_progress").value) | (unique | length) == length' "$SEED_LOG"
    assert_output true
}

@test "a signal without a goal ends it with 0" {
    make_torrents a
    local pair
    for pair in INT:interrupted TERM:terminated; do
        start_seed a.torrent
        kill "-${pair%:*}" "${SEED_PIDS[-1]}"
        ended 0 "${pair#*:}"
    done
}

@test "a signal before a goal is reached ends it with its status" {
    make_torrents a
    start_seed a.torrent --until-peers 1
    kill -INT "${SEED_PIDS[-1]}"
    ended 130 interrupted
    start_seed a.torrent --max-time 60s
    kill "${SEED_PIDS[-1]}"
    ended 143 terminated
    start_seed a.torrent --idle 60s
    kill -HUP "${SEED_PIDS[-1]}"
    ended 129 hung_up
}

@test "SIGUSR1 says how each is doing" {
    make_torrents a b
    start_seed --progress none a.torrent b.torrent
    kill -USR1 "${SEED_PIDS[-1]}"
    wait_for grep -q '"kind":"torrent_status".*"name":"a"' "$SEED_LOG"
    wait_for grep -q '"kind":"torrent_status".*"name":"b"' "$SEED_LOG"
}

@test "--max-time before anything was served ends with 9" {
    mkdir seed
    head -c 60000000 /dev/zero > seed/large
    bt-create -q -o x.torrent seed/large > /dev/null
    run -9 --separate-stderr bt-seed -j --private-net -d seed --max-time 1ms x.torrent
    assert_equal "$(jq -r 'select(.kind == "summary").reason' <<< "$output")" max_time
}
