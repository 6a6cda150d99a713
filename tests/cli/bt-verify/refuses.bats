load ../../support/common

# flip FILE OFFSET: the byte there is another one.
flip() {
    printf '\001' | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# A folder with its torrents: v1.torrent, v2.torrent, hybrid.torrent, with pieces of 16 KiB.
make_torrents() {
    make_tree data
    for format in v1 v2 hybrid; do
        bt-create -q -l 16K -m $format -o $format.torrent data > /dev/null
    done
}

# verdicts STATUS ARGUMENTS...: the verdicts and paths of files that are not ok.
verdicts() {
    run "-$1" --separate-stderr bt-verify "${@:2}"
    # shellcheck disable=SC2154 # bats sets stderr
    assert_equal "$stderr" ""
    cut -f 1,3 <<< "$output" | grep -v $'^ok\t' || true
}

@test "a flipped byte ends with 6 and names the piece, the file and the byte range" {
    make_torrents
    flip data/large.bin 50000
    run -6 --separate-stderr bt-verify v2.torrent
    assert_line $'corrupt\t100000\tdata/large.bin\tpiece 5 (v2), bytes 49152-65535'
    run -6 bt-verify hybrid.torrent
    assert_line $'corrupt\t100000\tdata/large.bin\tpiece 5 (v1 and v2), bytes 49152-65535'
    run -6 bt-verify v1.torrent
    assert_line --partial $'corrupt\t100000\tdata/large.bin\tpiece 3 (v1), bytes '
    run -6 bt-verify -j hybrid.torrent
    run -0 jq -c 'select(.kind == "piece_check") | [.piece, .format, .verdict, .files[0], .expected != .actual]' <<< "$output"
    assert_output '[5,"v1","corrupt",{"index":5,"path":"data/large.bin","offset":49152,"length":16384},true]
[5,"v2","corrupt",{"index":5,"path":"data/large.bin","offset":49152,"length":16384},true]'
}

@test "a bad v1 piece names every file that shares it" {
    make_torrents
    flip data/a/b/small.txt 0
    run -6 bt-verify -j v1.torrent
    local json=$output
    run -0 jq -c 'select(.kind == "piece_check") | [.files[].path]' <<< "$json"
    assert_output '["data/a/b/small.txt","data/grün.txt","data/large.bin"]'
    run -0 jq -r 'select(.kind == "file_check" and .index == 0) | .reason' <<< "$json"
    assert_output "piece 0 (v1), bytes 0-5, shared with data/grün.txt and 1 more file"
}

@test "missing and short files end with 7, long ones with 6" {
    make_torrents
    rm data/empty
    assert_equal "$(verdicts 7 v2.torrent)" $'missing\tdata/empty'
    rm data/grün.txt
    truncate -s 99999 data/large.bin
    assert_equal "$(verdicts 7 v2.torrent)" $'missing\tdata/empty\nmissing\tdata/grün.txt\nshort\tdata/large.bin'
    printf x >> data/run.sh
    assert_equal "$(verdicts 6 v2.torrent)" $'missing\tdata/empty\nmissing\tdata/grün.txt\nshort\tdata/large.bin\nlong\tdata/run.sh'
    rm -r data
    run -7 bt-verify v2.torrent
    assert_equal "$(grep -c '^missing' <<< "$output")" 5
}

@test "in v1, neighbours of a missing file are unchecked" {
    make_torrents
    rm data/grün.txt
    assert_equal "$(verdicts 7 v1.torrent)" $'unchecked\tdata/a/b/small.txt\nmissing\tdata/grün.txt\nunchecked\tdata/large.bin'
    run -7 bt-verify v1.torrent
    assert_line $'unchecked\t6\tdata/a/b/small.txt\tpiece 0 (v1) is shared with data/grün.txt, which is missing'
}

@test "what cannot be read ends with 11" {
    [ "$(id -u)" = 0 ] || skip "needs root to become somebody else"
    make_torrents
    chmod 0 data/grün.txt
    chmod 777 .
    local where=$PWD parent=$PWD
    while [ "$parent" != / ]; do chmod o+x "$parent"; parent=$(dirname "$parent"); done
    cp -r "$BT_BIN" bin && cp -r "$BT_BIN/../lib" lib && chmod -R o+rX bin lib
    run -11 env -u LD_PRELOAD runuser -u nobody -- env LD_LIBRARY_PATH="$where/lib" "$where/bin/bt-verify" v2.torrent
    assert_line $'unreadable\t7\tdata/grün.txt\tPermission denied'
}

@test "a folder, a pipe or a socket in a file's place is unreadable, and nothing hangs" {
    make_torrents
    rm data/grün.txt data/large.bin
    mkdir data/grün.txt
    mkfifo data/large.bin
    run -11 timeout 20 "$BT_BIN/bt-verify" v2.torrent
    assert_line $'unreadable\t7\tdata/grün.txt\tnot a regular file'
    assert_line $'unreadable\t100000\tdata/large.bin\tnot a regular file'
}

@test "a symbolic link that leads out of the folder is not followed" {
    make_torrents
    mkdir outside
    mv data/large.bin outside/
    ln -s "$PWD/outside/large.bin" data/large.bin
    mv data/a outside/a
    ln -s ../../outside/a data/a
    mkdir inside
    mv data inside/
    run -11 bt-verify v2.torrent inside
    assert_line $'unreadable\t100000\tdata/large.bin\ta symbolic link on the way leads out of the folder'
    assert_line $'ok\t7\tdata/grün.txt\t'
    assert_line --partial $'unreadable\t6\tdata/a/b/small.txt'
}

@test "names that differ in case or Unicode form alone are hinted at" {
    make_torrents
    mv data/large.bin data/LARGE.bin
    mv data/a data/A
    mv data/grün.txt "data/$(printf 'gru\xcc\x88n.txt')"
    run -7 bt-verify -j v2.torrent
    run -0 jq -r 'select(.similar_name) | "\(.path) \(.similar_name)"' <<< "$output"
    assert_output "data/a/b/small.txt data/A/b/small.txt
data/grün.txt data/$(printf 'gru\xcc\x88n.txt')
data/large.bin data/LARGE.bin"
}

@test "inputs that are no torrents end with 4, magnet links too" {
    make_torrents
    fails 4 "bt-verify: cannot read torrent no.torrent: No such file or directory" bt-verify no.torrent
    local magnet
    magnet=$(bt-info -m v1.torrent)
    fails 4 "bt-verify: cannot verify $magnet: a magnet link or an info-hash has no hashes of the data" bt-verify "$magnet"
}

@test "a folder that is not there ends with 7 and is not taken for a torrent" {
    make_torrents
    fails 7 "bt-verify: cannot look for data in nowhere: No such file or directory" bt-verify -d nowhere v1.torrent
    fails 7 "bt-verify: cannot look for data in nowhere: No such file or directory" bt-verify v1.torrent nowhere
    fails 7 "bt-verify: cannot look for data in nowhere: No such file or directory" bt-verify --content nowhere v1.torrent
}

@test "a pattern without a match ends with 8" {
    make_torrents
    fails 8 "bt-verify: cannot select files of data: no path matches *.iso" bt-verify -F '*.iso' v1.torrent
    fails 8 "bt-verify: cannot select files of data: no file has the index 99" bt-verify -F 99 v1.torrent
}

@test "several torrents end with 13 if they do not agree, and a bad input does not end the run" {
    make_torrents
    rm data/empty
    make_tree other
    bt-create -q -o other.torrent other > /dev/null
    run -13 bt-verify v2.torrent other.torrent
    run -7 bt-verify v2.torrent hybrid.torrent
    run -13 --separate-stderr bt-verify -j no.torrent other.torrent
    assert_equal "$(jq -r .kind <<< "$output" | sort | uniq -c | tr -s ' ' | tr '\n' ,)" " 1 error, 5 file_check, 1 summary, 1 torrent_check,"
}

@test "--fail-fast stops at the first thing that is wrong" {
    make_torrents
    rm data/empty
    flip data/large.bin 0
    run -7 bt-verify --fail-fast -j v2.torrent hybrid.torrent
    run -0 jq -c 'select(.kind == "torrent_check") | [.input, .complete, .checked_bytes]' <<< "$output"
    assert_output '["v2.torrent",false,0]'
    : > data/empty
    run -6 bt-verify --fail-fast -T 1 v2.torrent
    assert_line $'corrupt\t100000\tdata/large.bin\tpiece 2 (v2), bytes 0-16383'
}

@test "usage errors end with 2 and one line" {
    make_torrents
    local arguments
    for arguments in '' '--no-such-option v1.torrent' '-T 0 v1.torrent' '-F 5-3 v1.torrent' '-0 v1.torrent' \
        '-d . --content data v1.torrent' '--content data v1.torrent v2.torrent' '-i - -' '. -d .. -i - -'; do
        # shellcheck disable=SC2086 # the words are meant to be split
        run -2 --separate-stderr bt-verify $arguments < /dev/null
        assert_output ""
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
    fails 2 "bt-verify: cannot hash with fast: the names are openssl, shani, avx2 and avx512" \
        env BT_HASH=fast bt-verify v1.torrent
}

@test "a full standard output ends with 5" {
    make_torrents
    fails 5 "bt-verify: cannot write standard output: No space left on device" \
        sh -c 'bt-verify v1.torrent > /dev/full'
    fails 5 "bt-verify: cannot write standard output: No space left on device" \
        sh -c 'bt-verify -j v1.torrent > /dev/full'
}

@test "a signal while it reads ends with a summary and 128 and its number" {
    mkdir data
    truncate -s 2G data/sparse
    bt-create -q -m v1 -l 16M -o x.torrent data > /dev/null
    bt-verify -j -T 1 x.torrent > out 2> err &
    local pid=$!
    sleep 0.2
    kill -INT $pid
    local status=0
    wait $pid || status=$?
    if [ $status = 0 ]; then skip "it was over before the signal"; fi
    assert_equal $status 130
    assert_equal "$(tail -1 out | jq -c '[.kind, .reason]')" '["summary","interrupted"]'
    assert_equal "$(jq -c 'select(.kind == "torrent_check") | .complete' out)" false
    assert_equal "$(cat err)" ""
}

@test "the limits of what a torrent may cost are options" {
    make_tree data
    bt-create -q -o a.torrent data
    fails 4 "bt-verify: cannot read torrent a.torrent: more than 4 files" bt-verify -q --max-files 4 a.torrent
    run -0 bt-verify -q --max-files 5 a.torrent
}
