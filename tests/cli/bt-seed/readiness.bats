load ../../support/common
load ../../support/swarm

@test "--ready-fd tells when a pipeline may go on" {
    make_tree seed/data
    mkfifo go
    bt-seed -q --private-net --no-utp --create seed/data --until-peers 1 --max-time 20s --ready-fd 4 4> go 3>&- &
    local seeder=$!
    ends_with_test "$seeder"
    read -r line < go
    magnet=$(jq -r '.magnets[0]' <<< "$line")
    bt-add -q --private-net --no-utp -W 20s -d out --peer "$(jq -r '.endpoints[0]' <<< "$line")" "$magnet" > /dev/null
    same_tree seed/data out/data
    wait "$seeder"
}

@test "--ready-fd of nothing is a usage error" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
    run -2 --separate-stderr bt-seed -d seed --ready-fd 77 x.torrent
    assert_equal "$(wc -l <<< "$stderr")" 1
    run -2 bt-seed --ready-fd x x.torrent
}

@test "--pid-file keeps the number while it runs, and a second one out" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
    start_seed x.torrent --pid-file pid
    assert_equal "$(< pid)" "$SEED_PID"
    run -15 bt-seed -d seed --pid-file pid x.torrent
    kill "$SEED_PID"
    wait "$SEED_PID"
    assert [ ! -e pid ]
}

@test "systemd is told that it serves and that it stops" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
    ldconfig -p | grep -q libsystemd.so.0 || skip "there is no libsystemd"
    python3 - > told 3>&- << 'EOF' &
import socket
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind("notify")
s.settimeout(20)
while True:
    told = s.recv(4096).decode()
    print(told, flush=True)
    if "STOPPING" in told:
        break
EOF
    local listener=$!
    ends_with_test "$listener"
    wait_for test -S notify
    NOTIFY_SOCKET="$PWD/notify" start_seed x.torrent
    wait_for grep -q READY=1 told
    assert grep -q 'STATUS=seeding 1 torrent' told
    kill "$SEED_PID"
    wait "$SEED_PID"
    wait "$listener"
    assert grep -q STOPPING=1 told
}
