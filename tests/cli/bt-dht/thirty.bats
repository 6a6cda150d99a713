load ../../support/common
load ../../support/servers
load ../../support/dht

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
    bt-dht keep -q --once item "${NET[@]}" --min-nodes 4
    bt-dht get -j --all --salt s "$(< key)" "${NET[@]}" | jq -r .endpoint > holders
    local held each killed=0
    for each in "${!NODES[@]}"; do
        ((each > 0 && killed < 4)) || continue
        grep -qF "${NODES[$each]}" holders || continue
        kill_node "$each"
        killed=$((killed + 1))
    done
    bt-dht keep -q --once item "${NET[@]}" --min-nodes 4
    held=$(bt-dht get --all --salt s "$(< key)" "${NET[@]}" | grep -c ' 3 three')
    ((held >= 4)) || fail "$held nodes have it"
}
