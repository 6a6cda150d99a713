load ../../support/common

rfc_seed=d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842
rfc_public=19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1

# start_node: sets node and node_pid, once the node listens.
start_node() {
    bt-dht node --private-net "$@" > node.out 2> node.err &
    node_pid=$!
    for _ in $(seq 200); do
        [[ ! -s node.out ]] || break
        sleep 0.05
    done
    node=$(head -1 node.out)
}

teardown() {
    [[ -z ${node_pid-} ]] || kill "$node_pid" 2> /dev/null || true
}

@test "keygen writes a key for its owner alone, and openssl reads it" {
    run -0 --separate-stderr bt-dht keygen k
    assert_equal "$(stat -c %a k)" 600
    local theirs
    theirs=$(openssl pkey -in k -pubout -outform DER | tail -c 32 | od -An -tx1 | tr -d ' \n')
    assert_equal "$output" "$theirs"
    assert_equal "$(bt-dht pubkey -k k)" "$theirs"
}

@test "keygen tells its key as JSON" {
    run -0 --separate-stderr bt-dht keygen -j k
    assert_equal "$(jq -r '.kind, .path' <<< "$output" | paste -sd' ')" "dht_key k"
    assert_equal "$(jq -r .public_key <<< "$output")" "$(bt-dht pubkey -k k)"
}

@test "a key comes from a file, a descriptor, standard input or the variable" {
    printf '%s\n' $rfc_seed > k
    chmod 600 k
    assert_equal "$(bt-dht pubkey -k k)" $rfc_public
    assert_equal "$(bt-dht pubkey -k fd:5 5< k)" $rfc_public
    assert_equal "$(bt-dht pubkey -k - < k)" $rfc_public
    assert_equal "$(BT_DHT_KEY=$rfc_seed bt-dht pubkey)" $rfc_public
    openssl genpkey -algorithm ed25519 -out p
    assert_equal "$(BT_DHT_KEY=$(< p) bt-dht pubkey)" "$(bt-dht pubkey -k p 2> /dev/null)"
}

@test "a key given with --key wins over the variable" {
    bt-dht keygen k > /dev/null
    assert_equal "$(BT_DHT_KEY=$rfc_seed bt-dht pubkey -k k)" "$(bt-dht pubkey -k k)"
}

@test "a node says where it listens, and ends with 0 when told to stop" {
    start_node
    assert_regex "$node" '^127\.0\.0\.1:[0-9]+$'
    kill -TERM "$node_pid"
    local ended=0
    wait "$node_pid" || ended=$?
    assert_equal $ended 0
}

@test "a node tells ready first and a summary last as JSON" {
    run -0 --separate-stderr bt-dht node -j --private-net --max-time 1s
    assert_equal "$(jq -rs 'first.kind + " " + last.kind + " " + last.reason' <<< "$output")" \
        "ready summary max_time"
}

@test "a node says how it is doing after SIGUSR1" {
    start_node
    kill -USR1 "$node_pid"
    for _ in $(seq 100); do
        [[ ! -s node.err ]] || break
        sleep 0.05
    done
    assert_regex "$(< node.err)" "nodes known"
}

@test "a port that is taken ends a node with 10, and no other is used" {
    start_node
    fails 10 "bt-dht: cannot listen on $node: Address already in use" \
        bt-dht node --private-net --port "${node#*:}" --max-time 5s
}

@test "an item goes in and comes out as the same bytes" {
    start_node
    printf 'a\0b\xff\n' > value
    local where
    where=$(bt-dht put -q - --private-net --dht-node "$node" --min-nodes 1 < value)
    assert_equal "$where" "$({ printf 5:; cat value; } | sha1sum | cut -c1-40)"
    bt-dht get "$where" --private-net --dht-node "$node" > got
    cmp value got
}

@test "a mutable item has the next sequence number, and JSON tells all of it" {
    start_node
    bt-dht keygen k > /dev/null
    local net=(--private-net --dht-node "$node" --min-nodes 1)
    assert_equal "$(bt-dht put -q one -k k "${net[@]}")" "$(bt-dht pubkey -k k)"
    run -0 --separate-stderr bt-dht put -j two -k k "${net[@]}"
    assert_equal "$(jq -r '.seq, .num_success' <<< "$output" | paste -sd' ')" "2 1"
    run -0 --separate-stderr bt-dht get -j "$(bt-dht pubkey -k k)" "${net[@]:0:3}"
    assert_equal "$(jq -r '.kind, .seq, .value, .value_base64' <<< "$output" | paste -sd' ')" \
        "dht_item 2 two $(printf 3:two | base64)"
}

@test "an item on fewer nodes than asked for ends with 12 and still says where it is" {
    start_node
    run -12 --separate-stderr bt-dht put x --private-net --dht-node "$node"
    assert_equal "$output" "$(printf 1:x | sha1sum | cut -c1-40)"
    assert_regex "$stderr" "stored on 1 node, fewer than 4"
}

@test "an item that nobody has ends with 8" {
    start_node
    run -8 --separate-stderr bt-dht get e5f96f6f38320f0f33959cb4d3d656452117aadb \
        --private-net --dht-node "$node"
    assert_output ""
}

@test "a node that is still starting is waited for" {
    start_node
    local late=$node
    kill "$node_pid"
    wait "$node_pid" || true
    { sleep 1; exec bt-dht node --private-net --port "${late#*:}" --max-time 15s; } > late.out 2>&1 &
    node_pid=$!
    run -8 bt-dht get e5f96f6f38320f0f33959cb4d3d656452117aadb --private-net --dht-node "$late"
}
