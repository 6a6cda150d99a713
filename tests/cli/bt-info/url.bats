load ../../support/common
load ../../support/servers

@test "the URL of a torrent is an input like its file" {
    make_tree data
    bt-create -q -o a.torrent data
    start_web
    assert_equal "$(bt-info "$WEB/good/a.torrent")" "$(bt-info a.torrent)"
    assert_equal "$(bt-info -j "$WEB/private/a.torrent" | jq -r .input)" "$WEB/private/a.torrent"
    run -0 bt-verify "$WEB/good/a.torrent"
    bt-edit -q -c ours -o b.torrent "$WEB/good/a.torrent"
    assert_equal "$(bt-info -j b.torrent | jq -r '.comment, .info_hash_v1')" \
        "$(printf 'ours\n%s' "$(bt-info -j a.torrent | jq -r .info_hash_v1)")"
    run -4 --separate-stderr bt-verify "$WEB/good/web.port"
}

@test "what cannot be fetched ends with status 10, what is no torrent with 4" {
    make_tree data
    start_web
    fails 10 "bt-info: cannot fetch $WEB/good/no: HTTP status 404" bt-info "$WEB/good/no"
    fails 10 "bt-info: cannot fetch $WEB/loop/: redirected more than 5 times" bt-info "$WEB/loop/"
    fails 10 "bt-info: cannot fetch $WEB/file/: redirected to what is neither http nor https" bt-info "$WEB/file/"
    closed=http://127.0.0.1:$(free_port)/
    fails 10 "bt-info: cannot fetch $closed: Connection refused" bt-info "$closed"
    fails 4 "bt-info: cannot fetch $WEB/endless/: more than the limit of 67108864 bytes" bt-info "$WEB/endless/"
    run -4 --separate-stderr bt-info "$WEB/good/data/large.bin"
    assert_regex "$stderr" "cannot read torrent $WEB/good/data/large.bin: .*"
}

@test "a server that hangs costs no more than --timeout" {
    start_web
    SECONDS=0
    fails 9 "bt-info: cannot fetch $WEB/hang/: no whole answer within 0.5s" bt-info -W 500ms "$WEB/hang/"
    ((SECONDS < 10))
}

@test "inputs beside one that cannot be fetched are told" {
    make_tree data
    bt-create -q -o a.torrent data
    start_web
    run -13 --separate-stderr bt-info -j "$WEB/good/no" a.torrent
    assert_equal "$(jq -r '.kind, (.code // 0)' <<< "$output" | xargs)" "error 10 torrent_info 0"
}

@test "without libcurl a URL is refused, and the package named" {
    [[ $(id -u) -eq 0 ]] || skip "hiding a library needs root"
    unshare -m true 2> /dev/null || skip "no namespaces here"
    run -10 --separate-stderr unshare -m bash -c '
        for library in $(ldconfig -p | sed -n "s/.*libcurl\.so\.4 .*=> //p"); do mount --bind /dev/null "$library"; done
        bt-info http://127.0.0.1:1/'
    assert_regex "$stderr" 'cannot load libcurl.so.4, .*package libcurl4'
}

@test "a server at a public address cannot lead to a private one" {
    [[ $(id -u) -eq 0 ]] || skip "another network needs root"
    unshare -n true 2> /dev/null || skip "no namespaces here"
    make_tree data
    bt-create -q -o a.torrent data
    cat > there << 'THERE'
ip link set lo up
ip addr add 198.51.100.1/32 dev lo
unset http_proxy
python3 "$BT_SOURCE/tests/support/range_server.py" . web.port 198.51.100.1 3>&- &
while [[ ! -s web.port ]]; do sleep 0.05; done
python3 -m http.server -b 127.0.0.1 "$(< web.port)" > /dev/null 2>&1 3>&- &
sleep 1
bt-info "http://198.51.100.1:$(< web.port)/good/a.torrent" > direct
bt-info "http://198.51.100.1:$(< web.port)/private/a.torrent"
THERE
    run -10 --separate-stderr unshare -n --fork --kill-child -p bash there
    assert_regex "$stderr" 'redirected from a public address to a private one'
    assert_equal "$(< direct)" "$(bt-info a.torrent)"
}
