# A session that another process hosts: bt-add hands its inputs over, and does as ever.
load ../../support/common
load ../../support/swarm

# host OPTION...: bt-seed of the session "s", in a folder of its own.
host() {
    mkdir -p hosted
    bt-seed -j --private-net --no-utp -d hosted -S s --state-dir state "$@" \
        > host.jsonl 2> host.errors 3>&- &
    HOST=$!
    ends_with_test "$HOST"
    wait_for grep -q '"kind":"ready"' host.jsonl || fail "no host: $(cat host.errors)"
}

over() {
    add -S s --state-dir state "$@"
}

# rpc METHOD PARAMS: the answer of the session's socket.
rpc() {
    python3 - "$1" "$2" << 'END'
import json, socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect("state/sessions/s/control.sock")
s.sendall(json.dumps({"jsonrpc": "2.0", "id": 1, "method": sys.argv[1],
                      "params": json.loads(sys.argv[2])}).encode() + b"\n")
print(s.makefile().readline(), end="")
END
}

@test "a download in a hosted session ends as one of its own, and its torrent stays" {
    start_swarm
    host
    over -j -d out > out.jsonl
    diff -r seed/data out/data
    for kind in torrent_added torrent_checked torrent_finished summary; do
        grep -q "\"kind\":\"$kind\"" out.jsonl || fail "no $kind"
    done
    assert_equal "$(jq -r 'select(.kind == "summary") | "\(.exit_code) \(.reason) \(.finished)"' out.jsonl)" "0 finished 1"
    assert_equal "$(rpc torrent_count '{}' | jq .result.count)" 1
    # Whoever asks again finds it there.
    over -j -d out > again.jsonl
    assert_equal "$(jq -r 'select(.kind == "summary").reason' again.jsonl)" finished
}

@test "files are chosen as ever" {
    start_swarm
    host
    over -d out -F '*.bin' > /dev/null
    cmp seed/data/large.bin out/data/large.bin
    [[ $(find out -type f -size +0 | wc -l) -eq 1 ]]
}

@test "a link goes over with its selection, and so does a stream" {
    start_swarm
    host
    local link
    link=$(bt-info --field magnet x.torrent)
    give "$link" -S s --state-dir state -d out -F '*.bin' > /dev/null
    cmp seed/data/large.bin out/data/large.bin
    rm x.torrent
    start_large_swarm 3M
    give x.torrent -S s --state-dir state --cat large | cmp - seed/large
    # What nobody keeps is not left there.
    assert_equal "$(rpc torrent_count '{}' | jq .result.count)" 1
    [[ -z $(find hosted -type f) ]]
}

@test "metadata alone leaves nothing in the session" {
    start_swarm
    host
    give "$(bt-info --field magnet x.torrent)" -S s --state-dir state --metadata-only -o y.torrent > /dev/null
    assert_equal "$(bt-info --field info_hash_v2 y.torrent)" "$(bt-info --field info_hash_v2 x.torrent)"
    assert_equal "$(rpc torrent_count '{}' | jq .result.count)" 0
}

@test "its category and tags go with it" {
    start_swarm
    host
    over -d out --category nightly --tag one --tag two > /dev/null
    assert_equal "$(rpc list_torrents '{"fields":["category","tags"]}' \
        | jq -c '.result.records[0] | [.category, .tags]')" '["nightly",["one","two"]]'
}

@test "a limit ends it as ever, and the host goes on" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
    host
    run -9 bt-add --private-net -S s --state-dir state -d out --deadline 1s x.torrent
    assert_equal "$(rpc torrent_count '{}' | jq .result.count)" 1
}

@test "--detach ends when the session has it" {
    start_swarm
    host
    over --detach -d out -j > out.jsonl
    assert_equal "$(jq -r 'select(.kind == "summary") | "\(.exit_code) \(.reason)"' out.jsonl)" "0 handed_over"
    wait_for grep -q '"kind":"torrent_finished"' host.jsonl
    diff -r seed/data out/data
}

@test "--detach without a host, without a session, and with what is waited for" {
    start_swarm
    run -8 add -S s --state-dir state --detach
    assert_line --partial "nobody hosts it"
    [[ ! -e state ]]
    run -2 add --detach
    run -2 add -S s --state-dir state --detach --cat large
    host
    run -2 give "$(bt-info --field magnet x.torrent)" -S s --state-dir state --detach -F '*.bin'
}

@test "the host is killed: whoever handed over goes on by itself" {
    start_large_swarm 24M
    host
    start_add out -S s --state-dir state -d out --peer "$SEED" --limit 4M: x.torrent --progress-interval 100ms
    wait_for grep -q '"total_done":[1-9][0-9]\{6\}' out.jsonl || fail "nothing comes: $(cat out.errors)"
    kill -KILL "$HOST"
    local status=0
    wait "$ADD_PID" || status=$?
    assert_equal "$status" 0
    cmp seed/large out/large
    assert_equal "$(jq -r 'select(.kind == "summary") | "\(.exit_code) \(.reason)"' out.jsonl)" "0 finished"
}

@test "two begin at once: both have what they asked for" {
    start_swarm
    local from=$SEED
    head -c 300000 /dev/urandom > seed/other
    bt-create -q -o y.torrent seed/other > /dev/null
    start_seed y.torrent
    local second=$SEED
    start_add one -S s --state-dir state -d out --peer "$from" --deadline 30s x.torrent
    local first=$ADD_PID status=0
    start_add two -S s --state-dir state -d out --peer "$second" --deadline 30s y.torrent
    wait "$first" || status=$?
    assert_equal "$status" 0
    wait "$ADD_PID" || status=$?
    assert_equal "$status" 0
    diff -r seed/data out/data
    cmp seed/other out/other
}

@test "a stale socket of a killed host is no hindrance" {
    start_swarm
    host
    kill -KILL "$HOST"
    wait "$HOST" || true
    [[ -S state/sessions/s/control.sock ]]
    over -d out > /dev/null
    diff -r seed/data out/data
    [[ ! -e state/sessions/s/control.sock ]]
}
