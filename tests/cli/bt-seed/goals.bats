load ../../support/common
load ../../support/swarm

# Goals of one torrent of 320 KiB, seed/large, in 20 pieces.
make_one() {
    mkdir -p seed
    head -c 320K /dev/urandom > seed/large
    bt-create -q -l 16K -o x.torrent seed/large > /dev/null
}

# start_goal OPTION...: a seed of it with these.
start_goal() {
    [[ -e x.torrent ]] || make_one
    start_seed x.torrent "$@"
}

# goes_on: it has looked at its goals twice more, and has not ended.
goes_on() {
    local told
    told=$(grep -c torrent_status "$SEED_LOG" || true)
    wait_for more_than "$((told + 1))"
    run ! grep '"kind":"summary"' "$SEED_LOG"
}
more_than() {
    [[ $(grep -c torrent_status "$SEED_LOG") -gt $1 ]]
}

# values GOAL: all that were told.
values() {
    jq -c "select(.kind == \"goal_progress\" and .goal == \"$1\").value" "$SEED_LOG"
}

# stays NAME OPTION...: a bt-add that has it all, or fetches it, and stays connected to the seed.
stays() {
    start_add "$1" --seed --set close_redundant_connections=false --peer "$SEED" "${@:2}" x.torrent
}

@test "--until-peers 2 ends it with 0 right after the second downloader completed" {
    start_goal --until-peers 2 --max-time 60s --progress-interval 100ms
    add -q -d one
    wait_for grep -q '"goal":"peers","target":2,"value":1,"reached":false' "$SEED_LOG"
    goes_on
    add -q -d two
    ended 0 peers
    cmp seed/large one/large
    cmp seed/large two/large
    assert_equal "$(values peers | tail -2)" $'1\n2'
    assert_equal "$(jq 'select(.kind == "summary") | .duration < 20' "$SEED_LOG")" true
}

@test "--until-peers 2 with one downloader ends with 9" {
    start_goal --until-peers 2 --max-time 3s
    add -q -d one
    ended 9 max_time
    assert_equal "$(values peers | tail -1)" 1
}

@test "a downloader that stops before the end has not completed" {
    start_goal --until-peers 1 --max-time 20s --progress-interval 100ms -L :50K
    run -9 add -W 2s -d part
    assert [ -e part/large ]
    goes_on
    assert_equal "$(values peers)" 0
}

@test "one that fetches a part has not completed, and has when it came for the rest" {
    mkdir -p seed/two
    head -c 100K /dev/urandom > seed/two/a
    head -c 100K /dev/urandom > seed/two/b
    bt-create -q -l 16K -o x.torrent seed/two > /dev/null
    start_goal --until-peers 1 --max-time 20s --progress-interval 100ms
    add -q -d out -F a
    goes_on
    assert_equal "$(values peers)" 0
    add -q -d out
    ended 0 peers
}

@test "a downloader that is a seed when it comes has completed" {
    start_goal --until-peers 1 --max-time 20s
    stays one -d seed
    ended 0 peers
}

@test "--ratio is so many times the size, of what was sent" {
    start_goal --ratio 2 --max-time 20s --progress-interval 100ms
    add -q -d one
    wait_for grep -q '"goal":"ratio","target":2,"value":1,' "$SEED_LOG"
    goes_on
    add -q -d two
    ended 0 ratio
    cmp seed/large two/large
    start_goal -r 0.9 --max-time 20s
    add -q -d three || true
    ended 0 ratio
}

@test "--until-uploaded is so many bytes" {
    start_goal --until-uploaded 640K --max-time 20s --progress-interval 100ms
    add -q -d one
    wait_for grep -q '"goal":"uploaded","target":655360,"value":327680,' "$SEED_LOG"
    goes_on
    add -q -d two
    ended 0 uploaded
    assert_equal "$(jq 'select(.kind == "summary").total_payload_upload' "$SEED_LOG")" 655360
}

@test "--until-seeds is how many others have it and are there" {
    start_goal --until-seeds 2 --max-time 20s --progress-interval 100ms
    # One that goes is no seed.
    add -q -d none
    stays one -d one
    wait_for grep -q '"goal":"seeds","target":2,"value":1,' "$SEED_LOG"
    goes_on
    stays two -d two
    ended 0 seeds
}

@test "--until-copies is how often the rarest piece is there" {
    mkdir -p seed/two
    head -c 100K /dev/urandom > seed/two/a
    head -c 100K /dev/urandom > seed/two/b
    bt-create -q -l 16K -o x.torrent seed/two > /dev/null
    start_goal --until-copies 1 --max-time 20s --progress-interval 100ms
    # Two that have the same half are no copy.
    stays one -d one -F a
    stays two -d two -F a
    wait_for grep -q '"goal":"copies","target":1,"value":0.5,' "$SEED_LOG"
    goes_on
    stays three -d three -F b
    ended 0 copies
}

@test "--idle is so long without a byte that was sent" {
    start_goal --idle 1s --max-time 20s
    ended 0 idle
    assert_equal "$(jq 'select(.kind == "summary") | .duration >= 1 and .duration < 5' "$SEED_LOG")" true
    assert_equal "$(values idle | wc -l)" 1
    # It is not while it sends, however slowly.
    start_goal --idle 3s --max-time 20s -L :80K
    add -q -d out
    ended 0 idle
    assert_equal "$(jq 'select(.kind == "summary") | .total_payload_upload == 327680 and .duration > 6' "$SEED_LOG")" true
}

@test "a goal that is none is a usage error" {
    make_one
    for words in '-r x' '-r -1' '--until-uploaded x' '--until-uploaded -1' '--until-peers 0' '--until-peers x' \
        '--until-seeds 0' '--until-copies 0.5' '--idle x' '--max-time x' '--until-peers 99999999999'; do
        run -2 --separate-stderr bt-seed $words x.torrent
        assert_output ""
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}
