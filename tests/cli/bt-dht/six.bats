load ../../support/common
load ../../support/servers

# Everything in a network namespace of its own, for libtorrent believes nobody about a loopback
# address. inside COMMAND: with addresses 2001:db8::1 to ::7.
inside() {
    unshare -n bash -c '
        ip link set lo up
        for number in 1 2 3 4 5 6 7; do ip addr add "2001:db8::$number/128" dev lo nodad; done
        nodes=()
        trap "kill \${nodes[@]}" EXIT
        for number in 1 2 3 4 5; do
            more=()
            [[ $number == 1 ]] || more=(--dht-node "$(head -1 node.1)")
            bt-dht node -q --private-net --listen "[2001:db8::$number]:0" "${more[@]}" \
                > "node.$number" 2> "node.$number.errors" 3>&- &
            nodes+=($!)
            until [[ -s node.$number ]]; do sleep 0.02; done
        done
        NODE=$(head -1 node.1)
        NET=(--private-net --listen "[2001:db8::7]:0" --dht-node "$NODE")
        '"$1"
}

@test "over IPv6 items are stored and found, peers announced, nodes pinged" {
    unshare -n true 2> /dev/null || skip "this takes root"
    command -v ip > /dev/null || skip "there is no ip"
    run -0 --separate-stderr inside '
        bt-dht ping -q "${NET[@]}" "$NODE"
        target=$(bt-dht put -q "${NET[@]}" hello)
        echo "got $(bt-dht get -q "${NET[@]}" "$target")"
        bt-dht announce -q "${NET[@]}" c9e15763f722f23e98a29decdfae341b98d53056 --peer-port 4711 > /dev/null
        bt-dht peers -q "${NET[@]}" c9e15763f722f23e98a29decdfae341b98d53056'
    assert_regex "${lines[0]}" '^\[2001:db8::1\]:[0-9]+ [0-9a-f]{40} '
    assert_equal "${lines[1]}" "got hello"
    assert_equal "${lines[2]}" "[2001:db8::7]:4711"
}
