#!/usr/bin/env bats
# What is told to those who subscribe, over the control socket.

load "$BT_SOURCE/tests/support/common"
load "$BT_SOURCE/tests/support/swarm"
load "$BT_SOURCE/tests/support/control"

# talk SOCKET SCRIPT: python with a client in `ask(method, params)` and `told(kind)`, which waits.
talk() {
    python3 - "$@" << 'PY'
import json, socket, sys
s = socket.socket(socket.AF_UNIX)
s.settimeout(30)
s.connect(sys.argv[1])
lines = s.makefile("rw")
events = []
def ask(method, **params):
    lines.write(json.dumps({"jsonrpc": "2.0", "id": method, "method": method, "params": params}) + "\n")
    lines.flush()
    for line in lines:
        answer = json.loads(line)
        if answer.get("id") == method:
            return answer.get("result", answer.get("error"))
        events.append(answer["params"])
def told(kind):
    while True:
        for each in events:
            if each["kind"] == kind:
                events.remove(each)
                return each
        events.append(json.loads(lines.readline())["params"])
exec(sys.argv[2])
PY
}

@test "events: who subscribes is told what happens" {
    start_pair
    talk got.sock "
said = ask('subscribe', events=['torrent_finished', 'torrent_paused'], interval_ms=100)
assert 'torrent_finished' in said['events'], said
ask('add_peers', torrent='$T', peers=['$SEED'])
assert told('torrent_finished')['torrent'] == '$T'
assert told('torrent_status')['name'] == 'large'
ask('pause', torrent='$T')
told('torrent_paused')
ask('unsubscribe')
events.clear()
ask('resume', torrent='$T')
ask('force_recheck', torrent='$T', wait=True)
assert events == [], events
"
}

@test "events: what is polled is kept until it is fetched" {
    start_pair
    talk got.sock "
assert ask('poll')['code'] == -32602
ask('subscribe', events=['torrent_checked'], poll=True)
ask('force_recheck', torrent='$T', wait=True)
said = ask('poll')
assert [each['kind'] for each in said['records']] == ['torrent_checked'] and said['dropped'] == 0, said
assert ask('poll') == {'records': [], 'dropped': 0}
"
}

@test "events: a client that leaves while it waits harms nobody" {
    start_pair
    local each
    for each in 'force_recheck {"torrent":"T","wait":true}' 'list_known_peers {"torrent":"T"}' \
        'save_resume_data {"torrent":"T"}' 'dht_state {}' 'flush_cache {"torrent":"T","wait":true}' \
        'read_piece {"torrent":"T","piece":0}'; do
        python3 - got.sock "${each%% *}" "${each#* }" "$T" << 'PY'
import socket, struct, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
params = sys.argv[3].replace('"T"', '"' + sys.argv[4] + '"')
s.sendall(('{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}\n' % (sys.argv[2], params)).encode())
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
s.close()
PY
    done
    meet
    is '.is_finished' torrent_status "$P"
    kill -0 "$FETCHER"
}

@test "events: the counters of the session are told as often as is asked for" {
    start_pair
    talk got.sock "
ask('subscribe', events=['torrent_finished'], stats_interval_ms=100)
first = told('session_stats')
second = told('session_stats')
assert first['kind'] == 'session_stats' and first['num_torrents'] == 1, first
assert 'torrent_status' not in [each['kind'] for each in events], events
ask('subscribe', events=['torrent_finished'])
"
    refuses invalid_params subscribe '{"stats_interval_ms":99}'
}

@test "events: what is saved is told to those who ask for it alone" {
    start_pair
    talk got.sock "
said = ask('subscribe')
assert 'resume_data_ready' not in said['events'], said
ask('save_resume_data', torrent='$T')
assert 'resume_data_ready' not in [each['kind'] for each in events], events
ask('subscribe', events=['resume_data_ready'])
saved = ask('save_resume_data', torrent='$T', inline=True)
assert saved['saved'] is True, saved
assert told('resume_data_ready')['resume_base64'] == saved['resume_base64']
"
    # Its own stream has none: they were not asked for there.
    run jq -e 'select(.kind == "resume_data_ready")' got.jsonl
    assert_output ""
}

@test "events: a session says what it is before anything else, and that it ends" {
    start_large_seed
    start_fetcher --session mirror --state-dir "$PWD/state"
    run jq -c 'select(.kind == "session_started") | [.session, .pid, .socket]' got.jsonl
    assert_output "[\"mirror\",$FETCHER,\"got.sock\"]"
    run jq -r 'select(.kind == "session_started") | .libtorrent_version' got.jsonl
    assert_output --regexp '^2\.'
    run jq -r 'select(.kind == "session_started" or .kind == "torrent_added") | .kind' got.jsonl
    assert_line --index 0 session_started
    talk got.sock "
assert 'session_stopped' in ask('subscribe', events=['session_stopped'])['events']
ask('shutdown')
assert set(told('session_stopped')) == {'kind', 'time'}
"
}
