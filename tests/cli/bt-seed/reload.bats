# SIGHUP: the configuration is read again, and what it names.
load ../../support/common
load ../../support/swarm

host() {
    mkdir -p seed in
    head -c 200000 /dev/urandom > seed/one
    bt-create -q -o x.torrent seed/one > /dev/null
    start_host -S s --state-dir state --config conf.toml --watch in
}

# reloads: the host has looked at its folders since.
reloads() {
    kill -HUP "$HOST"
}

count_of() {
    python3 -c '
import json, socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect("state/sessions/s/control.sock")
ask = {"jsonrpc": "2.0", "id": 1, "method": "list_torrents", "params": json.loads(sys.argv[1])}
s.sendall(json.dumps(ask).encode() + b"\n")
print(json.loads(s.makefile().readline())["result"]["total"])' "$1"
}

has_one() {
    [[ $(count_of "$1") == 1 ]]
}

@test "a changed file counts for what comes after" {
    printf '[bt-seed]\ncategory = "before"\n' > conf.toml
    host
    printf '[bt-seed]\ncategory = "after"\n' > conf.toml
    reloads
    cp x.torrent in/
    wait_for has_one '{}'
    # The signal was handled before the file was taken, or with it.
    has_one '{"category":"after"}'
}

@test "an ip filter is read again" {
    : > blocked
    printf '[bt-seed]\nip-filter = ["%s"]\n' "$PWD/blocked" > conf.toml
    host
    cp x.torrent in/
    add -d out > /dev/null
    cmp seed/one out/one
    echo 127.0.0.0/8 > blocked
    reloads
    refused() { rm -rf out && ! BT_ADD_DEADLINE=2s add -d out 2> /dev/null > /dev/null; }
    wait_for refused
    : > blocked
    reloads
    served() { rm -rf out && BT_ADD_DEADLINE=2s add -d out 2> /dev/null > /dev/null; }
    wait_for served
}

@test "a file that became wrong changes nothing, and is told of" {
    printf '[bt-seed]\ncategory = "before"\n' > conf.toml
    host
    printf '[bt-seed]\nno-such-option = 1\n' > conf.toml
    reloads
    wait_for grep -q "going on as before" host.errors
    cp x.torrent in/
    wait_for has_one '{"category":"before"}'
}

@test "other folders are watched" {
    mkdir more
    : > conf.toml
    mkdir -p seed in
    head -c 200000 /dev/urandom > seed/one
    bt-create -q -o x.torrent seed/one > /dev/null
    start_host -S s --state-dir state --config conf.toml
    printf '[bt-seed]\nwatch = ["more"]\n' > conf.toml
    reloads
    cp x.torrent more/
    wait_for has_one '{}'
}

@test "trackers are asked for the seeds there are" {
    mkdir -p seed
    head -c 200000 /dev/urandom > seed/one
    bt-create -q -m v1 -o x.torrent seed/one > /dev/null
    python3 "$BT_SOURCE/tests/support/tracker.py" port asked 3>&- &
    ends_with_test $!
    wait_for test -e port
    start_seed x.torrent --announce "http://127.0.0.1:$(cat port)/announce" --until-seeds 3 --max-time 60s
    ended 0 seeds
}
