# A download of three files from one seed, again and again. Load it after servers and faults.

# swarm SIZE: one of them has this size, and several pieces; FETCH is the command without an input.
swarm() {
    mkdir -p data/below
    head -c "$1" /dev/zero | tr '\0' x > data/below/large.bin
    printf 'small\n' > data/small.txt
    : > data/empty
    bt-create -q -l 16K -o x.torrent data
    seed_here x.torrent
    FETCH=(bt-add -q "${PEER[@]}" -d out)
}

# A download that is stopped, in order, when the first of its many pieces is there.
stopped_swarm() {
    swarm 500000
    # shellcheck disable=SC2016 # it is for the other shell
    printf 'mkdir stopped 2> /dev/null && kill -INT "$PPID"\n' > stop.sh
    STOPPED=("${FETCH[@]}" -L 100K -X 'sh stop.sh' --exec-on piece_finished x.torrent)
}

# The same, kept in a session.
session_swarm() {
    swarm 50000
    FETCH+=(-S one --state-dir out/state)
}

fresh() { rm -rf out stopped; }

# Every byte is there, and nothing else but what a test of sessions keeps beside it.
assert_complete() {
    diff -r data out/data
    assert_equal "$(whole_files out | grep -v '^state/')" "$(cd data && whole_files . | sed 's:^:data/:')"
}

# The session opens after all of it, knows the torrent, and needs nobody for it.
assert_session_whole() {
    local summary
    summary=$(bt-add -j --private-net -S one --state-dir out/state x.torrent | tail -1)
    assert_equal "$(jq -c '[.exit_code, .finished]' <<< "$summary")" '[0,1]'
    assert_complete
}

assert_resumes() {
    run -0 --separate-stderr "${FETCH[@]}" x.torrent
    assert_equal "$stderr" ""
    assert_complete
}
