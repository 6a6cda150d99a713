load ../../support/common
load ../../support/servers
load ../../support/dht

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

