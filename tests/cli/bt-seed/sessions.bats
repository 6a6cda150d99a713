load ../../support/common
load ../../support/swarm

# host OPTION...: bt-seed of the session "s".
host() {
    start_host -S s --state-dir state "$@"
}

# stopped SIGNAL STATUS: so the host ends.
stopped() {
    local status=0
    kill "-$1" "$HOST"
    wait "$HOST" || status=$?
    assert_equal "$status" "$2"
}

ready() {
    jq -r "select(.kind == \"ready\").$1" host.jsonl
}

make_two() {
    make_tree seed/data
    mkdir -p seed
    head -c 200000 /dev/urandom > seed/other
    bt-create -q -o x.torrent seed/data > /dev/null
    bt-create -q -o y.torrent seed/other > /dev/null
}

@test "a session serves again what was added to it, without a check" {
    make_two
    host x.torrent y.torrent
    assert_equal "$(ready num_torrents)" 2
    stopped TERM 0
    host
    assert_equal "$(ready num_torrents)" 2
    refute grep -q checking_files host.jsonl
    add -d out
    same_tree seed/data out/data
    stopped TERM 0
    assert_equal "$(jq -r 'select(.kind == "summary") | "\(.reason) \(.torrents) \(.finished)"' host.jsonl)" "terminated 2 2"
}

@test "without metadata, after a kill, or with --trust full all is checked, and nothing is lost" {
    make_two
    host x.torrent y.torrent
    stopped TERM 0
    host --trust full
    assert grep -q checking_files host.jsonl
    kill -KILL "$HOST"
    wait "$HOST" || true
    host
    assert_equal "$(ready num_torrents)" 2
    stopped TERM 0
}

@test "what a client was told is done is there after a kill" {
    make_two
    export XDG_RUNTIME_DIR=$PWD
    host
    local round
    # Between an answer and the next tick there is some time; ten tries find most of it.
    for round in 1 2 3 4 5 6 7 8 9 10; do
        bt-ctl -S s --state-dir state add x.torrent -d seed > /dev/null
        bt-ctl -S s --state-dir state category "new$round" data > /dev/null
        kill -KILL "$HOST"
        wait "$HOST" || true
        host
        assert_equal "$(bt-ctl -S s --state-dir state list --fields category)" "new$round"
        bt-ctl -S s --state-dir state remove data > /dev/null
        kill -KILL "$HOST"
        wait "$HOST" || true
        host
        assert_equal "$(bt-ctl -S s --state-dir state count)" 0
    done
}

@test "a byte that changed while nobody looked is found, and fetched again" {
    make_two
    host x.torrent
    stopped TERM 0
    cp -r seed good
    printf X | dd of=seed/data/large.bin bs=1 seek=50000 conv=notrunc status=none
    bt-seed -j --private-net --no-utp -d good x.torrent > good.jsonl 2>&1 3>&- &
    ends_with_test $!
    wait_for grep -q '"kind":"ready"' good.jsonl
    host --peer "127.0.0.1:$(jq 'select(.kind == "ready").port' good.jsonl)"
    wait_for cmp -s seed/data/large.bin good/data/large.bin
    stopped TERM 0
}

@test "bt-add and bt-seed share a session, one after the other and at a time" {
    make_two
    start_seed x.torrent
    give x.torrent -q -S s --state-dir state -d got
    rm x.torrent
    host
    assert_equal "$(ready num_torrents)" 1
    run -9 bt-add --private-net -S s --state-dir state -d got --deadline 1s y.torrent
    stopped INT 0
    # What was handed over is kept.
    assert_equal "$(sqlite3 state/sessions/s/session.db 'select count(*) from torrents')" 2
}

@test "--category and --tag go into the session, and stay" {
    make_two
    host --category isos --tag a --tag b x.torrent
    stopped TERM 0
    row() { sqlite3 state/sessions/s/session.db 'select category, hex(tags) from torrents'; }
    before=$(row)
    assert_regex "$before" '^isos\|.*61.*62'
    host
    stopped TERM 0
    assert_equal "$(row)" "$before"
}

@test "--save-interval saves while it runs" {
    make_two
    # Nobody else may read the store while it is in use; a copy of it is another one.
    is_saved() {
        rm -rf copy
        cp -r state/sessions/s copy
        sqlite3 copy/session.db 'select length(resume) > 100 from torrents' 2> /dev/null | grep -q 1
    }
    host --save-interval 200ms x.torrent
    wait_for is_saved
    stopped TERM 0
    rm -rf state
    host --save-interval 1h x.torrent
    run ! is_saved
    stopped TERM 0
    is_saved
}

@test "settings of a session hold for its host, and the command line wins" {
    make_two
    host x.torrent
    stopped TERM 0
    sqlite3 state/sessions/s/session.db "insert into settings values ('listen_interfaces', '127.0.0.1:0')" 2> /dev/null ||
        skip "the settings are sealed"
    host
    assert_equal "$(ready 'endpoints | length')" 1
    stopped TERM 0
}

@test "a session waits for torrents, a list of nothing does not" {
    host
    assert_equal "$(ready num_torrents)" 0
    stopped TERM 0
    run -2 --separate-stderr bt-seed
    assert_equal "$stderr" "bt-seed: a torrent is needed (try bt-seed --help)" || assert_regex "$stderr" "torrent"
    run -2 bt-seed --trust resume x.torrent
    run -2 bt-seed --state-dir state x.torrent
    run -2 bt-seed -S a/b
}
