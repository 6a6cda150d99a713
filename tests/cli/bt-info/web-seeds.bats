load ../../support/common
load ../../support/servers

# seeded SEED...: a.torrent of data with these web seeds, below the server's URL.
seeded() {
    local arguments=() seed
    for seed in "$@"; do arguments+=(-w "$WEB$seed"); done
    bt-create -q -f -l 16K "${META[@]}" "${arguments[@]}" -o a.torrent data
}

check() {
    bt-info --check-web-seeds -j "$@" a.torrent | jq -c 'select(.kind=="web_seed_check") |
        [.ok, .status, .ranges, .sizes_ok, .pieces_checked, .pieces_wrong]'
}

@test "good web seeds are found good, whatever the torrent's format" {
    make_tree data
    start_web
    for meta in v1 v2 hybrid; do
        META=(-m "$meta")
        seeded /good/
        run -0 bt-info --check-web-seeds a.torrent
        assert_equal "$(check --samples 100)" "[true,206,true,true,$(bt-info -j a.torrent | jq .num_pieces),0]"
        assert_equal "$(check --samples 2)" '[true,206,true,true,2,0]'
        assert_equal "$(check --samples 0)" '[true,206,true,true,0,0]'
    done
}

@test "a torrent of one file has its web seed with the name or without" {
    head -c 50000 /dev/urandom > 'a b.bin'
    start_web
    bt-create -q -m v1 -l 16K -w "$WEB/good/" -w "$WEB/good/a%20b.bin" -o a.torrent 'a b.bin'
    assert_equal "$(check)" $'[true,206,true,true,3,0]\n[true,206,true,true,3,0]'
}

@test "wrong bytes and wrong sizes end with status 6 and say where" {
    make_tree data
    start_web
    META=(-m v1)
    seeded /wrong/
    run -6 bt-info --check-web-seeds a.torrent
    assert_output --partial '3 of 3 pieces do not match'
    seeded /good/
    printf more >> data/run.sh
    run -6 bt-info --check-web-seeds -j a.torrent
    assert_equal "$(jq -c 'select(.kind=="web_seed_check").wrong_sizes' <<< "$output")" \
        '[{"path":"data/run.sh","expected":10,"found":14}]'
    for meta in v2 hybrid; do
        META=(-m "$meta")
        seeded /wrong/
        run -6 bt-info --check-web-seeds a.torrent
    done
}

@test "web seeds that do not deliver end with status 10, or 9 if they are late" {
    make_tree data
    start_web
    META=(-m v1)
    seeded /none/none/ /norange/ /loop/ /good/
    run -10 bt-info --check-web-seeds -j a.torrent
    assert_equal "$(jq -r 'select(.kind=="web_seed_check") | .error // "none"' <<< "$output")" \
"data/a/b/small.txt: HTTP status 404
data/large.bin: the server ignores Range
data/a/b/small.txt: redirected more than 5 times
none"
    seeded /hang/
    SECONDS=0
    run -9 bt-info --check-web-seeds -W 1s a.torrent
    ((SECONDS < 10))
    bt-create -q -f -o a.torrent data
    fails 8 'bt-info: cannot check the web seeds of a.torrent: it names none' bt-info --check-web-seeds a.torrent
    link=$(bt-info -m a.torrent)
    fails 4 "bt-info: cannot check the web seeds of $link: a magnet link has no hashes of the data" \
        bt-info --check-web-seeds "$link"
}

@test "a terminal gets a line for each web seed" {
    make_tree data
    start_web
    META=(-m v1)
    seeded /good/ /wrong/
    run -6 script -qec 'bt-info --check-web-seeds a.torrent' /dev/null
    assert_line --regexp '^data'
    assert_line --regexp "^ok +206  3 of 3 pieces .*/s +[0-9.]+s  $WEB/good/"
    assert_line --regexp "^wrong +206  0 of 3 pieces .*$WEB/wrong/: 3 of 3 pieces do not match"
}

@test "lighttpd is a web seed" {
    command -v lighttpd > /dev/null || skip "there is no lighttpd"
    make_tree data
    port=$(free_port)
    WEB=http://127.0.0.1:$port
    printf 'server.document-root = "%s"\nserver.port = %s\nserver.bind = "127.0.0.1"\n' "$PWD" "$port" > conf
    unset http_proxy
    lighttpd -D -f conf > lighttpd.log 2>&1 3>&- &
    export WEB_PID=$!
    wait_for bash -c ": > /dev/tcp/127.0.0.1/$port" 2> /dev/null
    META=()
    seeded /
    assert_equal "$(check)" '[true,206,true,true,3,0]'
}

@test "Ctrl-C ends a check at once, with the summary" {
    make_tree data
    start_web
    META=(-m v1)
    seeded /hang/
    SECONDS=0
    (sleep 1; kill -INT "$(pgrep -f -- "--check-web-seeds -j $PWD/a.torrent")") 3>&- &
    run -130 bt-info --check-web-seeds -j "$PWD/a.torrent"
    ((SECONDS < 10))
    assert_equal "$(jq -r '.error // .reason' <<< "$output" | tail -n 1)" interrupted
}
