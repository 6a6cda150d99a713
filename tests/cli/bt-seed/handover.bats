# A session that another process hosts: bt-seed has its torrents served there.
load ../../support/common
load ../../support/swarm

host() {
    mkdir -p hosted
    bt-seed -j --private-net --no-utp -d hosted -S s --state-dir state \
        > host.jsonl 2> host.errors 3>&- &
    HOST=$!
    ends_with_test "$HOST"
    wait_for grep -q '"kind":"ready"' host.jsonl || fail "no host: $(cat host.errors)"
}

make_one() {
    mkdir -p seed
    head -c 300000 /dev/urandom > seed/one
    bt-create -q -o x.torrent seed/one > /dev/null
}

@test "a seed that is handed over says ready with the host's port, and is served" {
    make_one
    host
    start_seed x.torrent -S s --state-dir state
    assert_equal "$SEED" "127.0.0.1:$(jq 'select(.kind == "ready").port' host.jsonl)"
    add -d out > /dev/null
    cmp seed/one out/one
    kill -TERM "$SEED_PID"
    ended 0 terminated
    # The host serves it still.
    rm -r out
    add -d out > /dev/null
    cmp seed/one out/one
}

@test "goals count what the host sends" {
    make_one
    host
    start_seed x.torrent -S s --state-dir state --until-peers 1 --max-time 60s
    add -d out > /dev/null
    ended 0 peers
}

@test "a time limit comes first: 9" {
    make_one
    host
    start_seed x.torrent -S s --state-dir state --until-peers 1 --max-time 1s
    ended 9 max_time
}

@test "data that is not what the torrent says: 6, as ever" {
    make_one
    host
    printf x | dd of=seed/one bs=1 seek=5 conv=notrunc 2> /dev/null
    run -6 bt-seed --private-net -d seed -S s --state-dir state x.torrent
}

@test "nothing to hand over: the session is in use" {
    host
    run -15 bt-seed --private-net -S s --state-dir state
    assert_line --partial "process $HOST is using it"
}

@test "--control takes requests without a session" {
    make_one
    start_seed x.torrent --control here.sock
    local answer
    answer=$(python3 -c '
import socket
s = socket.socket(socket.AF_UNIX)
s.connect("here.sock")
s.sendall(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"torrent_count\"}\n")
print(s.makefile().readline())')
    assert_equal "$(jq .result.count <<< "$answer")" 1
    [[ $(stat -c %a here.sock) == 600 ]]
    kill -TERM "$SEED_PID"
    ended 0 terminated
    [[ ! -e here.sock ]]
}

@test "--control refuses what is no socket, and one that answers" {
    make_one
    echo keep > file
    run -14 bt-seed --private-net -d seed --control file x.torrent
    assert_equal "$(cat file)" keep
    start_seed x.torrent --control here.sock
    run -15 bt-seed --private-net -d seed --control here.sock x.torrent
}
