load ../../support/common
load ../../support/servers
load ../../support/dht


# publish NAME: of the folder NAME, seeded from there; the one before is seeded no more. The seed's
# address is told to the follower: libtorrent takes 15 s to enter a DHT that names who is gone.
publish() {
    [[ -z ${SEED_PID:-} ]] || { kill "$SEED_PID" && wait "$SEED_PID"; } || true
    bt-create -q -f -l 16KiB -o "$1.torrent" "$1" > /dev/null
    bt-seed -j "${NET[@]}" --no-utp --port "$PORT" -d . "$1.torrent" > seed.log 2>&1 3>&- &
    SEED_PID=$!
    wait_for grep -q '"kind":"ready"' seed.log || fail "$(cat seed.log)"
    LINK=$(bt-dht publish -q -k ci.key --salt nightly "$1.torrent" "${NET[@]}")
}

# follow COUNT OPTION...: so many versions, in the background.
follow() {
    bt-add -j --follow --follow-count "$1" --follow-interval 200ms "${NET[@]}" --no-utp \
        --peer "127.0.0.1:$PORT" "${@:2}" \
        "$LINK" > follower 2> follower.errors 3>&- &
    FOLLOWER=$!
}

# rounds COUNT: so many are over.
rounds() {
    [[ $(grep -c '"kind":"summary"' follower) -ge $1 ]]
}

make_first() {
    PORT=$(free_port)
    start_nodes 5
    wait_for all_know 5
    bt-dht keygen -q ci.key > key
    mkdir app-1
    head -c 400000 /dev/urandom > app-1/large
    echo one > app-1/version
    publish app-1
}

# next NAME: a version in a folder of another name; its large file is the one of app-1.
next() {
    mkdir "$1"
    cp app-1/large "$1/"
    echo "version $1" > "$1/version"
    publish "$1"
}

came() {
    jq -s "map(select(.kind == \"summary\"))[$1].total_payload_download" follower
}

@test "a version whose folder has another name shares its files" {
    make_first
    follow 2 -d got
    wait_for rounds 1 || fail "$(cat follower follower.errors)"
    next app-2
    wait "$FOLLOWER" || fail "$(cat follower.errors)"
    diff -r app-1 got/app-1
    diff -r app-2 got/app-2
    assert [ "$(came 1)" -le 16384 ]
    assert_equal "$(jq -cs 'map(select(.kind == "file_reused").from)' follower)" '["got/app-1/large"]'
}

@test "--keep-versions: a folder for each, a link to the newest, and no more than so many" {
    make_first
    cat > hook << 'HOOK'
#!/bin/sh
cat > /dev/null
readlink got/current >> hooked
HOOK
    chmod +x hook
    follow 3 -d got --keep-versions 2 -X "$PWD/hook"
    wait_for rounds 1 || fail "$(cat follower follower.errors)"
    assert_equal "$(readlink got/current)" 1
    diff -r app-1 got/current/app-1
    next app-2
    wait_for rounds 2 || fail "$(cat follower follower.errors)"
    assert_equal "$(readlink got/current)" 2
    diff -r app-1 got/1/app-1
    diff -r app-2 got/current/app-2
    assert [ "$(came 1)" -le 16384 ]
    # Rolled back by who publishes: what is here need not come.
    publish app-1
    wait "$FOLLOWER" || fail "$(cat follower.errors)"
    diff -r app-1 got/current/app-1
    assert_equal "$(came 2)" 0
    assert_equal "$(cd got && echo *)" "2 3 current"
    # The link leads to the new one when the hook runs.
    assert_equal "$(xargs < hooked)" "1 2 3"
    assert_equal "$(< got/.bt-versions)" $'2 complete\n3 complete'
    # Another run finds it all there.
    run -0 bt-add -j --follow --follow-count 1 "${NET[@]}" -d got --keep-versions 1 "$LINK"
    assert_equal "$(jq -s 'map(select(.kind == "summary"))[0].total_payload_download' <<< "$output")" 0
    assert_equal "$(cd got && echo *)" "3 current"
}

@test "--keep-versions: a version that does not come leaves the link where it is" {
    make_first
    follow 2 -d got --keep-versions 1 -W 2s
    wait_for rounds 1 || fail "$(cat follower follower.errors)"
    mkdir app-2
    echo two > app-2/version
    bt-create -q -o app-2.torrent app-2 > /dev/null
    bt-dht publish -q -k ci.key --salt nightly app-2.torrent "${NET[@]}" > pointer
    local status=0
    wait "$FOLLOWER" || status=$?
    assert_equal "$status" 9
    assert_equal "$(readlink got/current)" 1
    diff -r app-1 got/current/app-1
    assert_equal "$(< got/.bt-versions)" $'1 complete\n2 begun'
}

@test "--keep-versions: what is somebody else's stays" {
    make_first
    mkdir -p got/1 taken/current
    echo mine > got/1/file
    run bt-add -q --follow --follow-count 1 "${NET[@]}" -d got --keep-versions 1 "$LINK"
    assert_equal "$status" 14
    assert_output "bt-add: cannot save a version in got/1: it is there, and not of an earlier run"
    assert_equal "$(cat got/1/file)" mine
    fails 14 "bt-add: cannot keep versions in taken: 'current' is there and no symbolic link" \
        bt-add -q --follow "${NET[@]}" -d taken --keep-versions 1 "$LINK"
    echo 'no list' > taken/.bt-versions
    rmdir taken/current
    fails 4 "bt-add: cannot read the list of versions taken/.bt-versions: a line is not a number and its state" \
        bt-add -q --follow "${NET[@]}" -d taken --keep-versions 1 "$LINK"
    fails 2 "bt-add: --keep-versions is for the link of one key and nothing else" \
        bt-add -q --follow "${NET[@]}" --keep-versions 1 "$LINK" app-1.torrent
}
