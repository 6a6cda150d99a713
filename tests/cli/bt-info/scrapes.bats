load ../../support/common
load ../../support/servers

# announce HASH: somebody who has all of it comes to the tracker.
announce() {
    python3 -c 'import sys, urllib.request, urllib.parse; urllib.request.urlopen(sys.argv[1] + urllib.parse.quote(bytes.fromhex(sys.argv[2][:40]))).read()' \
        "http://127.0.0.1:$TRACKER_PORT/announce?peer_id=aaaaaaaaaaaaaaaaaaaa&port=6881&left=0&uploaded=0&downloaded=0&event=started&info_hash=" "$1"
}

# a.torrent, known by a tracker over HTTP (tier 0) and UDP (tier 1).
make_known() {
    make_tree data
    TRACKER_PORT=$(free_port)
    bt-create -q "$@" -a "http://127.0.0.1:$TRACKER_PORT/announce" \
        -a "udp://127.0.0.1:$TRACKER_PORT/announce" -o a.torrent data
    start_tracker a.torrent
}

@test "--scrape asks trackers over HTTP and UDP, with both hashes of a hybrid torrent" {
    make_known
    announce "$(bt-info -j a.torrent | jq -r .info_hash_v1)"
    run -0 --separate-stderr bt-info --scrape -j a.torrent
    assert_equal "$(jq -r 'select(.kind=="scrape") | "\(.tier) \(.version) \(.verdict) \(.complete) \(.incomplete)"' <<< "$output")" \
        $'0 v1 ok 1 0\n0 v2 unknown null null\n1 v1 ok 1 0\n1 v2 ok 0 0'
    assert_equal "$(tail -n 1 <<< "$output" | jq -c '[.kind, .reason, .exit_code, .torrents, .failed]')" \
        '["summary","ok",0,1,0]'
    # shellcheck disable=SC2154
    assert_equal "$stderr" ""
}

@test "--scrape prints a line for each tracker in a pipe, and a table on a terminal" {
    make_known -m v1
    announce "$(bt-info -j a.torrent | jq -r .info_hash_v1)"
    run -0 bt-info --scrape a.torrent
    assert_equal "$(cut -f 2,3,4,5,8,9 <<< "$output")" \
        "$(printf 'v1\tok\t1\t0\t0\thttp://127.0.0.1:%s/announce\nv1\tok\t1\t0\t1\tudp://127.0.0.1:%s/announce' "$TRACKER_PORT" "$TRACKER_PORT")"
    run -0 script -qec 'bt-info --scrape a.torrent' /dev/null
    assert_line --partial data
    assert_line --regexp '^ +seeds +leechers +downloads +time +tracker'
    assert_line --regexp "^ +1 +0 +[0-9-]+ +[0-9.]+s  udp://127.0.0.1:$TRACKER_PORT/announce"
}

@test "a magnet link is scraped like a torrent; v2 alone by the front of its hash" {
    make_known -m v2
    announce "$(bt-info -j a.torrent | jq -r .info_hash_v2)"
    run -0 bt-info --scrape -j "$(bt-info -m a.torrent)"
    assert_equal "$(jq -r 'select(.kind=="scrape") | "\(.version) \(.verdict)"' <<< "$output")" $'v2 ok\nv2 ok'
}

@test "trackers that fail are told, escaped, and one that answers is enough" {
    make_known -m v1
    start_web
    bt-create -q -m v1 -n data -a "$WEB/rude/announce" -a "$WEB/hang/announce" -a wss://t/announce \
        -a "http://127.0.0.1:$(free_port)/announce" -a "udp://127.0.0.1:$TRACKER_PORT/announce" -o b.torrent data
    run -0 --separate-stderr bt-info --scrape -W 3s b.torrent
    assert_equal "$(cut -f 3,10 <<< "$output")" "failed	the tracker says: no \\x1b[2J\\x1b[31m
timed_out	no whole answer within 2.0s
unsupported	trackers of WebTorrent cannot be asked
failed	Connection refused
ok	"
}

@test "the status tells nobody knows it, nobody answered, nobody was in time, nobody to ask" {
    make_tree data
    start_web
    bt-create -q -a "$WEB/unknown/announce" -o a.torrent data
    run -8 --separate-stderr bt-info --scrape a.torrent
    assert_equal "$stderr" "bt-info: cannot scrape a.torrent: no tracker that answered knows it"
    bt-create -q -a "$WEB/good/announce" -o b.torrent data
    run -10 --separate-stderr bt-info --scrape b.torrent
    assert_equal "$stderr" "bt-info: cannot scrape b.torrent: no tracker answered"
    bt-create -q -a "$WEB/hang/announce" -o c.torrent data
    SECONDS=0
    run -9 --separate-stderr bt-info --scrape -W 1s c.torrent
    assert_equal "$stderr" "bt-info: cannot scrape c.torrent: no tracker answered in time"
    ((SECONDS < 10))
    bt-create -q -o d.torrent data
    fails 8 "bt-info: cannot scrape d.torrent: it names no tracker" bt-info --scrape d.torrent
    run -13 --separate-stderr bt-info --scrape -j a.torrent b.torrent
    assert_equal "$(jq -r 'select(.kind=="error") | "\(.input) \(.code)"' <<< "$output")" $'a.torrent 8\nb.torrent 10'
}

@test "Ctrl-C ends a scrape at once, with the summary" {
    make_tree data
    start_web
    bt-create -q -m v1 -a "$WEB/hang/announce" -o a.torrent data
    SECONDS=0
    (sleep 1; kill -INT "$(pgrep -f -- "--scrape -j $PWD/a.torrent")") 3>&- &
    run -130 bt-info --scrape -j "$PWD/a.torrent"
    ((SECONDS < 10))
    assert_equal "$(jq -r '.verdict // .reason' <<< "$output")" $'stopped\ninterrupted'
}

@test "a silent name server does not keep it longer than the limit" {
    [[ $(id -u) -eq 0 ]] || skip "another network needs root"
    unshare -nm true 2> /dev/null || skip "no namespaces here"
    make_tree data
    bt-create -q -m v1 -a http://t.example/announce -a udp://t.example:80/announce -o a.torrent data
    cat > there << 'THERE'
ip link set lo up
echo 'nameserver 127.0.0.1' > resolv.conf
echo 'hosts: files dns' > nsswitch.conf
mount --bind resolv.conf "$(realpath /etc/resolv.conf)"
mount --bind nsswitch.conf /etc/nsswitch.conf
python3 -c 'import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 53)); time.sleep(20)' 3>&- &
sleep 0.5
exec bt-info --scrape -W 1s a.torrent
THERE
    SECONDS=0
    run -9 --separate-stderr unshare -nm --fork --kill-child -p bash there
    ((SECONDS < 10))
    assert_equal "$(cut -f 3,10 <<< "$output")" "timed_out	no connection within 0.6s
timed_out	the host was not found in time"
}
