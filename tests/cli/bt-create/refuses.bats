load ../../support/common

@test "a missing path ends with 4" {
    fails 4 "bt-create: cannot create torrent from nowhere: No such file or directory" bt-create nowhere
}

@test "flags that libtorrent had once are refused with the reason" {
    make_tree data
    run -2 --separate-stderr bt-create --merkle data
    assert_equal "$stderr" "bt-create: --merkle is not supported: v2 torrents have hash trees, and BEP 30 is gone (try bt-create --help)
bt-create: hint: bt-tools(7) has what is not there"
    run -2 --separate-stderr bt-create --optimize-alignment data
    assert_regex "$stderr" "^bt-create: --optimize-alignment is not supported: "
    run -2 --separate-stderr bt-create --mutable-torrent-support data
    assert_regex "$stderr" "^bt-create: --mutable-torrent-support is not supported: "
}

@test "a folder without files, or with empty ones only, ends with 4" {
    mkdir -p none/below hollow
    : > hollow/a
    fails 4 "bt-create: cannot create torrent from none: there are no files in it" bt-create none
    fails 4 "bt-create: cannot create torrent from hollow: there is no content, only empty files" bt-create hollow
    assert [ ! -e hollow.torrent ]
}

@test "a folder that cannot be read ends with 4" {
    [ "$(id -u)" = 0 ] || skip "needs root to become somebody else"
    make_tree data
    chmod 700 data/a
    chmod 777 .
    local where=$PWD parent=$PWD
    while [ "$parent" != / ]; do chmod o+x "$parent"; parent=$(dirname "$parent"); done
    cp -r "$BT_BIN" bin && cp -r "$BT_BIN/../lib" lib && chmod -R o+rX bin lib
    run -4 --separate-stderr env -u LD_PRELOAD runuser -u nobody -- env LD_LIBRARY_PATH="$where/lib" "$where/bin/bt-create" -o out.torrent data
    assert_equal "$stderr" "bt-create: cannot create torrent from data/a: Permission denied"
    assert [ ! -e out.torrent ]
}

@test "an output that exists is kept, and ends with 14" {
    make_tree data
    printf keep > data.torrent
    fails 14 "bt-create: cannot write data.torrent: File exists
bt-create: hint: -f replaces it" bt-create data
    assert_equal "$(cat data.torrent)" keep
    bt-create -f data
    bt-info data.torrent
}

@test "an output folder that is missing ends with 5, before any hashing" {
    make_tree data
    fails 5 "bt-create: cannot write no/x.torrent: No such file or directory" bt-create -o no/x.torrent data
}

@test "a full standard output ends with 5" {
    make_tree data
    fails 5 "bt-create: cannot write standard output: No space left on device" \
        sh -c 'bt-create -o - data > /dev/full'
    fails 5 "bt-create: cannot write standard output: No space left on device" \
        sh -c 'bt-create -o x.torrent data > /dev/full'
}

@test "a full disk ends with 5 and leaves no file" {
    [ "$(id -u)" = 0 ] || skip "needs root to mount a small file system"
    make_tree data
    mkdir small
    mount -t tmpfs -o size=8k tmpfs small || skip "cannot mount here"
    head -c 8192 /dev/zero > small/pad || true
    run -5 --separate-stderr bt-create -l 16K -o small/x.torrent data
    assert_equal "$(ls -A small)" pad
    umount small
    assert_equal "$stderr" "bt-create: cannot write small/x.torrent: No space left on device"
}

@test "a limit on file sizes ends with 5 and leaves no file, or the old one" {
    make_tree data
    mkdir out
    # The sentence itself has to fit, too.
    fails 5 "bt-create: cannot write out/x.torrent: File too large" \
        prlimit --fsize=200 "$BT_BIN/bt-create" -l 16K -o out/x.torrent data
    assert_equal "$(ls -A out)" ""
    printf old > out/x.torrent
    fails 5 "bt-create: cannot write out/x.torrent: File too large" \
        prlimit --fsize=200 "$BT_BIN/bt-create" -f -l 16K -o out/x.torrent data
    fails 5 "bt-create: cannot write the content: File too large" \
        prlimit --fsize=50000 "$BT_BIN/bt-create" --save out/saved -n saved -o out/y.torrent - < data/large.bin
    assert_equal "$(ls -A out)" x.torrent
    assert_equal "$(cat out/x.torrent)" old
}

@test "the output may not be part of the content" {
    make_tree data
    printf x > data/x.torrent
    fails 2 "bt-create: cannot write data/x.torrent: it is part of the content" \
        bt-create -f -o data/x.torrent data
}

@test "usage errors end with 2 and one line" {
    make_tree data
    local arguments
    for arguments in '--no-such-option data' '-l 100K data' '-l 8K data' '-m v3 data' '-D soon data' \
        '-a ftp://t/a data' '-a http:// data' '-w nothing data' '-n a/b data' '-n .. data' \
        '-T 0 data' '--created-by x --no-created-by data' '-j -o - data' ''; do
        # shellcheck disable=SC2086 # the words are meant to be split
        run -2 --separate-stderr bt-create $arguments
        assert_output ""
        # shellcheck disable=SC2154
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
    assert_equal "$(echo *.torrent)" '*.torrent'
}

@test "a signal while it hashes writes nothing and ends with 128 and its number" {
    mkdir data
    truncate -s 20G data/sparse
    bt-create data 2> err &
    local pid=$!
    sleep 0.3
    kill -TERM $pid
    local status=0
    wait $pid || status=$?
    assert_equal $status 143
    assert [ ! -e data.torrent ]
    assert_equal "$(cat err)" "bt-create: stopped; nothing was written"
}

@test "a pipe or a device is never replaced by a file" {
    make_tree data
    mkfifo pipe
    fails 5 "bt-create: cannot write pipe: it is not a regular file" bt-create -f -o pipe data
    assert [ -p pipe ]
    fails 5 "bt-create: cannot write /dev/null: it is not a regular file" bt-create -f -o /dev/null data
    assert [ -c /dev/null ]
}
