#!/usr/bin/env bats
# The DHT of a session, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

# start_dht: two sessions that know each other, at a.sock, which $SOCKET is, and b.sock.
start_dht() {
    local each
    for each in a b; do
        bt-seed -j --private-net --listen 127.0.0.1:0 --control "$each.sock" > "$each.jsonl" 2> "$each.errors" 3>&- &
        ends_with_test $!
        steer "$each.sock"
        wait_for rpc ping > /dev/null 2>&1 || fail "no session: $(cat "$each.errors")"
    done
    steer a.sock
    A=$(rpc ping | jq .port) B=$(at b.sock ping | jq .port)
    rpc dht_add_node "{\"host\":\"127.0.0.1\",\"port\":$B}"
    at b.sock dht_add_node "{\"host\":\"127.0.0.1\",\"port\":$A}"
    is '.nodes > 0' dht_state
    steer b.sock
    is '.nodes > 0' dht_state
    steer a.sock
}
H=c9e15763f722f23e98a29decdfae341b98d53056

@test "dht: two sessions that know each other are nodes" {
    start_dht
    run rpc dht_state '{"saved_nodes":true}'
    jq -e '.kind == "dht_state" and .running and (.dht_nodes | length) == 1' <<< "$output"
    jq -e ".saved_nodes | index(\"127.0.0.1:$B\") != null" <<< "$output"
    assert_equal "$(rpc dht_state | jq 'has("saved_nodes")')" false
    refuses invalid_params dht_add_node '{"host":"","port":1}'
    refuses invalid_params dht_add_node '{"host":"x","port":0}'
}

@test "dht: who announces is found by another" {
    start_dht
    rpc dht_announce "{\"info_hash\":\"$H\",\"port\":4711}"
    found() { at b.sock dht_get_peers "{\"info_hash\":\"${H^^}\",\"timeout\":1}" | jq -e '.done and .num_peers == 1 and .peers == ["127.0.0.1:4711"]'; }
    wait_for found
    run rpc dht_get_peers '{"info_hash":"0000000000000000000000000000000000000000","timeout":0}'
    assert_output '{"done": true, "num_peers": 0, "peers": []}'
    refuses invalid_params dht_announce '{"info_hash":"5f2c"}'
    refuses invalid_params dht_get_peers '{"info_hash":"5f2c"}'
}

@test "dht: what one session puts, the other gets" {
    start_dht
    run rpc dht_put_immutable '{"value":"hello"}'
    jq -e '.num_success > 0' <<< "$output"
    local target key
    target=$(jq -r .target <<< "$output")
    assert_equal "$target" "$(printf 5:hello | sha1sum | cut -d' ' -f1)"
    run at b.sock dht_get_immutable "{\"target\":\"$target\"}"
    assert_equal "$(jq -c '[.kind, .value, .value_base64]' <<< "$output")" '["dht_item","hello","NTpoZWxsbw=="]'
    run rpc dht_put_immutable '{"value_base64":"bGkxZWkyZWU="}'
    target=$(jq -r .target <<< "$output")
    assert_equal "$(at b.sock dht_get_immutable "{\"target\":\"$target\"}" | jq -r .value)" li1ei2ee

    run rpc dht_keypair '{"seed":"0000000000000000000000000000000000000000000000000000000000000000"}'
    key=$(jq -r .public_key <<< "$output")
    assert_equal "$key" 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29
    local secret
    secret=$(jq -r .secret_key <<< "$output")
    run rpc dht_put_mutable "{\"secret_key\":\"$secret\",\"value\":\"one\",\"salt\":\"s\"}"
    assert_equal "$(jq -c '[.public_key, .seq, .num_success > 0]' <<< "$output")" "[\"$key\",1,true]"
    jq -r .seed <<< "$(rpc dht_keypair)" > key.hex
    run rpc dht_put_mutable "{\"key_file\":\"$PWD/key.hex\",\"value\":\"of a file\",\"seq\":7}"
    local other
    other=$(jq -r .public_key <<< "$output")
    assert_equal "$(at b.sock dht_get_mutable "{\"public_key\":\"$other\"}" | jq -c '[.value, .seq]')" '["of a file",7]'
    run rpc dht_put_mutable "{\"secret_key\":\"$secret\",\"value\":\"two\",\"salt\":\"s\",\"public_key\":\"$key\"}"
    assert_equal "$(jq .seq <<< "$output")" 2
    run at b.sock dht_get_mutable "{\"public_key\":\"${key^^}\",\"salt\":\"s\"}"
    assert_equal "$(jq -c '[.value, .seq, .salt, .public_key]' <<< "$output")" "[\"two\",2,\"s\",\"$key\"]"
    refuses not_found dht_get_mutable "{\"public_key\":\"$key\"}"
    refuses not_found dht_get_immutable "{\"target\":\"$H\"}"
}

