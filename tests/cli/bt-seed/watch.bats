load ../../support/common
load ../../support/swarm

# event KIND NAME: there is one of that torrent.
event() {
    jq -e --arg kind "$1" --arg name "$2" -n 'first(inputs | select(.kind == $kind and .name == $name))' host.jsonl > /dev/null 2>&1
}

make_two() {
    mkdir in
    make_tree seed/data
    head -c 200000 /dev/urandom > seed/other
    bt-create -q -o x.torrent seed/data > /dev/null
    bt-create -q -o y.torrent seed/other > /dev/null
}

@test "what is in the folder is served, what comes is, and what goes is not" {
    make_two
    cp x.torrent in/
    start_host --watch in
    event torrent_checked data
    cp y.torrent in/
    wait_for event torrent_checked other
    give y.torrent -q -d out > /dev/null
    cmp seed/other out/other
    rm in/x.torrent
    wait_for event torrent_removed data
    run -9 --separate-stderr env BT_ADD_DEADLINE=2s bt-add --private-net --peer "$SEED" -d none x.torrent
    assert [ -e seed/data/large.bin ]
    kill "$HOST"
    wait "$HOST"
}

@test "what is written in several goes is taken when it is whole" {
    make_two
    start_host --watch in
    {
        head -c 100 x.torrent
        cp y.torrent in/
        wait_for event torrent_checked other
        tail -c +101 x.torrent
    } > in/slow.torrent
    wait_for event torrent_checked data
    assert_equal "$(< host.errors)" ""
    kill "$HOST"
    wait "$HOST"
}

@test "a file that is no torrent is told of and left, and the rest goes on" {
    make_two
    echo garbage > in/bad.torrent
    start_host --watch in
    assert_equal "$(< host.errors)" "bt-seed: cannot read torrent $PWD/in/bad.torrent: no bencoded value at byte 0"
    cp y.torrent in/
    wait_for event torrent_checked other
    assert [ -e in/bad.torrent ]
    cp x.torrent in/bad.torrent
    wait_for event torrent_checked data
    kill "$HOST"
    wait "$HOST"
}

@test "a magnet link is fetched, and then served" {
    make_two
    start_seed y.torrent
    bt-info --magnet y.torrent > in/y.magnet
    start_host --watch in=got --peer "$SEED"
    wait_for event torrent_finished other
    cmp seed/other got/other
    kill "$HOST"
    wait "$HOST"
}

@test "each folder has its own data and category, and --watch-move clears it" {
    make_two
    mkdir two elsewhere
    mv seed/other elsewhere/
    cp x.torrent in/
    cp y.torrent two/
    start_host -S s --state-dir state --watch in --watch "two=elsewhere=isos" --watch-move
    assert_equal "$(jq 'select(.kind == "ready").num_torrents' host.jsonl)" 2
    assert [ ! -e in/x.torrent ]
    assert [ -e in/added/x.torrent ]
    assert [ -e two/added/y.torrent ]
    kill "$HOST"
    wait "$HOST"
    assert_equal "$(sqlite3 state/sessions/s/session.db 'select name, category from torrents order by name')" $'data|\nother|isos'
    # What went while nobody looked is gone, what stayed is there again.
    rm two/added/y.torrent
    start_host -S s --state-dir state --watch in --watch "two=elsewhere=isos" --watch-move
    assert_equal "$(jq 'select(.kind == "ready").num_torrents' host.jsonl)" 1
    kill "$HOST"
    wait "$HOST"
    assert_equal "$(sqlite3 state/sessions/s/session.db 'select name from torrents')" data
}

@test "a file that was moved, or is written again as it was, is the torrent that it was" {
    make_two
    cp x.torrent in/
    start_host --watch in --watch-move
    cp y.torrent in/
    wait_for event torrent_checked other
    cp x.torrent in/added/x.torrent
    kill -HUP "$HOST"
    cp y.torrent in/last.torrent
    wait_for grep -q 'cannot add torrent other' host.errors
    run ! event torrent_removed data
    assert_equal "$(jq -r 'select(.kind == "torrent_added").name | values' host.jsonl | sort | tr '\n' ' ')" "data other "
    kill "$HOST"
    wait "$HOST"
}

@test "SIGHUP looks again, and ends nothing" {
    make_two
    start_host --watch in
    kill -HUP "$HOST"
    cp x.torrent in/
    wait_for event torrent_checked data
    kill -TERM "$HOST"
    wait "$HOST"
    # Without a folder or a session it is what a terminal sends that is closed.
    start_seed x.torrent
    local status=0
    kill -HUP "$SEED_PID"
    wait "$SEED_PID" || status=$?
    assert_equal "$(jq -r 'select(.kind == "summary").reason' "$SEED_LOG")" hung_up
}

@test "a folder that is not there is an error" {
    fails 4 "bt-seed: cannot watch folder $PWD/nowhere: No such file or directory" bt-seed --watch "$PWD/nowhere"
}
