load ../../support/common
load ../../support/servers
load ../../support/dht

hash=c9e15763f722f23e98a29decdfae341b98d53056

# serve OPTION...: a session.
serve() {
    bt-seed -j "$@" > seed.log 2> seed.errors 3>&- &
    SEED_PID=$!
}

stop_serving() {
    kill "$SEED_PID"
    wait "$SEED_PID" || true
}

# A session in the DHT of the nodes, which is asked instead of a node of our own.
start_session() {
    start_nodes 5
    wait_for all_know 5
    serve "${NET[@]}" -S box
    wait_for knows_nodes || fail "$(cat seed.log seed.errors)"
}

knows_nodes() {
    (($(bt-ctl -S box dht state -j 2> /dev/null | jq .nodes) >= 4))
}

@test "every verb works by the node of a session" {
    start_session
    bt-dht keygen -q ci.key > key
    run -0 --separate-stderr bt-dht put -j -S box -k ci.key --salt s one
    assert_equal "$(jq -c '[.seq, .num_held >= 4]' <<< "$output")" '[1,true]'
    run -0 --separate-stderr bt-dht get -q --salt s "$(cat key)" "${NET[@]}"
    assert_output one
    run -0 --separate-stderr bt-dht get -j -S box --all --salt s "$(cat key)"
    assert_equal "$(jq -s 'map(.value) | unique | .[]' <<< "$output")" '"one"'
    run -12 --separate-stderr bt-dht put -S box -k ci.key --salt s --cas 5 two
    run -8 --separate-stderr bt-dht get -S box "$(cat key)"
    bt-dht announce -q -S box --peer-port 4711 $hash > /dev/null
    run -0 --separate-stderr bt-dht peers -q -S box $hash
    assert_output 127.0.0.1:4711
    run -0 --separate-stderr bt-dht ping -j -S box "${NODES[2]}"
    assert_equal "$(jq -r .endpoint <<< "$output")" "${NODES[2]}"
    # That node is the session's: others see its port.
    assert_equal "$(jq -r .our_endpoint <<< "$output")" \
        "127.0.0.1:$(jq -r 'select(.kind == "ready").port' seed.log)"
    (($(bt-dht nodes -q -S box | wc -l) >= 5)) || fail "few nodes"
    bt-dht sign -q -k ci.key --seq 7 -o item later
    run -0 --separate-stderr bt-dht keep --once -S box item
    assert_regex "$output" 'stored on [5-8]'
}

@test "stats are those of the session, or of a node of our own" {
    start_session
    run -0 --separate-stderr bt-dht stats -j -S box
    assert_equal "$(jq -c '[.kind, .running, .nodes >= 4, (.dht_nodes[0].routing_table | length) > 0]' <<< "$output")" \
        '["dht_state",true,true,true]'
    assert_equal "$(jq -r '.dht_nodes[0].local_endpoint' <<< "$output")" \
        "127.0.0.1:$(jq -r 'select(.kind == "ready").port' seed.log)"
    run -0 --separate-stderr bt-dht stats -j "${NET[@]}"
    assert_equal "$(jq -c '[.kind, .running, .nodes > 0, .messages_in > 0]' <<< "$output")" \
        '["dht_state",true,true,true]'
    run -10 --separate-stderr bt-dht stats --private-net --dht-node "127.0.0.1:$(free_port)" -W 1s
    assert_equal "$stderr" "bt-dht: cannot use the DHT: no node answers"
}

@test "what is configured for a node of our own does not matter to -S" {
    printf '[bt-dht.get]\ndht-node = ["127.0.0.1:1"]\n' > config.toml
    fails 8 "bt-dht: cannot reach session none: it is not running
bt-dht: hint: bt-ctl sessions lists those that are" bt-dht --config config.toml get -S none "$(printf %040d 0)"
    run -10 bt-dht --config config.toml get -W 1s --private-net "$(printf %040d 0)"
    run -2 bt-dht --config none get -S none --dht-node 127.0.0.1:1 "$(printf %040d 0)"
}

@test "a session that does not run, or is not in the DHT, is no way in" {
    fails 8 "bt-dht: cannot reach session none: it is not running
bt-dht: hint: bt-ctl sessions lists those that are" bt-dht get -S none $hash
    fails 8 "bt-dht: cannot reach $PWD/no.sock: it is not running
bt-dht: hint: bt-ctl sessions lists those that are" bt-dht get --socket "$PWD/no.sock" $hash
    serve --private-net --no-dht --control "$PWD/off.sock"
    wait_for grep -q '"kind":"ready"' seed.log || fail "$(cat seed.log seed.errors)"
    fails 10 "bt-dht: cannot use the DHT of $PWD/off.sock: it is off" \
        bt-dht get --socket "$PWD/off.sock" $hash
    run -2 --separate-stderr bt-dht get -S box --dht-node 127.0.0.1:1 $hash
    assert_regex "$stderr" 'do not go together'
    run -2 --separate-stderr bt-dht get -S box --state nodes $hash
    assert_regex "$stderr" 'do not go together'
}

@test "a session that is stopped and started again is found again" {
    start_session
    bt-dht keygen -q ci.key > key
    bt-dht get -j -S box --wait --interval 300ms "$(cat key)" > got 2> got.errors 3>&- &
    local getter=$! status=0
    wait_for session_asked
    stop_serving
    serve "${NET[@]}" -S box
    wait_for knows_nodes || fail "$(cat seed.log seed.errors)"
    bt-dht put -q -k ci.key here "${NET[@]}" > /dev/null
    wait "$getter" || status=$?
    assert_equal "$status" 0
    assert_equal "$(jq -r .value got)" here
}

# The first look-up is over, and found nothing.
session_asked() {
    (($(bt-ctl -S box dht state -j | jq .messages_out) > 20))
}

hold() {
    kill "-$1" "$SEED_PID"
}

@test "a session that keeps silent is not waited for for ever" {
    start_session
    hold STOP
    run -10 --separate-stderr timeout 6 bt-dht get -S box -W 1s $hash
    hold CONT
    assert_regex "$stderr" 'does not answer'
}
