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

@test "all that nodes have is printed, and what is too old is not taken" {
    start_nodes 5
    wait_for all_know 5
    bt-dht keygen -q k > key
    bt-dht put -q -k k one "${NET[@]}" > /dev/null
    run -0 --separate-stderr bt-dht get --all "$(< key)" "${NET[@]}"
    assert_equal "$(cut -d' ' -f2- <<< "$output" | sort | uniq -c | xargs)" "5 1 one"
    run -0 --separate-stderr bt-dht get -j --all "$(< key)" "${NET[@]}"
    assert_equal "$(jq -r .endpoint <<< "$output" | sort)" "$(printf '%s\n' "${NODES[@]}" | sort)"
    run -0 --separate-stderr bt-dht get -j "$(< key)" "${NET[@]}"
    assert_equal "$(jq -c '[.num_holders, .num_nodes]' <<< "$output")" "[5,5]"
    run -8 --separate-stderr bt-dht get --min-seq 2 "$(< key)" "${NET[@]}"
    assert_regex "$stderr" "from sequence number 2 on; the newest is 1"
    bt-dht get --min-seq 2 --wait --interval 100ms "$(< key)" "${NET[@]}" > waited 3>&- &
    local waiting=$!
    bt-dht put -q -k k two "${NET[@]}" > /dev/null
    wait "$waiting"
    assert_equal "$(< waited)" two
    run -9 --separate-stderr bt-dht get --min-seq 9 --wait --interval 100ms --max-time 500ms "$(< key)" "${NET[@]}"
}

@test "a value of any kind goes in and comes out, an item without its key, too" {
    start_nodes 5
    wait_for all_know 5
    local where
    where=$(bt-dht put -q --value-format json '{"b":[1,2],"a":"x"}' "${NET[@]}")
    assert_equal "$(bt-dht get --value-format json "$where" "${NET[@]}" | jq -cS .)" '{"a":"x","b":[1,2]}'
    assert_equal "$(bt-dht get --value-format bencode "$where" "${NET[@]}")" d1:a1:x1:bli1ei2eee
    bt-dht keygen -q k > key
    bt-dht sign -k k --salt s --seq 7 offline -o item
    run -0 --separate-stderr bt-dht put -j --item item "${NET[@]}"
    assert_equal "$(jq -c '[.seq, .salt, .num_held]' <<< "$output")" '[7,"s",5]'
    assert_equal "$(bt-dht get --salt s "$(< key)" "${NET[@]}")" offline
    # What was changed in it is not sent to anybody.
    sed 's/offline/0ffline/' item > bad
    run -6 --separate-stderr bt-dht put --item bad "${NET[@]}"
    fails 2 "bt-dht: cannot use --key, --salt, --seq or --cas with --item: the item has all it needs" \
        bt-dht put --item item --seq 8 "${NET[@]}"
    fails 2 "bt-dht: cannot put nothing: a value or --item says what" bt-dht put "${NET[@]}"
    # A number that was there with another value is in the way.
    bt-dht sign -k k --salt s --seq 7 other -o other
    run -12 --separate-stderr bt-dht put --item other "${NET[@]}"
    assert_regex "$stderr" "the DHT has sequence number 7"
}

@test "a key points at a torrent, and whoever follows it is told of the next" {
    start_nodes 5
    wait_for all_know 5
    mkdir d
    echo one > d/file
    bt-create -q -m v1 -o v1.torrent d > /dev/null
    bt-create -q -m v2 -o v2.torrent d > /dev/null
    bt-dht keygen -q k > key
    local link
    link=$(bt-dht publish -q -k k --salt nightly v1.torrent "${NET[@]}")
    assert_equal "$link" "magnet:?xs=urn:btpk:$(< key)&s=$(printf nightly | od -An -tx1 | tr -d ' ')"
    assert_equal "$(bt-dht resolve "$link" "${NET[@]}")" \
        "magnet:?xt=urn:btih:$(bt-info -j v1.torrent | jq -r .info_hash_v1)"
    assert_equal "$(bt-dht resolve "$(< key)" --salt nightly "${NET[@]}")" "$(bt-dht resolve "$link" "${NET[@]}")"
    # Published again, it is the same item.
    run -0 --separate-stderr bt-dht publish -j -k k --salt nightly v1.torrent "${NET[@]}"
    assert_equal "$(jq -c '[.kind, .seq, .num_held]' <<< "$output")" '["dht_pointer",1,5]'
    bt-dht follow -j --count 2 --interval 100ms "$link" "${NET[@]}" > followed 3>&- &
    local following=$!
    wait_for grep -q dht_pointer followed
    bt-dht publish -q -k k --salt nightly v2.torrent "${NET[@]}" > /dev/null
    wait "$following"
    local v2
    v2=$(bt-info -j v2.torrent | jq -r .info_hash_v2)
    assert_equal "$(jq -cs 'map([.kind, .seq // .reason, .info_hash_v2])' followed)" \
        "[[\"dht_pointer\",1,null],[\"dht_pointer\",2,\"$v2\"],[\"summary\",\"ok\",null]]"
    assert_equal "$(bt-dht resolve "$link" "${NET[@]}")" "magnet:?xt=urn:btmh:1220$v2"
}

@test "what is no pointer is refused, and a link that is none, too" {
    start_nodes 4
    wait_for all_know 4
    bt-dht keygen -q k > key
    run -8 --separate-stderr bt-dht resolve "$(< key)" "${NET[@]}"
    bt-dht put -q -k k text "${NET[@]}" > /dev/null
    fails 4 "bt-dht: cannot use magnet:?xs=urn:btpk:$(< key): what is there points at no torrent" \
        bt-dht resolve "$(< key)" "${NET[@]}"
    run -2 --separate-stderr bt-dht resolve "magnet:?xt=urn:btih:$hash" "${NET[@]}"
    assert_regex "$stderr" "neither a public key nor a link of one"
}

@test "items are kept: stored again where too few nodes have them" {
    start_nodes 8
    wait_for all_know 8
    mkdir items
    bt-dht keygen -q k > key
    bt-dht sign -k k --seq 1 kept -o items/one
    bt-dht sign --immutable still -o items/two
    run -0 --separate-stderr bt-dht keep --once items "${NET[@]}"
    assert_line "items/one: 0 nodes had it, stored on 8"
    assert_line "items/two: 0 nodes had it, stored on 8"
    run -0 --separate-stderr bt-dht keep -j --once items/one "${NET[@]}"
    assert_equal "$(jq -c '[.kind, .num_held, .num_success]' <<< "$output")" '["dht_kept",8,0]'
    # Six of those that have it go, others come.
    local each
    for each in 2 3 4 5 6 7; do kill_node $each; done
    start_nodes 6
    wait_for all_know 8
    run -0 --separate-stderr bt-dht keep -j --once items/one "${NET[@]}" --min-nodes 6
    assert_equal "$(jq -c '[.num_held, .num_success >= 6]' <<< "$output")" '[2,true]'
    # One that the key replaced is not brought back.
    bt-dht put -q -k k newer "${NET[@]}" > /dev/null
    run -12 --separate-stderr bt-dht keep --once items/one "${NET[@]}"
    assert_output "items/one: the DHT has sequence number 2 by now"
    echo garbage > items/bad
    run -13 --separate-stderr bt-dht keep --once items "${NET[@]}"
    assert_regex "$stderr" "cannot read item items/bad"
}
