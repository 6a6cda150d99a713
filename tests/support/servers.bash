# Servers for bats files, on 127.0.0.1 and gone with the test. Load it after common.

# A web server of the current folder with Range; leaves its URL in WEB.
start_web() {
    unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
    python3 "$BT_SOURCE/tests/support/range_server.py" "$PWD" "$PWD/web.port" 3>&- &
    WEB_PID=$!
    wait_for test -s web.port
    WEB=http://127.0.0.1:$(< web.port)
}

# start_tracker TORRENT...: opentracker for these alone, over HTTP and UDP; leaves its port in
# TRACKER_PORT, which may be chosen before. Debian's chroots, becomes nobody and wants a list.
start_tracker() {
    [[ $(id -u) -eq 0 ]] || skip "opentracker needs root for its chroot"
    command -v opentracker > /dev/null || skip "there is no opentracker"
    unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
    mkdir tracker
    : > tracker/wl
    (($#)) && bt-info -j "$@" | jq -r '.info_hash_v1, .info_hash_v2 | values | .[:40]' > tracker/wl
    chmod 755 "$BATS_TEST_TMPDIR" tracker
    opentracker -i 127.0.0.1 -p "$TRACKER_PORT" -P "$TRACKER_PORT" -d "$PWD/tracker" -w wl > tracker.log 2>&1 3>&- &
    TRACKER_PID=$!
    wait_for bash -c ": > /dev/tcp/127.0.0.1/$TRACKER_PORT" 2> /dev/null
}

# seed_here TORRENT: bt-seed of the data here, for others on this machine; leaves its address in
# SEED and how to reach it alone in PEER.
seed_here() {
    bt-seed -j --private-net --no-utp --no-dht --listen 127.0.0.1:0 "$1" > seed.log 2>&1 3>&- &
    SEED_PID=$!
    wait_for grep -q '"kind":"ready"' seed.log
    SEED=$(jq -r 'select(.kind == "listen_succeeded" and .socket_type == "tcp").endpoint' seed.log)
    PEER=(--private-net --no-utp --no-dht --listen 127.0.0.1:0 --peer "$SEED")
}

# A port that nobody listens on.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_for() {
    local tries
    for ((tries = 0; tries < 200; ++tries)); do
        "$@" && return 0
        sleep 0.05
    done
    return 1
}

# Load swarm.bash after this: its own ends these processes and others.
teardown() {
    [[ -z ${WEB_PID:-} ]] || kill "$WEB_PID" || true
    [[ -z ${TRACKER_PID:-} ]] || kill "$TRACKER_PID" || true
    [[ -z ${SEED_PID:-} ]] || kill "$SEED_PID" || true
}
