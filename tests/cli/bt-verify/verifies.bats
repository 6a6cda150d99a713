load ../../support/common

make_torrents() {
    make_tree data
    for format in v1 v2 hybrid; do
        bt-create -q -l 16K -m $format -o $format.torrent data > /dev/null
    done
}

@test "data that is as it was ends with 0 in every format" {
    make_torrents
    for format in v1 v2 hybrid; do
        run -0 --separate-stderr bt-verify $format.torrent
        assert_equal "$(cut -f 1 <<< "$output" | sort | uniq -c | tr -s ' ')" " 5 ok"
        # shellcheck disable=SC2154 # bats sets stderr
        assert_equal "$stderr" ""
    done
}

@test "each format is told on its own, and only where the torrent has it" {
    make_torrents
    run -0 jq -c 'select(.kind == "file_check" and .path == "data/large.bin") | [.verdict, .v1, .v2]' \
        <(bt-verify -j v1.torrent v2.torrent hybrid.torrent)
    assert_output '["ok","ok",null]
["ok",null,"ok"]
["ok","ok","ok"]'
}

@test "the data is in the last argument, in -d, or is --content" {
    make_torrents
    mkdir -p there/deep && mv data there/deep/
    bt-verify v1.torrent there/deep
    bt-verify v1.torrent v2.torrent there/deep/
    bt-verify -d there/deep v1.torrent
    mv there/deep/data renamed
    bt-verify --content renamed v1.torrent
    printf 'one file' > single
    bt-create -q -o single.torrent single
    bt-verify single.torrent
    mv single another
    bt-verify --content another single.torrent
    ln -s another link
    bt-verify --content ./link single.torrent
}

@test "torrents come from standard input and from lists" {
    make_torrents
    bt-verify - < v1.torrent
    run -0 bt-verify -j - . < v1.torrent
    printf 'v1.torrent\n\nv2.torrent\n' > list
    run -0 jq -r 'select(.kind == "torrent_check") | .input' <(bt-verify -j -i list)
    assert_output $'v1.torrent\nv2.torrent'
    run -0 jq -r 'select(.kind == "torrent_check") | .input' <(bt-verify -j hybrid.torrent -i list .)
    assert_output $'hybrid.torrent\nv1.torrent\nv2.torrent'
    cp v1.torrent $'odd\nname'
    run -0 jq -r 'select(.kind == "summary") | .torrents' <(printf 'v2.torrent\0odd\nname\0' | bt-verify -j -0 -i -)
    assert_output 2
    bt-verify -i /dev/null
}

@test "-F selects by glob, by path, by index and by range" {
    make_torrents
    select_files() {
        bt-verify "$@" v1.torrent | cut -f 3 | tr '\n' ' '
    }
    assert_equal "$(select_files -F '*.txt')" "data/a/b/small.txt data/grün.txt "
    assert_equal "$(select_files -F a/b/small.txt)" "data/a/b/small.txt "
    assert_equal "$(select_files -F data/large.bin)" "data/large.bin "
    assert_equal "$(select_files -F 0)" "data/a/b/small.txt "
    assert_equal "$(select_files -F 1-2 -F run.sh)" "data/empty data/grün.txt data/run.sh "
}

@test "-F leaves what was not asked for alone" {
    make_torrents
    rm data/empty
    printf x | dd of=data/large.bin bs=1 seek=99999 conv=notrunc status=none
    bt-verify -F grün.txt v2.torrent
    run -7 bt-verify -F empty v2.torrent
}

@test "--quick compares sizes and reads nothing" {
    make_torrents
    printf '\001' | dd of=data/large.bin bs=1 conv=notrunc status=none
    bt-verify --quick hybrid.torrent
    run -0 jq -c 'select(.kind == "torrent_check") | .checked_bytes' <(bt-verify --quick -j hybrid.torrent)
    assert_output 0
    truncate -s 1 data/large.bin
    run -7 bt-verify --quick hybrid.torrent
}

