load ../../support/common
load ../../support/swarm

torrent_alone() {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
}

@test "--set refuses a name, a type and a range" {
    torrent_alone
    fails 2 "bt-add: cannot set no_such_name: libtorrent has no such setting" bt-add --private-net --set no_such_name=1 x.torrent
    for words in no_equals connections_limit=x enable_dht=maybe aio_threads=-1 aio_threads=1000; do
        run -2 --separate-stderr bt-add --private-net --set "$words" x.torrent
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}

@test "--set gives a setting its value, and the last one counts" {
    start_swarm
    run -9 add -W 2s --set enable_outgoing_tcp=false
    add -q --set enable_outgoing_tcp=false --set enable_outgoing_tcp=true
    same_tree seed/data data
}

@test "--list-settings prints every setting" {
    run -0 --separate-stderr bt-add --list-settings
    assert [ "${#lines[@]}" -gt 190 ]
    assert_line --regexp $'^connections_limit\tinteger\t200\t'
    run -0 bt-add -j --list-settings
    assert_equal "$(jq -c 'select(.name == "enable_dht") | [.kind, .type, .default]' <<< "$output")" '["setting","boolean","true"]'
}

# most_peers OPTION...: of two at one address, outside a private net.
most_peers() {
    local peers=()
    for _ in 1 2; do
        start_seed x.torrent
        peers+=(--peer "$SEED")
    done
    bt-add -j --listen 127.0.0.1:0 --no-dht --no-lsd --no-upnp --no-natpmp --no-utp -W 3s --progress-interval 200ms \
        -L 20K -d out "${peers[@]}" "$@" x.torrent 2> /dev/null | jq -s 'map(select(.kind == "torrent_status").num_peers) | max'
}

@test "--preset starts from another set, and --set wins over it" {
    mkdir seed
    head -c 1M /dev/urandom > seed/large
    bt-create -q -o x.torrent seed/large > /dev/null
    # A seedbox takes several peers of one address.
    assert_equal "$(most_peers --preset default)" 1
    assert_equal "$(most_peers --preset seedbox)" 2
    assert_equal "$(most_peers --preset seedbox --set allow_multiple_connections_per_ip=false)" 1
    run -2 bt-add --preset other x.torrent
}

@test "--stop-timeout is how long a tracker that does not answer is waited for" {
    start_swarm
    # It answers, but for the last announce of all.
    python3 -c '
import http.server, time
class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass
    def do_GET(self):
        if "event=stopped" in self.path:
            time.sleep(30)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"d8:intervali1800e5:peers0:e")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open("tracker.port", "w").write(str(server.server_port))
server.serve_forever()' 3>&- &
    SEED_PIDS+=($!)
    wait_for test -s tracker.port
    local from lengths=()
    for limit in 1 4; do
        start_add one$limit -d out --stop-timeout ${limit}s -a "http://127.0.0.1:$(< tracker.port)/announce" x.torrent
        wait_for grep -q tracker_reply one$limit.jsonl
        sleep 0.5
        from=$(date +%s%N)
        kill "$ADD_PID"
        wait "$ADD_PID" || true
        lengths+=($((($(date +%s%N) - from) / 1000000)))
    done
    ((lengths[0] < 2800 && lengths[1] > 2800 && lengths[1] < 7000)) || fail "${lengths[*]} ms"
}

@test "--events says which events are told" {
    start_swarm
    run -0 --separate-stderr add -j --events all -d out
    assert_line --partial '"kind":"piece_finished"'
    run -0 --separate-stderr add -j --events none,torrent_finished -d none
    assert_equal "$(jq -r .kind <<< "$output" | sort -u | grep -v torrent_status)" $'summary\ntorrent_finished'
}

@test "--config and the environment give options, and the command line wins" {
    start_swarm
    printf '[bt-add]\ndir = "one"\nfile = ["*.txt"]\n' > config.toml
    add -q --config config.toml
    run -0 find one -type f -size +0 -name '*[a-z]'
    assert_line one/data/a/b/small.txt
    refute_line one/data/large.bin
    BT_ADD_DIR=two add -q --config config.toml -d three
    assert [ -e three/data/grün.txt ]
    assert [ ! -e two ]
}
