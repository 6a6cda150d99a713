load ../../support/common
load ../../support/servers
load ../../support/dht

hash=c9e15763f722f23e98a29decdfae341b98d53056

@test "who announces is counted and found" {
    start_nodes 6
    wait_for all_know 6
    run -0 --separate-stderr bt-dht announce -j $hash --peer-port 5555 "${NET[@]}"
    assert_equal "$(jq -r '.kind, .info_hash, .port' <<< "$output" | paste -sd' ')" "dht_announced $hash 5555"
    (($(jq .num_success <<< "$output") >= 4)) || fail "$output"
    run -0 --separate-stderr bt-dht peers -q $hash "${NET[@]}"
    assert_output 127.0.0.1:5555
    run -0 --separate-stderr bt-dht peers -j $hash "${NET[@]}"
    assert_equal "$(jq -c '[.kind, .peers, .num_peers, .seeds, .downloaders]' <<< "$output")" \
        '["dht_swarm",["127.0.0.1:5555"],1,0,1]'
    bt-dht announce -q $hash --peer-port 5555 --seed "${NET[@]}" > /dev/null
    run -0 --separate-stderr bt-dht scrape "${NET[@]}" "magnet:?xt=urn:btih:$hash"
    assert_regex "$output" '^seeds 1, downloaders 0, peers 1 '
}

@test "a torrent that nobody announced ends with 8, a DHT without nodes with 10" {
    start_nodes 2
    run -8 --separate-stderr bt-dht peers $hash "${NET[@]}"
    assert_output ""
    assert_regex "$stderr" "no node knows a peer of $hash"
    fails 10 "bt-dht: cannot enter the DHT: no node of it is known
bt-dht: hint: --dht-node HOST:PORT names one" bt-dht peers $hash --private-net
    local nobody
    nobody=127.0.0.1:$(free_port)
    run -10 --separate-stderr bt-dht peers $hash --private-net --dht-node "$nobody" -W 1s
    assert_regex "$stderr" "no node answers"
}

@test "an announcement that too few nodes take ends with 12" {
    start_nodes 1
    run -12 --separate-stderr bt-dht announce $hash "${NET[@]}"
    assert_regex "$stderr" "announced on 1 nodes, fewer than 4"
    run -0 --separate-stderr bt-dht announce $hash "${NET[@]}" --min-nodes 1
    assert_output "$hash on 1 nodes"
}

@test "nodes say who they are, and those that do not answer end with 9" {
    start_nodes 3
    run -0 --separate-stderr bt-dht ping -j "${NODES[1]}" --private-net
    assert_equal "$(jq -r '.kind, .endpoint, .is_id_valid' <<< "$output" | paste -sd' ')" "dht_node ${NODES[1]} true"
    assert_regex "$(jq -r .version <<< "$output")" '^LT 2\.0\.'
    assert_equal "$(jq -r '.our_endpoint[:10]' <<< "$output")" "127.0.0.1:"
    local nobody
    nobody=127.0.0.1:$(free_port)
    run -9 --separate-stderr bt-dht ping "$nobody" --private-net
    assert_equal "$stderr" "bt-dht: cannot ping $nobody: it does not answer"
    run -13 --separate-stderr bt-dht ping "$nobody" "${NODES[0]}" --private-net
    assert_regex "$output" "^${NODES[0]} [0-9a-f]{40} [0-9.]+ ms LT 2"
}

@test "the nodes nearest to a target are printed, the nearest first" {
    start_nodes 6
    wait_for all_know 6
    bt-dht nodes -j "${NET[@]}" "$hash" | jq -r .node_id > ids
    assert_equal "$(wc -l < ids)" 6
    python3 -c 'import sys
ids = [int(line, 16) ^ int(sys.argv[1], 16) for line in open("ids")]
assert ids == sorted(ids), ids' $hash
}

@test "samples are info-hashes that nodes know" {
    start_nodes 4
    wait_for all_know 4
    bt-dht announce -q $hash "${NET[@]}" > /dev/null
    run -0 --separate-stderr bt-dht sample "${NODES[2]}" --private-net
    assert_output $hash
    run -0 --separate-stderr bt-dht sample -j "${NET[@]}"
    assert_equal "$(jq -r '.samples[]' <<< "$output" | sort -u)" $hash
    assert_equal "$(jq -r .num_infohashes <<< "$output" | sort -u)" 1
}

@test "nodes of an earlier run are the way into the next" {
    start_nodes 5
    wait_for all_know 5
    bt-dht put -q hello "${NET[@]}" --state nodes > target
    assert_equal "$(wc -l < nodes)" 5
    assert_regex "$(head -1 nodes)" '^127\.0\.0\.1:[0-9]+ [0-9a-f]{40} [0-9]+$'
    assert_equal "$(stat -c %a nodes)" 600
    # The node that was named is gone; those that it led to are there.
    kill_node 0
    run -0 --separate-stderr bt-dht get "$(< target)" --private-net --state nodes
    assert_output hello
    # Garbage is no nodes, and old ones are none any more.
    printf 'garbage\n127.0.0.1:1 %040d 1000000\n' 0 > old
    run -10 --separate-stderr bt-dht get "$(< target)" --private-net --state old
    # Nothing is kept of a closed network that was not asked for.
    [[ ! -e .cache/bt-tools/dht-nodes ]]
}

@test "a node starts from the nodes it knew before" {
    start_nodes 3
    wait_for all_know 3
    bt-dht node -q "${NET[@]}" --state known > again 2> again.errors 3>&- &
    NODE_PIDS+=($!)
    wait_for grep -q "^${NODES[2]} " known || fail "$(cat again.errors known)"
    kill_node 3
    # Nobody names one to it.
    bt-dht node -j --private-net --state known > again 2> again.errors 3>&- &
    NODE_PIDS+=($!)
    wait_for grep -q dht_bootstrap again || fail "$(cat again again.errors)"
    run -0 --separate-stderr bt-dht nodes -q --private-net \
        --dht-node "$(jq -r 'select(.kind == "ready").endpoints[0]' again)"
    assert_equal "$(wc -l <<< "$output")" 4
}