@test "--pieces has a line for every piece" {
    make_torrents
    run -0 bt-verify --pieces v2.torrent
    assert_equal "$(wc -l <<< "$output")" 10
    assert_line --index 0 --regexp $'^ok\t0\tv2\t0 data/a/b/small.txt 0 6\t[0-9a-f]{64}$'
    run -0 jq -c 'select(.kind == "piece_check") | [.piece, .format, .verdict]' <(bt-verify -j --pieces -F grün.txt hybrid.torrent)
    assert_output '[1,"v1","ok"]
[1,"v2","ok"]'
}

@test "on a terminal it prints what is wrong and one line for the torrent, with -v all files" {
    make_torrents
    command -v script > /dev/null || skip "needs script(1)"
    run -0 script -qec "bt-verify v2.torrent" /dev/null
    assert_output $'data: 5 files, 97.7 KiB, ok\r'
    rm data/empty
    run -7 script -qec "bt-verify v2.torrent" /dev/null
    assert_output $'missing     data/empty\r\ndata: 5 files, 97.7 KiB: 1 missing\r'
    run -7 script -qec "bt-verify -v v2.torrent" /dev/null
    assert_line $'ok          data/large.bin\r'
}

@test "symbolic links that a torrent stores are compared, not followed" {
    make_tree data
    ln -s a/b/small.txt data/to-file
    ln -s ../../large.bin data/a/b/up
    ln -s a data/to-folder
    for format in v1 v2 hybrid; do
        bt-create -q -f --symlinks store -m $format -o x.torrent data > /dev/null
        bt-verify x.torrent
    done
    ln -sf large.bin data/to-file
    run -6 bt-verify x.torrent
    assert_line $'corrupt\t0\tdata/to-file\tthe symbolic link points to large.bin, not to data/a/b/small.txt'
}

@test "with --json progress is told while it reads, and at once after SIGUSR1" {
    mkdir data
    truncate -s 2G data/sparse
    bt-create -q -m v1 -l 16M -o x.torrent data > /dev/null
    bt-verify -j -T 1 --progress-interval 100ms x.torrent > out
    run -0 jq -r 'select(.kind == "hash_progress") | .total' out
    assert_line 2147483648
    bt-verify -T 1 x.torrent > out 2> err &
    local pid=$!
    sleep 0.2
    kill -USR1 $pid
    wait $pid || skip "it was over before the signal"
    assert_regex "$(cat err)" '^bt-verify: data  .*% .* of 2.0 GiB'
}

@test "every kernel comes to the same result" {
    make_torrents
    for kernel in openssl auto; do
        BT_HASH=$kernel bt-verify hybrid.torrent
    done
}

@test "a torrent may be read from a pipe, and its data from a read-only folder" {
    make_torrents
    chmod -R a-w data
    bt-create -o - -m v2 -l 16K data | bt-verify -
    chmod -R u+w data
}

@test "nothing is opened for writing, and nothing written but standard output and error" {
    make_torrents
    strace -f -o /dev/null true 2> /dev/null || skip "strace may not trace here"
    rm data/grün.txt
    touch -d @1000 data/large.bin
    # LeakSanitizer cannot work under another tracer.
    run -7 env -u LD_PRELOAD ASAN_OPTIONS=detect_leaks=0 strace -f -o trace bt-verify -j hybrid.torrent
    # What keeps descriptors 0 to 2 taken is /dev/null.
    sed -i '/"\/dev\/null"/d' trace
    run -1 grep -E 'O_(WRONLY|RDWR|CREAT|TRUNC)|\b(creat|mkdir|mkdirat|unlink|unlinkat|rename[a-z0-9]*|truncate|ftruncate|link|linkat|symlink|symlinkat|utimensat|chmod|fchmod[a-z]*)\(' trace
    assert_output ""
    run -0 grep -oE ' (p?write[v64]*)\([0-9]+' trace
    assert_equal "$(sort -u <<< "$output")" " write(1"
    run -0 grep -c 'openat2(.*RESOLVE_BENEATH' trace
    refute_output 0
    assert_equal "$(find . -newer trace -type f)" ""
}
