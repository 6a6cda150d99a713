load ../../support/common
load ../../support/servers
load ../../support/dht

hash=c9e15763f722f23e98a29decdfae341b98d53056

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
