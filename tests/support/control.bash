# Sessions with a control socket for bats files, and calls to them. Load it after common and swarm.

# rpc METHOD [PARAMS]: calls a method of the session at $SOCKET and prints its result; an error is a
# line on standard error that begins with the name of its code, and status 1.
rpc() {
    python3 "$BT_SOURCE/tests/support/rpc.py" "$SOCKET" "$@"
}

# steer SOCKET: rpc and its kin speak with this session from now on.
steer() {
    export SOCKET=$PWD/$1
}

# at SOCKET METHOD [PARAMS]: the same of another session.
at() {
    SOCKET=$1 rpc "${@:2}"
}

# refuses CODE METHOD [PARAMS]: the call fails so, and the reason is one sentence.
refuses() {
    local code=$1
    shift
    run -1 --separate-stderr rpc "$@"
    assert_output ""
    # shellcheck disable=SC2154 # bats sets stderr
    assert_equal "${stderr%%:*}" "$code"
    [[ $stderr == "$code: cannot "* ]] || fail "$stderr"
}

# is JQ METHOD [PARAMS]: that holds of the result, now or soon.
is() {
    local filter=$1
    shift
    # shellcheck disable=SC2016 # the inner shell expands it
    wait_for holds "$filter" "$@" || fail "not so: $filter of $(rpc "$@")"
}

holds() {
    rpc "${@:2}" | jq -e "$1" > /dev/null
}

# torrent_of FILE: how sessions call it.
torrent_of() {
    bt-info -j "$1" | jq -r '.info_hash_v1 // .info_hash_v2'
}

# start_pair [OPTION of bt-create...]: x.torrent of a large file and its seed at seed.sock; beside it
# a session at $SOCKET that has the torrent in the folder got and knows no peers. Leaves T, its
# params in P, and the seed in SEED.
start_pair() {
    start_large_seed "$@"
    start_fetcher
}

start_large_seed() {
    mkdir -p seed
    [[ -e seed/large ]] || head -c 1000000 /dev/urandom > seed/large
    bt-create -q -o x.torrent "$@" seed/large > /dev/null
    start_seed --control seed.sock x.torrent
    T=$(torrent_of x.torrent)
    P="{\"torrent\":\"$T\"}"
}

# start_fetcher [OPTION...]: a session without torrents at $SOCKET, which then has x.torrent.
start_fetcher() {
    mkdir -p got
    bt-seed -j --private-net --no-utp -d got --control got.sock "$@" > got.jsonl 2> got.errors 3>&- &
    FETCHER=$!
    ends_with_test "$FETCHER"
    steer got.sock
    wait_for rpc ping > /dev/null 2>&1 || fail "no session: $(cat got.errors)"
    rpc add_torrent "{\"torrent\":\"$PWD/x.torrent\",\"save_path\":\"$PWD/got\"}" > /dev/null
}

# meet: the session at $SOCKET gets the seed as a peer.
meet() {
    rpc add_peers "{\"torrent\":\"$T\",\"peers\":[\"$SEED\"]}"
}

# with JSON-MEMBERS: params of the torrent and these.
with() {
    echo "{\"torrent\":\"$T\",$1}"
}

# add_link: a torrent without metadata; leaves its params in LINK.
add_link() {
    LINK='{"torrent":"0123456789012345678901234567890123456789"}'
    rpc add_torrent '{"magnet":"magnet:?xt=urn:btih:0123456789012345678901234567890123456789"}' > /dev/null
}

# start_announces: a tracker that logs to announces; leaves its URL, without a path, in TRACKER.
start_announces() {
    unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
    python3 "$BT_SOURCE/tests/support/tracker.py" tracker.port announces 3>&- &
    TRACKER_PID=$!
    wait_for test -s tracker.port
    TRACKER=http://127.0.0.1:$(< tracker.port)
}
