load ../../support/common
load ../../support/servers
load ../../support/dht

# serve ARGUMENT...: in the DHT of the nodes, with a key that points at what is served.
serve() {
    bt-seed -j "${NET[@]}" --publish ci.key --salt nightly "$@" > seed.log 2> seed.errors 3>&- &
    SEED_PID=$!
}

# published JQ: the last event of the pointer is like that.
published() {
    jq -se "map(select(.kind == \"pointer_published\")) | length > 0 and (last | $1)" seed.log > /dev/null
}

begin() {
    start_nodes 6
    wait_for all_know 6
    bt-dht keygen -q ci.key > key
    mkdir dist
    echo one > dist/version
}

stop_serving() {
    kill "$SEED_PID"
    wait "$SEED_PID" || true
}

@test "a key points at what is served, and at the next version after it" {
    begin
    serve --create dist -m v1
    wait_for published '.num_held >= 4' || fail "$(cat seed.log seed.errors)"
    assert_equal "$(jq -r 'select(.kind == "pointer_published").link' seed.log | head -1)" \
        "magnet:?xs=urn:btpk:$(cat key)&s=6e696768746c79"
    local first
    first=$(jq -r 'select(.kind == "ready").magnets[0]' seed.log)
    run -0 --separate-stderr bt-dht resolve -j "$(cat key)" --salt nightly "${NET[@]}"
    assert_equal "$(jq -r .seq <<< "$output")" 1
    [[ $first == *"$(jq -r .magnet <<< "$output")"* ]] || fail "$first, and $output"
    stop_serving
    # The same again is no new version, another is.
    serve --create dist -m v1
    wait_for published '.seq == 1' || fail "$(cat seed.log seed.errors)"
    stop_serving
    echo two > dist/version
    serve --create dist -m v1
    wait_for published '.seq == 2 and .num_held >= 4' || fail "$(cat seed.log seed.errors)"
    # Somebody who has the link alone.
    mkdir there
    run -0 --separate-stderr bt-add -q "${NET[@]}" -d there \
        "$(jq -r 'select(.kind == "pointer_published").link' seed.log | head -1)"
    assert_equal "$(cat there/dist/version)" two
}

@test "the pointer is put again where nodes have gone, and left alone once it is another's" {
    begin
    serve --create dist --publish-interval 1s
    wait_for published '.num_held >= 4' || fail "$(cat seed.log seed.errors)"
    kill_node 1
    kill_node 2
    kill_node 3
    start_nodes 4
    stays() { (($(bt-dht get -j "$(cat key)" --salt nightly "${NET[@]}" | jq .num_holders) >= 4)); }
    wait_for stays || fail "$(cat seed.log)"
    echo other > other
    bt-create -q -o other.torrent other > /dev/null
    bt-dht publish -q -k ci.key --salt nightly "${NET[@]}" other.torrent > /dev/null
    wait_for published '.newer_seq == 2' || fail "$(cat seed.log)"
    assert_regex "$(cat seed.errors)" 'points elsewhere: the DHT has sequence number 2'
    run -0 --separate-stderr bt-dht resolve -j "$(cat key)" --salt nightly "${NET[@]}"
    assert_equal "$(jq .seq <<< "$output")" 2
    # It goes on serving.
    kill -0 "$SEED_PID"
}

@test "one that hands its torrent over publishes by the node of the host" {
    begin
    bt-seed -j "${NET[@]}" -S box > host.log 2> host.errors 3>&- &
    NODE_PIDS+=($!)
    wait_for grep -q '"kind":"ready"' host.log || fail "$(cat host.log host.errors)"
    serve -S box --create dist
    wait_for published '.num_held >= 4' || fail "$(cat seed.log seed.errors)"
    run -0 --separate-stderr bt-dht resolve -q "$(cat key)" --salt nightly "${NET[@]}"
}

@test "without nodes it is said, and tried again" {
    bt-dht keygen -q ci.key > key
    mkdir dist
    echo one > dist/version
    NET=(--private-net --dht-node "127.0.0.1:$(free_port)")
    serve --create dist --publish-interval 1s
    # A look-up has 20 seconds.
    is_told() { published '.error_message != null and .seq == null'; }
    wait_for is_told || wait_for is_told || wait_for is_told || fail "$(cat seed.errors)"
    assert_regex "$(cat seed.errors)" 'not published yet: cannot use the DHT: no node answers'
    # The next look-up does not hold up its end.
    sleep 1.5
    stop_serving
    assert_equal "$(jq -rs 'last | [.kind, .exit_code] | @tsv' seed.log)" $'summary\t0'
}

@test "what cannot be published is refused before anything is served" {
    echo one > a
    echo two > b
    bt-create -q -o a.torrent a > /dev/null
    bt-create -q -o b.torrent b > /dev/null
    bt-dht keygen -q ci.key > key
    fails 2 "bt-seed: cannot publish 2 torrents: a key points at one" \
        bt-seed --private-net --publish ci.key a.torrent b.torrent
    fails 2 "bt-seed: cannot publish with --no-dht" \
        bt-seed --private-net --no-dht --publish ci.key a.torrent
    fails 2 "bt-seed: standard input cannot be the key and a torrent" \
        bt-seed --private-net --publish - - < a.torrent
    fails 2 "bt-seed: cannot publish 0 torrents: a key points at one" \
        bt-seed --private-net -S box --publish ci.key
    run -2 --separate-stderr bt-seed --private-net --salt-hex 00 a.torrent
    assert_regex "$stderr" 'needs --publish'
    run -2 --separate-stderr bt-seed --private-net --salt x a.torrent
    assert_regex "$stderr" 'needs --publish'
    chmod 644 ci.key
    run -3 --separate-stderr bt-seed --private-net --publish ci.key a.torrent
    assert_regex "$stderr" 'others may'
    run -3 --separate-stderr bt-seed --private-net --publish none.key a.torrent
    run -2 --separate-stderr bt-seed --private-net --publish "$(printf '%064d' 7)" a.torrent
    refute_regex "$stderr" 0000007
}
