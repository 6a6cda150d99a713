#!/usr/bin/env bats
# The session as a whole, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

@test "session: it says what it is and where it listens" {
    start_large_seed
    steer seed.sock
    run rpc session_info
    assert_equal "$(jq -c '[.kind, .pid, .num_torrents, .paused, .listening]' <<< "$output")" "[\"session_info\",$SEED_PID,1,false,true]"
    assert_equal "$(jq -c '[.session, .state_dir]' <<< "$output")" '[null,null]'
    local port=${SEED##*:}
    assert_equal "$(jq -c '[.listen_port, (.listen_endpoints | index("'"$SEED"'") != null)]' <<< "$output")" "[$port,true]"
    run rpc ping
    assert_equal "$(jq .pid <<< "$output")" "$SEED_PID"
    refuses invalid_params session_info '{"all":true}'
}

@test "session: a named one says its name and its folder" {
    start_large_seed
    start_fetcher --session mirror --state-dir "$PWD/state"
    run rpc session_info
    assert_equal "$(jq -r '.session + " " + .state_dir' <<< "$output")" "mirror $PWD/state/sessions/mirror"
    assert [ -e state/sessions/mirror/session.db ]
    meet
    is '.is_finished and .session == "mirror"' torrent_status "$P"
}

# reaches ENDPOINT: somebody listens there.
reaches() {
    python3 -c 'import socket, sys
host, port = sys.argv[1].rsplit(":", 1)
socket.create_connection((host, int(port)), 2).close()' "$1" 2> /dev/null
}

@test "session: where it listens can be changed, and is told" {
    start_large_seed
    steer seed.sock
    local one two
    one=$(free_port) two=$(free_port)
    endpoints() { rpc session_info | jq -c .listen_endpoints; }
    set_to() { rpc set_settings "{\"settings\":{\"listen_interfaces\":\"$1\"}}"; }
    set_to "127.0.0.1:$one"
    assert_equal "$(endpoints)" "[\"127.0.0.1:$one\"]"
    reaches "127.0.0.1:$one"
    run reaches "$SEED"
    assert_failure
    set_to "127.0.0.1:$one,127.0.0.1:$two"
    assert_equal "$(endpoints)" "[\"127.0.0.1:$one\",\"127.0.0.1:$two\"]"
    set_to "127.0.0.1:$two"
    assert_equal "$(endpoints)" "[\"127.0.0.1:$two\"]"
    assert_equal "$(rpc ping | jq -c '[.port, .endpoints]')" "[$two,[\"127.0.0.1:$two\"]]"
    set_to ""
    assert_equal "$(endpoints)" "[]"
    set_to "127.0.0.1:$one"
    assert_equal "$(endpoints)" "[\"127.0.0.1:$one\"]"
    # Those that come by the new address are served.
    SEED=127.0.0.1:$one add -q -d got
    cmp seed/large got/large
}

@test "session: a paused session sends nothing until it goes on" {
    start_pair
    at seed.sock session_pause
    assert_equal "$(at seed.sock session_info | jq .paused)" true
    meet
    at seed.sock session_resume
    assert_equal "$(at seed.sock session_info | jq .paused)" false
    rpc clear_peers "$P"
    meet
    is '.is_finished' torrent_status "$P"
    rpc session_pause
    is '.records == []' list_peers "$P"
}

@test "session: what was sent is counted" {
    start_pair
    meet
    is '.is_finished' torrent_status "$P"
    steer seed.sock
    is '.total_payload_upload >= 1000000' session_stats
    run rpc session_stats '{"names":["net.sent_payload_*","dht.dht_nodes"]}'
    assert_equal "$(jq -c '.metrics | keys' <<< "$output")" '["dht.dht_nodes","net.sent_payload_bytes"]'
    jq -e '.metrics["net.sent_payload_bytes"] >= 1000000' <<< "$output"
    refuses invalid_params session_stats '{"names":["none.*"]}'
    run rpc session_stats_metrics
    jq -e '.records | length > 200 and any(.name == "net.sent_bytes" and .type == "counter")' <<< "$output"
}

@test "session: the last error is kept until it is cleared" {
    start_large_seed
    steer seed.sock
    assert_equal "$(rpc last_error)" '{"error_message": ""}'
    refuses not_found pause '{"torrent":"0000000000"}'
    rpc last_error | jq -e '.error_message | contains("0000000000")'
    rpc clear_last_error
    assert_equal "$(rpc last_error)" '{"error_message": ""}'
}

@test "session: a shutdown is told to those who listen" {
    start_large_seed
    steer seed.sock
    python3 - "$SOCKET" > told <<'PY' &
import json, socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
lines = s.makefile("rw")
for number, method in enumerate(["subscribe", "shutdown"]):
    lines.write(json.dumps({"jsonrpc": "2.0", "id": number, "method": method}) + "\n")
    lines.flush()
for line in lines:
    print(line, end="", flush=True)
PY
    local reader=$!
    ended 0 terminated
    wait "$reader"
    cat told
    jq -es 'any(.method == "event" and .params.kind == "session_stopped")' told
    assert [ ! -e seed.sock ]
}

@test "session: its socket can be the service manager's, who has it before and after" {
    command -v systemd-socket-activate > /dev/null || skip "there is no systemd-socket-activate"
    mkdir -p seed
    echo data > seed/large
    bt-create -q -o x.torrent seed/large > /dev/null
    systemd-socket-activate -l "$PWD/given.sock" -E HOME -E PATH \
        bt-seed -j --private-net -d seed x.torrent > seed.log 2> seed.errors 3>&- &
    local host=$!
    ends_with_test "$host"
    wait_for test -S given.sock
    [[ ! -s seed.log ]] || fail "it was started before anybody asked"
    # Whoever asks first is answered once it is there.
    run -0 --separate-stderr bt-ctl --socket "$PWD/given.sock" list -j
    assert_equal "$(jq -r .name <<< "$output")" large
    run -0 bt-ctl --socket "$PWD/given.sock" shutdown
    gone() { ! kill -0 "$host" 2> /dev/null; }
    wait_for gone
    assert_equal "$(jq -r 'select(.kind == "summary").exit_code' seed.log)" 0
    # It is not ours to take away.
    assert [ -S given.sock ]
}