@test "dht: no error tells a secret key" {
    start_dht
    local secret=deadbeef each
    for each in "\"seed\":\"$secret\"" "\"secret_key\":\"$secret\"" "\"secret_key\":[\"$secret\"]" \
        "\"seed\":\"$(printf "$secret%.0s" {1..8})\",\"public_key\":\"$(printf '00%.0s' {1..32})\"" \
        "\"seed\":\"$(printf "$secret%.0s" {1..8})\",\"secret_key\":\"$(printf "$secret%.0s" {1..16})\"" \
        "\"seed\":\"$(printf "$secret%.0s" {1..8})\",\"salt\":\"$(printf 'x%.0s' {1..65})\""; do
        refuses invalid_params dht_put_mutable "{$each,\"value\":\"x\"}"
        refute [ "$stderr" != "${stderr/"$secret"/}" ]
        run rpc last_error
        refute_output --partial "$secret"
    done
    # Digits of a seed and a public key, or of nothing.
    refuses config dht_put_mutable "{\"secret_key\":\"$(printf "$secret%.0s" {1..16})\",\"value\":\"x\"}"
    refute [ "$stderr" != "${stderr/"$secret"/}" ]
    echo "$secret" > key.hex
    refuses config dht_put_mutable "{\"key_file\":\"$PWD/key.hex\",\"value\":\"x\"}"
    refute [ "$stderr" != "${stderr/"$secret"/}" ]
    refuses bad_input dht_put_mutable '{"key_file":"/dev/zero","value":"x"}'
    refuses bad_input dht_put_immutable "{\"value\":\"$(printf 'x%.0s' {1..1000})\"}"
    refuses invalid_params dht_put_immutable '{"value_base64":"eA=="}'
    refuses invalid_params dht_put_immutable '{}'
}

@test "dht: our nodes and those of others can be asked" {
    start_dht
    local id
    id=$(rpc dht_state | jq -r '.dht_nodes[0].node_id')
    # A node is live once it has been asked itself.
    lives() { rpc dht_live_nodes "{\"node_id\":\"$id\"}" | jq -e ".nodes | any(endswith(\"@127.0.0.1:$B\"))"; }
    wait_for lives
    at b.sock dht_announce "{\"info_hash\":\"$H\",\"port\":4711}"
    sampled() { rpc dht_sample_infohashes "{\"endpoint\":\"127.0.0.1:$A\",\"target\":\"$H\"}" | jq -e ".samples == [\"$H\"]"; }
    wait_for sampled
    assert_equal "$(rpc dht_live_nodes "{\"node_id\":\"$H\"}" | jq -c .nodes)" '[]'
    refuses timed_out dht_sample_infohashes "{\"endpoint\":\"127.0.0.1:1\",\"target\":\"$H\",\"timeout\":0.3}"
    refuses invalid_params dht_sample_infohashes "{\"endpoint\":\"127.0.0.1\",\"target\":\"$H\"}"
}

@test "dht: a saved state is where another session goes on" {
    start_dht
    local state
    state=$(rpc dht_save_state | jq -r .state_base64)
    bt-seed -j --private-net --listen 127.0.0.1:0 --control c.sock > c.jsonl 2> c.errors 3>&- &
    ends_with_test $!
    steer c.sock
    wait_for rpc ping > /dev/null 2>&1
    assert_equal "$(rpc dht_state | jq .nodes)" 0
    rpc dht_load_state "{\"state_base64\":\"$state\"}"
    is '.nodes > 0' dht_state
    base64 -d <<< "$state" > nodes
    rpc dht_load_state "{\"path\":\"$PWD/nodes\"}"
    is '.nodes > 0' dht_state
    refuses bad_input dht_load_state '{"state_base64":"eA=="}'
    refuses invalid_params dht_load_state '{"state_base64":"?"}'
    refuses invalid_params dht_load_state '{}'
    refuses bad_input dht_load_state '{"path":"/none"}'
}

@test "dht: what needs it says when it is off" {
    bt-seed -j --private-net --no-dht --control off.sock > off.jsonl 2>&1 3>&- &
    ends_with_test $!
    steer off.sock
    wait_for rpc ping > /dev/null 2>&1
    assert_equal "$(rpc dht_state | jq .running)" false
    refuses network dht_get_peers "{\"info_hash\":\"$H\"}"
    refuses network dht_announce "{\"info_hash\":\"$H\"}"
    refuses network dht_put_immutable '{"value":"x"}'
    refuses network dht_get_immutable "{\"target\":\"$H\"}"
    refuses network dht_live_nodes "{\"node_id\":\"$H\"}"
}

@test "dht: a query goes to a node as it is" {
    start_dht
    local query
    query=$(printf 'd1:ade1:q4:pinge' | base64)
    run rpc dht_direct_request "{\"endpoint\":\"127.0.0.1:$B\",\"query_base64\":\"$query\"}"
    assert_regex "$(jq -r .response_base64 <<< "$output" | base64 -d | tr -c '[:print:]' .)" \
        '^d2:ip6:.*1:rd2:id20:.*1:y1:re$'
    run rpc dht_direct_request "{\"endpoint\":\"127.0.0.1:$(free_port)\",\"query_base64\":\"$query\"}"
    assert_output '{}'
    # What libtorrent would stumble over does not reach it.
    local bad
    for bad in 4:ping le d1:qi1ee de d1:ai1e1:q4:pinge d1:ale1:q4:pinge d1:ade1:ai1e1:q4:pinge d1:ad4:wanti1ee1:q4:pinge; do
        refuses invalid_params dht_direct_request \
            "{\"endpoint\":\"127.0.0.1:$B\",\"query_base64\":\"$(printf %s "$bad" | base64)\"}"
    done
    refuses invalid_params dht_direct_request "{\"endpoint\":\"127.0.0.1:0\",\"query_base64\":\"$query\"}"
    refuses invalid_params dht_direct_request "{\"endpoint\":\"x:1\",\"query_base64\":\"$query\"}"
    refuses invalid_params dht_direct_request "{\"endpoint\":\"127.0.0.1:$B\",\"query_base64\":\"*\"}"
    assert_equal "$(rpc ping | jq .port)" "$A"
}
