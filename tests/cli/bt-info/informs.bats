load ../../support/common

@test "a pipe gets one tab-separated line for each torrent" {
    make_tree data
    bt-create -q -m v1 -o a.torrent data && bt-create -q -m v1 -n b -o b.torrent data
    run -0 bt-info a.torrent b.torrent
    assert_equal "$(cut -f1,4,5 <<< "$output")" "$(printf 'data\t100023\t5\nb\t100023\t5')"
}

@test "a terminal gets labels and sizes that are read easily" {
    make_tree data
    bt-create -q -m v1 -a http://t/announce -o a.torrent data
    run -0 script -qec 'bt-info a.torrent' /dev/null
    assert_line --regexp '^name +data'
    assert_line --regexp '^size +97\.7 KiB \(100023 bytes\) in 5 files'
    assert_line --regexp '^trackers +http://t/announce'
}

@test "--json gives every fact, with the input it came from" {
    make_tree data
    bt-create -q -o a.torrent data
    run -0 bt-info -j a.torrent
    assert_equal "$(jq -c '[.kind, .input, .name, .total_size, .num_files, .num_pieces]' <<< "$output")" \
        '["torrent_info","a.torrent","data",100023,5,10]'
}

@test "--files lists index, size and path, and pad files only when asked" {
    make_tree data
    bt-create -q -o a.torrent data
    run -0 bt-info --files a.torrent
    assert_equal "$(cut -f2,3 <<< "$output")" "$(printf '6\tdata/a/b/small.txt\n0\tdata/empty\n7\tdata/grün.txt\n100000\tdata/large.bin\n10\tdata/run.sh')"
    run -0 bt-info --files --pad-files a.torrent
    assert_output --partial .pad
    run -0 jq -r 'select(.kind=="file" and .attributes==["executable"]).path' <(bt-info -j --files a.torrent)
    assert_output data/run.sh
}

@test "--magnet prints magnet links, which are inputs as well" {
    make_tree data
    bt-create -q -a http://t/announce -o a.torrent data
    link=$(bt-info --magnet a.torrent)
    assert_equal "$(bt-info -m "$link")" "$link"
    assert_equal "$(bt-info -j "$link" | jq -r .trackers[0].url)" http://t/announce
}

@test "standard input is an input" {
    make_tree data
    bt-create -q -o a.torrent data
    assert_equal "$(bt-info - < a.torrent)" "$(bt-info a.torrent)"
}

@test "what strangers wrote never reaches a terminal raw" {
    make_tree data
    bt-create -q -m v1 -c "$(printf '\033[31mred\033[0m')" -n "$(printf 'a\033[2Jb')" -o a.torrent data
    for command in 'bt-info a.torrent' 'bt-info --files a.torrent'; do
        run -0 script -qec "$command" /dev/null
        refute_output --partial "$(printf '\033')"
    done
    run -0 script -qec 'bt-info a.torrent' /dev/null
    assert_output --partial '\x1b[31mred\x1b[0m'
    run -0 bt-info -j --files a.torrent
    refute_output --partial "$(printf '\033')"
}

@test "bytes that are not UTF-8 are there twice in JSON" {
    mkdir data && printf x > "data/$(printf 'bad\xff')"
    bt-create -q -m v1 -n "$(printf 'n\xff')" -o a.torrent data
    assert_equal "$(bt-info -j a.torrent | jq -r .name_base64 | base64 -d | od -An -tx1)" " 6e ff"
}
