load ../../support/common
load ../../support/servers
load ../../support/dht


@test "CI publishes, and elsewhere a follower fetches what changed" {
    start_nodes 6
    wait_for all_know 6
    bt-dht keygen -q ci.key > key
    mkdir -p dist
    head -c 400000 /dev/urandom > dist/large
    echo one > dist/version
    publish_and_seed
    cat > hook << 'HOOK'
#!/bin/sh
cat >> "$HOOK_LOG"
HOOK
    chmod +x hook
    HOOK_LOG=$PWD/hooked bt-add -j --follow --follow-count 2 --follow-interval 200ms -d fetched \
        -X "$PWD/hook" "${NET[@]}" --no-utp "$LINK" > follower 2> follower.errors 3>&- &
    FOLLOWER=$!
    wait_for grep -q '"kind":"summary"' follower || fail "$(cat follower follower.errors)"
    diff -r dist fetched/dist
    # The next version differs in a few bytes.
    kill "$SEED_PID"
    wait "$SEED_PID" || true
    echo two > dist/version
    publish_and_seed
    local status=0
    wait "$FOLLOWER" || status=$?
    assert_equal "$status" 0
    diff -r dist fetched/dist
    assert_equal "$(jq -cs 'map(select(.kind == "dht_pointer").seq)' follower)" "[1,2]"
    assert_equal "$(jq -s length hooked)" 2
    # Of 25 pieces one has another byte; the others stay.
    local came
    came=$(jq -s 'map(select(.kind == "summary"))[1].total_payload_download' follower)
    ((came > 0 && came <= 2 * 16384)) || fail "$came bytes came"
}

publish_and_seed() {
    bt-create -q -f -m v1 -l 16KiB -o build.torrent dist > /dev/null
    bt-seed -j "${NET[@]}" --no-utp -d . build.torrent > seed.log 2>&1 3>&- &
    SEED_PID=$!
    wait_for grep -q '"kind":"ready"' seed.log || fail "$(cat seed.log)"
    LINK=$(bt-dht publish -q -k ci.key --salt nightly build.torrent "${NET[@]}")
}

listens() {
    find "/proc/$1/fd" -lname 'socket:*' 2> /dev/null | grep -q .
}

@test "a signal ends the search for what a link points at" {
    local nobody searching status=0
    nobody=127.0.0.1:$(free_port)
    bt-add -j --private-net --dht-node "$nobody" "magnet:?xs=urn:btpk:$(printf '%064d' 1)" > out 3>&- &
    searching=$!
    wait_for listens "$searching"
    kill -TERM "$searching"
    wait "$searching" || status=$?
    assert_equal "$status" 143
    assert_equal "$(jq -r .kind out)" summary
}

@test "bt-add takes a link once, and says why it cannot" {
    start_nodes 5
    wait_for all_know 5
    bt-dht keygen -q ci.key > key
    mkdir dist
    echo one > dist/version
    publish_and_seed
    run -0 --separate-stderr bt-add -q "${NET[@]}" --no-utp -d fetched "$LINK"
    diff -r dist fetched/dist
    run -8 --separate-stderr bt-add -q "${NET[@]}" "magnet:?xs=urn:btpk:$(< key)"
    assert_regex "$stderr" "cannot follow magnet:\?xs=urn:btpk:$(< key): no node has such an item"
    fails 2 "bt-add: cannot follow the link of a key with --no-dht" bt-add -q --private-net --no-dht "$LINK"
    fails 2 "bt-add: cannot follow: no input is the link of a key
bt-add: hint: bt-dht publish prints it: magnet:?xs=urn:btpk:KEY" bt-add -q --private-net --follow build.torrent
    run -10 --separate-stderr bt-add -q --private-net "$LINK"
}
