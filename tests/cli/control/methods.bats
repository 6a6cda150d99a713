#!/usr/bin/env bats
# The table of methods, and the manual of the protocol.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

MANUAL=$BT_SOURCE/docs/control-protocol.md

@test "methods: the example of each works" {
    start_large_seed
    steer seed.sock
    run python3 - "$SOCKET" "$T" << 'PY'
import json, socket, sys
last = ["remove_torrent", "shutdown"]
def call(method, params):
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(30)
        s.connect(sys.argv[1])
        s.sendall(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode() + b"\n")
        return json.loads(s.makefile().readline())
rows = call("list_methods", {})["result"]["records"]
assert len(rows) > 110, len(rows)
assert len({row["name"] for row in rows}) == len(rows)
bad = []
# What waits is not what is looked at here.
for row in sorted(rows, key=lambda row: last.index(row["name"]) if row["name"] in last else -1):
    params = json.loads(json.dumps(row["example"]).replace("$TORRENT", sys.argv[2]))
    assert set(params) <= set(row["params"]), row
    assert row["doc"].endswith(".") and row["result"], row
    error = call(row["name"], params).get("error", {})
    # To poll takes a subscription on the same connection.
    if error.get("code") in (-32602, -32601, -32600, -32700) and row["name"] != "poll":
        bad.append((row["name"], error))
    if row["name"] == "move_storage":
        call("move_storage", {"torrent": sys.argv[2], "save_path": sys.argv[1].rsplit("/", 1)[0] + "/seed", "wait": True})
assert bad == [], bad
PY
    assert_success
}

@test "methods: params that are wrong are refused before anything is done" {
    start_large_seed
    steer seed.sock
    refuses invalid_params torrent_count '{"all":true}'
    refuses invalid_params torrent_count '[1]'
    refuses invalid_params torrent_status '{}'
    refuses invalid_params torrent_status '{"torrent":5}'
    run -1 --separate-stderr rpc no_such_method
    assert_equal "${stderr%%:*}" no_method
    # In the order of the table, and null for what is absent.
    assert_equal "$(rpc torrent_status "[\"$T\",[\"name\"]]" | jq -r .name)" large
    assert_equal "$(rpc torrent_status "$(with '"fields":null')" | jq -r .name)" large
}

@test "methods: the manual names the test that shows each, and there is one" {
    local methods shown
    methods=$(grep -c '^### ' "$MANUAL")
    shown=$(grep -c '^- Shown by the test ' "$MANUAL")
    assert_equal "$shown" "$methods"
    sed -n 's/^- Shown by the test "\(.*\)"\.$/\1/p' "$MANUAL" | sort -u > named
    sed -n 's/^@test "\(.*\)" {$/\1/p' "$BT_SOURCE"/tests/cli/control/*.bats | sort -u > there
    run comm -23 named there
    assert_output ""
}

@test "methods: the client of the manual works" {
    start_large_seed
    sed -n '/^```python$/,/^```$/{/^```/d;p}' "$MANUAL" > client.py
    assert [ -s client.py ]
    run python3 client.py seed.sock torrent_status "{\"torrent\":\"$T\",\"fields\":[\"name\"]}"
    assert_success
    assert_equal "$(jq -r .name <<< "$output")" large
    run python3 client.py seed.sock torrent_status '{"torrent":"0000000000"}'
    assert_failure
    assert_output --partial "cannot find torrent 0000000000"
}

@test "methods: the session of the manual is as it says" {
    command -v socat > /dev/null || skip "there is no socat"
    start_large_seed
    run socat - UNIX-CONNECT:seed.sock <<< '{"jsonrpc":"2.0","id":1,"method":"torrent_count"}'
    assert_output '{"jsonrpc":"2.0","id":1,"result":{"count":1}}'
}

@test "methods: a batch is answered on one line, a notification not at all" {
    start_large_seed
    run python3 - seed.sock << 'PY'
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.settimeout(20)
s.connect(sys.argv[1])
s.sendall(b'{"jsonrpc":"2.0","method":"ping"}\n')
s.sendall(b'[{"jsonrpc":"2.0","id":"a","method":"torrent_count"},{"jsonrpc":"2.0","method":"ping"},{"jsonrpc":"2.0","id":2,"method":"none"}]\n')
s.sendall(b'{"jsonrpc":\n')
lines = s.makefile()
print(lines.readline(), end="")
print(lines.readline(), end="")
PY
    assert_success
    assert_equal "$(jq -c 'map(.id)' <<< "${lines[0]}")" '["a",2]'
    assert_equal "$(jq -c '[.id, .error.code]' <<< "${lines[1]}")" '[null,-32700]'
}

@test "methods: the socket is for its user alone" {
    start_large_seed
    assert_equal "$(stat -c '%F %a' seed.sock)" "socket 600"
    # Another program at the same place is told.
    run -15 bt-seed -q --private-net --control seed.sock
}
