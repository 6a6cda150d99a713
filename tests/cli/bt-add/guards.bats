load ../../support/common
load ../../support/swarm

torrent_alone() {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data > /dev/null
}

@test "--encryption require does not speak with a peer that has it off" {
    torrent_alone
    start_seed x.torrent --encryption off
    run -9 add -W 3s --encryption require -d out
    add -q --encryption off -d plain
    start_seed x.torrent --encryption allow
    add -q --encryption require -d out
    same_tree seed/data out/data
    start_seed x.torrent --encryption require
    run -9 add -W 3s --encryption off -d never
    # Of itself it may.
    add -q -d may
    run -2 bt-add --encryption some x.torrent
}

@test "--proxy: what it cannot reach it does not pass by" {
    start_swarm
    run -9 add -W 3s --proxy "socks5://127.0.0.1:$(free_port)" -d out
    run -2 bt-add --proxy ftp://127.0.0.1:1 x.torrent
    run -2 bt-add --proxy socks5://nothing x.torrent
}

@test "--proxy counts also for what NO_PROXY excepts" {
    start_swarm
    start_web
    local url=$WEB/good/x.torrent
    NO_PROXY='*' bt-add -q --list "$url"
    for name in NO_PROXY no_proxy; do
        run -10 env "$name=*" bt-add --list --proxy "http://127.0.0.1:$(free_port)" "$url"
    done
}

@test "--proxy fetches from a web server through it" {
    torrent_alone
    python3 "$BT_SOURCE/tests/support/proxy.py" "$PWD/proxy.port" > proxy.log 3>&- &
    ends_with_test $!
    wait_for test -s proxy.port
    start_web
    bt-add -q --private-net -W 20s -w "$WEB/good/seed/" --proxy "http://127.0.0.1:$(< proxy.port)" x.torrent
    same_tree data seed/data
    grep -q "${WEB#http://}" proxy.log
}

@test "--proxy fetches a .torrent file through it" {
    start_swarm
    python3 "$BT_SOURCE/tests/support/proxy.py" "$PWD/proxy.port" > proxy.log 3>&- &
    ends_with_test $!
    wait_for test -s proxy.port
    start_web
    local proxy
    proxy=http://127.0.0.1:$(< proxy.port)
    bt-add -q --private-net --metadata-only --proxy "$proxy" -o got/ "$WEB/good/x.torrent"
    cmp got/*.torrent x.torrent
    grep -q "GET.*${WEB#http://}/good/x.torrent" proxy.log
}
