load ../../support/common
load ../../support/servers
load ../../support/dht

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
