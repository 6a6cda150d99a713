# A DHT of its own on 127.0.0.1, gone with the test. Load it after common and servers.

NODE_PIDS=()

# start_nodes COUNT: so many more nodes, each told of the first; leaves their addresses in NODES and
# how to reach them in NET.
start_nodes() {
    local count out more=()
    for ((count = 0; count < $1; ++count)); do
        ((${#NODES[@]} == 0)) || more=(--dht-node "${NODES[0]}")
        out=node.${#NODE_PIDS[@]}
        bt-dht node -q --private-net "${more[@]}" > "$out" 2> "$out.errors" 3>&- &
        NODE_PIDS+=($!)
        ((${#NODES[@]} > 0)) || first_node "$out"
    done
    for ((count = ${#NODES[@]}; count < ${#NODE_PIDS[@]}; ++count)); do
        wait_for test -s "node.$count" || fail "no node: $(cat "node.$count.errors")"
        NODES+=("$(head -1 "node.$count")")
    done
    # shellcheck disable=SC2034 # for tests
    NET=(--private-net --dht-node "${NODES[0]}")
}

first_node() {
    wait_for test -s "$1" || fail "no node: $(cat "$1.errors")"
    NODES=("$(head -1 "$1")")
}

# start_strangers COUNT: the same of npm's bittorrent-dht.
start_strangers() {
    local npm=${XDG_CACHE_HOME:-$REAL_HOME/.cache}/bt-tools/npm/node_modules
    command -v node > /dev/null && [[ -d $npm/bittorrent-dht ]] \
        || skip "there is no bittorrent-dht in $npm"
    NODE_PATH=$npm node "$BT_SOURCE/tests/support/dht_nodes.cjs" "$1" "${NODES[0]}" > strangers 2> strangers.errors 3>&- &
    NODE_PIDS+=($!)
    wait_for grep -q ready strangers || fail "no strangers: $(cat strangers.errors)"
}

# all_know COUNT: so many nodes are found by a look-up.
all_know() {
    (($(bt-dht nodes -q "${NET[@]}" 2> /dev/null | wc -l) >= $1))
}

# kill_node NUMBER: it is gone at once.
kill_node() {
    kill -KILL "${NODE_PIDS[$1]}"
    wait "${NODE_PIDS[$1]}" 2> /dev/null || true
    unset "NODE_PIDS[$1]"
}

teardown() {
    local pid
    for pid in "${NODE_PIDS[@]}" ${SEED_PID:-} ${FOLLOWER:-}; do
        kill "$pid" 2> /dev/null || true
    done
}
