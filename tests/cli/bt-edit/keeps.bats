load ../../support/common

# parts FILE: the keys beside the info dictionary in their order, each with the bytes it holds.
parts() {
    /usr/bin/python3 - "$1" << 'END'
import sys
data = open(sys.argv[1], "rb").read()
def end(i):
    if data[i:i+1] == b"i": return data.index(b"e", i) + 1
    if data[i:i+1] in b"ld":
        i += 1
        while data[i:i+1] != b"e": i = end(i)
        return i + 1
    colon = data.index(b":", i)
    return colon + 1 + int(data[i:colon])
i = 1
while data[i:i+1] != b"e":
    value = end(i)
    after = end(value)
    print(data[i:value], data[value:after].hex())
    i = after
print("tail", data[i+1:].hex())
END
}

stamp() {
    stat -c '%i %Y %Z' "$1"
}

made() {
    make_tree data
    bt-create -q "$@" -o x.torrent data > /dev/null
}

@test "one key changes and all others keep their bytes and their order" {
    printf 'd3:zzzi007e7:unknownd1:b0:1:ai-0ee8:announce9:udp://a:17:comment3:old4:infod6:lengthi3e4:name1:f12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaae2:\xff\xfe1:qetail' > x.torrent
    cp x.torrent before
    bt-edit -c new x.torrent
    diff <(parts before) <(parts x.torrent) > change || true
    assert_equal "$(grep -c '^[<>]' change)" 2
    grep -q "^> b'7:comment' $(printf 3:new | od -An -tx1 | tr -d ' ')" change
    bt-edit -q -c old x.torrent
    cmp x.torrent before
}

@test "the info-hash stays with every change outside of the info dictionary" {
    made -a http://a/x
    before=$(bt-info -j x.torrent | jq -c '[.info_hash_v1, .info_hash_v2]')
    parts x.torrent | grep -E "^b'(4:info|12:piece layers)'" > info
    bt-edit -a udp://b:1 -w http://w/ --http-seed http://h/ --dht-node a:1 -c c --created-by me -D @1 \
        --merge '{"x":1}' x.torrent
    assert_equal "$(bt-info -j x.torrent | jq -c '[.info_hash_v1, .info_hash_v2]')" "$before"
    parts x.torrent | grep -E "^b'(4:info|12:piece layers)'" | diff info -
}

@test "a second run leaves the file itself alone" {
    made
    touch -d '2001-02-03' x.torrent
    run_edit() {
        bt-edit -a udp://b:1,udp://c:1 -w http://w/ --http-seed http://h/ --dht-node a:1 -c c \
            --remove-announce 'http*' --replace-announce udp://old=udp://new --no-created-by -D @1 \
            --merge '{"x":{"y":[1]}}' --no-private x.torrent
    }
    run_edit
    before=$(stamp x.torrent)
    sleep 0.01
    run -0 run_edit
    assert_output ""
    assert_equal "$(stamp x.torrent)" "$before"
}

@test "permissions and owner stay, and nothing is left beside the file" {
    made
    chmod 640 x.torrent
    if [ "$(id -u)" = 0 ]; then chown 12345:54321 x.torrent; fi
    before=$(stat -c '%a %u %g' x.torrent)
    bt-edit -q -c new x.torrent
    assert_equal "$(stat -c '%a %u %g' x.torrent)" "$before"
    assert_equal "$(echo .bt-*)" '.bt-*'
}

@test "a symbolic link stays one, and the file that it leads to changes" {
    mkdir -p real
    made
    mv x.torrent real/
    ln -s real/x.torrent link.torrent
    bt-edit -q -c new link.torrent
    assert [ -L link.torrent ]
    assert_equal "$(bt-info -j real/x.torrent | jq -r .comment)" new
}

@test "an output that cannot be written changes nothing" {
    [ "$(id -u)" = 0 ] || skip "needs root to become somebody else"
    mkdir shut
    made
    mv x.torrent shut/
    chmod 666 shut/x.torrent
    chmod 755 shut .
    local where=$PWD parent=$PWD
    while [ "$parent" != / ]; do chmod o+x "$parent"; parent=$(dirname "$parent"); done
    cp -r "$BT_BIN" bin && cp -r "$BT_BIN/../lib" lib && chmod -R o+rX bin lib
    cp shut/x.torrent before
    run -5 --separate-stderr env -u LD_PRELOAD runuser -u nobody -- env LD_LIBRARY_PATH="$where/lib" "$where/bin/bt-edit" -c new shut/x.torrent
    assert_equal "$stderr" "bt-edit: cannot write shut/x.torrent: Permission denied"
    chmod 777 shut
    chmod 444 shut/x.torrent
    run -5 --separate-stderr env -u LD_PRELOAD runuser -u nobody -- env LD_LIBRARY_PATH="$where/lib" "$where/bin/bt-edit" -c new shut/x.torrent
    assert_equal "$stderr" "bt-edit: cannot write shut/x.torrent: Permission denied"
    cmp shut/x.torrent before
}

@test "a full disk leaves the old file and no temporary" {
    [ "$(id -u)" = 0 ] || skip "needs root to mount a small file system"
    made
    mkdir small
    mount -t tmpfs -o size=16k tmpfs small || skip "cannot mount here"
    cp x.torrent small/
    head -c 8192 /dev/zero > small/pad
    head -c 20000 /dev/zero | tr '\0' x > comment
    run -5 --separate-stderr bt-edit -c "$(cat comment)" small/x.torrent
    local left
    left=$(find small -mindepth 1 -printf '%f\n' | sort | tr '\n' ' ')
    cmp small/x.torrent x.torrent
    umount small
    assert_equal "$left" "pad x.torrent "
    assert_equal "$stderr" "bt-edit: cannot write small/x.torrent: No space left on device"
}

@test "a limit on file sizes leaves the old file and no temporary" {
    made
    cp x.torrent before
    run -5 --separate-stderr prlimit --fsize=200 "$BT_BIN/bt-edit" -c new x.torrent
    assert_equal "$stderr" "bt-edit: cannot write x.torrent: File too large"
    cmp x.torrent before
    assert_equal "$(echo .bt-*)" '.bt-*'
}

@test "killed at any moment it leaves the old file or the new one" {
    make_tree data
    { printf '{"big":"'; head -c 5000000 /dev/zero | tr '\0' b; printf '"}'; } > big.json
    bt-create -q --merge @big.json -o old data > /dev/null
    bt-edit -q -c new -o new old
    cp old x.torrent
    local start i before after
    start=$(date +%s%N)
    bt-edit -q -c new x.torrent
    local length=$((($(date +%s%N) - start) / 1000))
    cmp x.torrent new
    before=0 after=0
    for i in $(seq 0 39); do
        cp old x.torrent
        bt-edit -q -c new x.torrent &
        local pid=$!
        sleep "$(printf '0.%06d' $((length * i / 40)))"
        kill -9 $pid 2> /dev/null || true
        wait $pid 2> /dev/null || true
        if cmp -s x.torrent old; then
            before=$((before + 1))
        else
            cmp x.torrent new
            after=$((after + 1))
        fi
    done
    echo "old $before times, new $after times, left over: $(echo .bt-*)"
    assert [ $before -gt 0 ]
    cp old x.torrent
    bt-edit -q -c new x.torrent
    cmp x.torrent new
}

@test "two at once do not undo each other" {
    made
    local i pids=()
    for i in $(seq 8); do
        bt-edit -q -a udp://t:$i x.torrent &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    assert_equal "$(bt-info -j x.torrent | jq '.trackers | length')" 8
}
