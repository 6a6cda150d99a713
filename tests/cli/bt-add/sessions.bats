load ../../support/common
load ../../support/swarm

# row COLUMN: of the torrent in the session X below state.
row() {
    sqlite3 "file:${2:-state}/sessions/X/session.db?mode=ro" "select $1 from torrents"
}

key() {
    bt-info -j x.torrent | jq -r .info_hash_v1
}

# A large file that comes slowly into the session in the background; some of it is there.
start_slow() {
    start_add slow -S X --state-dir state -d out --peer "$SEED" -L 1M --progress-interval 200ms "$@"
    wait_for bash -c "jq -e 'select(.kind == \"torrent_status\" and .total_done > 1000000)' slow.jsonl > some 2> /dev/null; test -s some"
}

in_session() {
    BT_ADD_DEADLINE=20s bt-add --private-net --peer "$SEED" -S X --state-dir state "$@"
}

needs_sqlite() {
    command -v sqlite3 > /dev/null || skip "sqlite3 is not installed"
}

@test "-S keeps torrents in the named session below --state-dir" {
    needs_sqlite
    start_swarm
    run -0 in_session -d out x.torrent
    # It may be asked for from anywhere.
    assert_output "$PWD/out/data"
    same_tree seed/data out/data
    assert_equal "$(row "key || ' ' || name || ' ' || (completed_time > 0)")" "$(key) data 1"
    assert_equal "$(stat -c %a state/sessions/X state/sessions/X/session.db | tr '\n' ' ')" "700 600 "
    # What is in a session leaves nothing beside the data.
    run find out -name '.bt-*'
    assert_output ""
}

@test "without --state-dir it is in XDG_STATE_HOME or in HOME" {
    needs_sqlite
    start_swarm
    add -q --session X -d out
    assert_equal "$(row name .local/state/bt-tools)" data
    XDG_STATE_HOME=$PWD/other add -q --session X -d out
    assert_equal "$(row name other/bt-tools)" data
}

@test "--category and --tag are kept, and told to a hook" {
    needs_sqlite
    start_swarm
    printf '#!/bin/sh\ncat > %s/told\n' "$PWD" > hook
    chmod +x hook
    in_session -q -d out --category films --tag one --tag 'two words' -X "$PWD/hook" x.torrent
    assert_equal "$(row category)" films
    assert_regex "$(row 'cast(tags as text)')" 'one.*two words'
    assert_equal "$(jq -c '[.session, .category, .tags]' told)" '["X","films",["one","two words"]]'
    # Another run without them leaves them.
    in_session -q -d out x.torrent
    assert_equal "$(row category)" films
    run -2 bt-add --category a x.torrent
    run -2 bt-add --tag a x.torrent
    run -2 bt-add --state-dir a x.torrent
}

@test "-S without an input goes on with what is not complete" {
    start_large_swarm 6M -l 64K
    start_slow x.torrent
    kill "$ADD_PID"
    wait "$ADD_PID" || true
    had=$(jq 'select(.kind == "summary").total_payload_download' slow.jsonl)
    assert [ "$had" -gt 1000000 ]
    rm x.torrent
    run -0 --separate-stderr in_session -j
    assert_equal "$(of torrents)" 1
    assert [ $((had + $(of total_payload_download))) -lt $((6291456 + 10 * 65536)) ]
    cmp out/large seed/large
    # And then nothing is left to do.
    run -0 --separate-stderr in_session -j
    assert_equal "$(of torrents)" 0
}

@test "a magnet link whose metadata never came is gone on with" {
    needs_sqlite
    start_swarm
    run -8 --separate-stderr bt-add --private-net -S X --state-dir state -d out --metadata-timeout 1s "$(bt-info --magnet x.torrent)"
    assert_equal "$(row 'length(torrent_file)')" 0
    run -0 --separate-stderr in_session -d out
    same_tree seed/data out/data
}

@test "a download that was killed goes on from what --save-interval saved" {
    start_large_swarm 4M -l 64K
    start_slow --save-interval 300ms x.torrent
    sleep 1
    kill -KILL "$ADD_PID"
    wait "$ADD_PID" || true
    run -0 --separate-stderr in_session -j
    assert [ "$(of total_payload_download)" -lt 3600000 ]
    cmp out/large seed/large
}

@test "a session that another process has ends with 15, if there is nothing to hand over" {
    start_large_swarm 4M
    start_slow x.torrent
    run -15 --separate-stderr in_session
    assert_equal "${stderr%%$'\n'*}" "bt-add: cannot open session X: process $ADD_PID is using it"
    run -15 --separate-stderr in_session -j
    assert_equal "$(of exit_code)" 15
    # Another session of another name is free.
    run -0 bt-add --private-net --peer "$SEED" -W 20s -S Y --state-dir state -d elsewhere x.torrent
}

@test "a session keeps where its data lies" {
    start_swarm
    in_session -q -d out x.torrent
    rm out/data/large.bin
    in_session -q x.torrent
    same_tree seed/data out/data
    assert [ ! -e data ]
}

@test "what was left out in a session comes when all is asked for" {
    start_swarm
    in_session -q -d out -F '*.txt' x.torrent
    in_session -q x.torrent
    same_tree seed/data out/data
}

@test "a name that is none is a usage error" {
    make_tree data
    bt-create -q -o x.torrent data
    for name in ../x .x 'a b'; do
        run -2 --separate-stderr bt-add --private-net --state-dir state -S "$name" x.torrent
        assert [ ! -e state ]
    done
}

@test "an empty name is none either" {
    make_tree data
    bt-create -q -o x.torrent data
    run -2 --separate-stderr bt-add --private-net --state-dir state -S '' x.torrent
}

@test "settings that the session has hold, and --set is before them" {
    needs_sqlite
    start_swarm
    in_session -q -d out x.torrent
    sqlite3 state/sessions/X/session.db "insert into settings values ('enable_outgoing_tcp', 'false')"
    run -9 in_session -W 2s -d other x.torrent
    in_session -q -d other --set enable_outgoing_tcp=true x.torrent
    same_tree seed/data other/data
}
