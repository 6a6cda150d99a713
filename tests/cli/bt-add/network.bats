load ../../support/common
load ../../support/swarm

endpoint() {
    jq -r 'select(.kind == "listen_succeeded" and .socket_type == "tcp").endpoint'
}

listens() {
    bt-add -j -W 1s --no-dht --no-lsd --no-upnp --no-natpmp "$@" x.torrent 2> /dev/null | endpoint
}

torrent_alone() {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
}

@test "--listen, -P and -I say where it listens" {
    torrent_alone
    port=$(free_port)
    assert_equal "$(listens --listen "127.0.0.1:$port")" "127.0.0.1:$port"
    assert_equal "$(listens --listen "127.0.0.1:$port,127.0.0.2:$port" | sort)" "$(printf '127.0.0.1:%s\n127.0.0.2:%s' "$port" "$port")"
    run -0 listens -P "$port"
    assert_line "127.0.0.1:$port"
    assert [ "${#lines[@]}" -gt 1 ]
    run -0 listens -I 127.0.0.1 --port "$port"
    assert_output "127.0.0.1:$port"
    run -0 listens --private-net
    assert_output --regexp '^127\.0\.0\.1:[0-9]+$'
}

@test "a port that is taken ends with 10" {
    start_swarm
    run -10 --separate-stderr bt-add --private-net --listen "$SEED" x.torrent
    run -10 --separate-stderr bt-add --private-net -P "${SEED#*:}" x.torrent
}

@test "-I is what connections leave from" {
    torrent_alone
    start_seed x.torrent --events peer_connected
    run -0 --separate-stderr add -j -d out --interface 127.0.0.3
    assert_equal "$(jq -r 'select(.kind == "peer_connected").endpoint' "$SEED_LOG" | head -1 | cut -d: -f1)" 127.0.0.3
}

@test "--port-filter meets no peer at these ports" {
    start_swarm
    local port=${SEED#*:}
    run -9 add -W 2s -d out --port-filter "$port"
    run -9 add -W 2s -d out --port-filter "1-9,$((port - 1))-$((port + 1))"
    run -9 add -W 2s -d out --port-filter 1 --port-filter "$port"
    add -q -d out --port-filter 1-1023
    same_tree seed/data out/data
    run -2 bt-add --port-filter 9-1 x.torrent
}

@test "--no-pex is of the torrent" {
    torrent_alone
    for pair in --no-pex:true --no-utp:false; do
        run -0 bash -c "bt-add -j -W 1s --progress-interval 200ms --listen 127.0.0.1:0 --no-lsd --no-dht --no-upnp --no-natpmp ${pair%:*} x.torrent 2> /dev/null |
            jq -r 'select(.kind == \"torrent_status\").flags.disable_pex' | head -1"
        assert_output "${pair#*:}"
    done
}

# asked OPTION...: what a bt-add in a network of its own asks: lsd, upnp, natpmp, names for the DHT.
asked() {
    unshare -n sh -c '
        ip link set lo up
        ip link add v0 type veth peer name v1 && ip addr add 10.9.9.1/24 dev v0
        ip link set v0 up && ip link set v1 up && ip route add default via 10.9.9.254
        exec strace -f -e trace=sendto,sendmsg,sendmmsg,connect -o trace "$@"' sh \
        bt-add -W 1500ms -P 0 "$@" x.torrent > /dev/null 2>&1 || true
    grep -oE 'htons\((6771|1900|5351|53)\)' trace | sort -u |
        sed 's/.*(6771)/lsd/; s/.*(1900)/upnp/; s/.*(5351)/natpmp/; s/.*(53)/dht/' | sort | tr '\n' ' '
}

@test "--no-lsd, --no-upnp, --no-natpmp, --no-dht and --private-net ask nobody there" {
    command -v strace > /dev/null || skip "strace is not installed"
    unshare -n ip link add v0 type veth peer name v1 2> /dev/null || skip "there can be no network of our own"
    torrent_alone
    assert_equal "$(asked --no-dht)" "lsd natpmp upnp "
    assert_equal "$(asked --no-dht --no-lsd)" "natpmp upnp "
    assert_equal "$(asked --no-dht --no-upnp)" "lsd natpmp "
    assert_equal "$(asked --no-dht --no-natpmp)" "lsd upnp "
    assert_equal "$(asked --private-net)" ""
    [[ $(asked) == *lsd*natpmp*upnp* ]]
}

# gives STATUS OPTION...: how an add ends whose peer gives by uTP alone, with these.
gives() {
    start_add giver -d seed --seed --set enable_incoming_tcp=false "${@:2}" x.torrent
    seed_is giver.jsonl
    run "-$1" --separate-stderr add -W 3s --set enable_outgoing_utp=true --set enable_outgoing_tcp=false -d out
}

@test "--no-utp takes no uTP from a peer" {
    torrent_alone
    gives 9 --no-utp
    gives 0
    same_tree seed/data out/data
}

@test "--dht-node enters the DHT there, and finds who announced to it" {
    torrent_alone
    printf 'other\n' > seed/other
    bt-create -q -o other.torrent seed/other
    start_seed other.torrent
    node=$SEED
    start_seed x.torrent --dht-node "$node"
    bt-add -q --private-net -W 20s -d out --dht-node "$node" x.torrent
    same_tree seed/data out/data
    run -9 bt-add -q --private-net -W 4s -d other x.torrent
    run -9 bt-add -q --private-net -W 4s -d other --dht-node "$node" --no-dht x.torrent
    run -2 bt-add --dht-node nowhere x.torrent
}
