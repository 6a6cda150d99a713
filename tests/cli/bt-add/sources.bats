load ../../support/common
load ../../support/swarm

@test "--peer is a peer, and each of several" {
    start_swarm
    run -0 --separate-stderr bt-add -j --private-net -W 20s --events peer_connected --peer 127.0.0.1:1 --peer "$SEED" x.torrent
    assert_equal "$(of finished)" 1
    assert_equal "$(jq -r 'select(.kind == "peer_connected").endpoint' <<< "$output" | sort -u)" \
        "$(printf '127.0.0.1:1\n%s' "$SEED" | sort)"
    same_tree seed/data data
    run -9 bt-add --private-net -W 1s -d other x.torrent
}

@test "a peer that a magnet link names is a peer" {
    start_swarm
    bt-add -q --private-net -W 20s "$(bt-info --magnet x.torrent)&x.pe=$SEED"
    same_tree seed/data data
}

@test "a host that is not there ends with 10" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data
    run -10 --separate-stderr bt-add --private-net --peer nowhere.invalid:1 x.torrent
    assert_regex "$stderr" '^bt-add: cannot find peer nowhere.invalid: '
}

@test "-a with a tracker that is not there tells tracker_error" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data
    port=$(free_port)
    run -9 --separate-stderr bt-add -j --private-net -W 2s -a "http://127.0.0.1:$port/announce" x.torrent
    assert_equal "$(jq -r 'select(.kind == "tracker_error").tracker' <<< "$output" | head -1)" "http://127.0.0.1:$port/announce"
}

@test "-a finds peers by a tracker, over HTTP and UDP" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data
    TRACKER_PORT=$(free_port)
    start_tracker x.torrent
    local url
    for url in http udp; do
        start_seed x.torrent -a "$url://127.0.0.1:$TRACKER_PORT/announce"
        wait_for grep -q tracker_reply "$SEED_LOG"
        bt-add -q --private-net -W 20s -d "$url" --announce "$url://127.0.0.1:$TRACKER_PORT/announce" x.torrent
        same_tree seed/data "$url/data"
    done
}

@test "-a: commas are of one tier, and each further one of the next" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data
    dead=$(free_port)
    run -9 --separate-stderr bt-add -j --private-net -W 4s --set announce_to_all_tiers=true --set announce_to_all_trackers=true \
        -a "http://127.0.0.1:$dead/a,http://127.0.0.1:$dead/b" -a "http://127.0.0.1:$dead/c" x.torrent
    assert_equal "$(jq -r 'select(.kind == "tracker_error") | .tracker[-1:]' <<< "$output" | sort -u | tr -d '\n')" abc
}

@test "a magnet link goes to the tracker of -a" {
    start_swarm
    TRACKER_PORT=$(free_port)
    start_tracker x.torrent
    start_seed x.torrent -a "http://127.0.0.1:$TRACKER_PORT/announce"
    wait_for grep -q tracker_reply "$SEED_LOG"
    bt-add -q --private-net -W 20s -F '*.txt' -a "http://127.0.0.1:$TRACKER_PORT/announce" "$(bt-info --magnet x.torrent)"
    cmp data/grün.txt seed/data/grün.txt
}

@test "-w fetches from a web server alone" {
    make_tree seed/data
    bt-create -q -m v1 -o x.torrent seed/data
    start_web
    run -0 --separate-stderr bt-add -j --private-net -W 20s -d out -w "$WEB/good/seed/" x.torrent
    assert_equal "$(of finished)" 1
    same_tree seed/data out/data
    run -9 bt-add --private-net -W 2s -d other x.torrent
}

@test "-w of a single file, as --web-seed too" {
    mkdir seed
    head -c 300000 /dev/urandom > seed/large
    bt-create -q -o x.torrent seed/large
    start_web
    bt-add -q --private-net -W 20s -d out --web-seed "$WEB/good/seed/large" x.torrent
    cmp seed/large out/large
}

@test "a web server without the file tells web_seed_error" {
    make_tree seed/data
    bt-create -q -o x.torrent seed/data
    start_web
    run -9 --separate-stderr bt-add -j --private-net -W 2s -w "$WEB/good/nowhere/" x.torrent
    assert_equal "$(jq -r 'select(.kind == "web_seed_error").url' <<< "$output" | head -1)" "$WEB/good/nowhere/"
}

@test "a torrent comes from a URL or standard input" {
    start_swarm
    start_web
    give "$WEB/good/x.torrent" -q -d out
    same_tree seed/data out/data
    give - -q -d in < x.torrent
    same_tree seed/data in/data
}
