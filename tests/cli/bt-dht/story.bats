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
    local follower=$!
    wait_for grep -q '"kind":"summary"' follower || fail "$(cat follower follower.errors)"
    diff -r dist fetched/dist
    # The next version differs in a few bytes.
    kill "$SEED_PID"
    wait "$SEED_PID" || true
    echo two > dist/version
    publish_and_seed
    local status=0
    wait "$follower" || status=$?
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

# both_kinds_hold KEY: another item is among nodes of both kinds; where it lies is chance.
both_kinds_hold() {
    local salt=$RANDOM
    bt-dht put -q -k k --salt $salt x "${NET[@]}" > stored 2> stored.errors || return 1
    bt-dht get -j --all --salt $salt "$1" "${NET[@]}" | jq -r .endpoint | sort > holders
    comm -12 holders ours | grep -q . && comm -23 holders ours | grep -q .
}

@test "thirty nodes, ours and npm's: what one kind stores, the other has" {
    start_nodes 15
    start_strangers 15
    wait_for all_know 8
    bt-dht keygen -q k > key
    run -0 --separate-stderr bt-dht put -j -k k --salt s one "${NET[@]}"
    (($(jq .num_held <<< "$output") >= 6)) || fail "$output"
    assert_equal "$(bt-dht get --salt s "$(< key)" "${NET[@]}")" one
    bt-dht put -q -k k --salt s two "${NET[@]}" > /dev/null
    run -0 --separate-stderr bt-dht get -j --salt s "$(< key)" "${NET[@]}"
    assert_equal "$(jq -r '.value, .seq' <<< "$output" | paste -sd' ')" "two 2"
    # Some of each kind have items, which lie here and there.
    printf '%s\n' "${NODES[@]}" | sort > ours
    wait_for both_kinds_hold "$(< key)" || fail "$(cat ours holders)"
    run -12 --separate-stderr bt-dht put -k k --salt s --cas 1 three "${NET[@]}"
    assert_regex "$stderr" "the DHT has sequence number 2"
    head -c 996 /dev/zero | bt-dht put -q --immutable - "${NET[@]}" > target
    assert_equal "$(bt-dht get "$(< target)" "${NET[@]}" | wc -c)" 996
    head -c 997 /dev/zero > large
    run -4 --separate-stderr bt-dht put --immutable - "${NET[@]}" < large
    assert_regex "$stderr" "1001 bytes"
    # A few of ours are killed; keep brings the item back to as many as before.
    bt-dht sign -k k --salt s --seq 3 three -o item
    bt-dht keep -q --once item "${NET[@]}" --min-nodes 6
    bt-dht get -j --all --salt s "$(< key)" "${NET[@]}" | jq -r .endpoint > holders
    local held each killed=0
    for each in "${!NODES[@]}"; do
        ((each > 0 && killed < 4)) || continue
        grep -qF "${NODES[$each]}" holders || continue
        kill_node "$each"
        killed=$((killed + 1))
    done
    bt-dht keep -q --once item "${NET[@]}" --min-nodes 6
    held=$(bt-dht get --all --salt s "$(< key)" "${NET[@]}" | grep -c ' 3 three')
    ((held >= 6)) || fail "$held nodes have it"
}
