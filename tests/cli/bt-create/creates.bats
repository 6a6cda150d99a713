load ../../support/common

@test "a path alone writes NAME.torrent here and prints the magnet link" {
    make_tree data
    run -0 --separate-stderr bt-create data
    assert_regex "$output" '^magnet:\?xt=urn:btih:[0-9a-f]{40}&xt=urn:btmh:1220[0-9a-f]{64}&dn=data$'
    assert_equal "$stderr" ""
    assert [ -s data.torrent ]
}

@test "each format has the hashes of its kind" {
    make_tree data
    for format in v1 v2 hybrid; do
        bt-create -m $format -o $format.torrent data
    done
    run -0 jq -r '[has("info_hash_v1"), has("info_hash_v2")] | @csv' <(bt-info -j v1.torrent v2.torrent hybrid.torrent)
    assert_output $'true,false\nfalse,true\ntrue,true'
}

@test "the output may be a file, a folder, or standard output" {
    make_tree data
    mkdir out
    bt-create -o file.torrent data
    bt-create -o out/ data
    bt-create -o - data > piped.torrent
    cmp file.torrent out/data.torrent
    cmp file.torrent piped.torrent
}

@test "the same tree gives the same bytes in another folder, locale, zone and by another user" {
    make_tree one/data
    mkdir two && cp -r one/data two/data && touch -d 2001-01-01 two/data/large.bin
    bt-create -o one.torrent one/data
    (cd two && LC_ALL=C TZ=Pacific/Auckland USER=other bt-create -o ../two.torrent data)
    cmp one.torrent two.torrent
}

@test "the date is none by default, that of SOURCE_DATE_EPOCH, or the one given" {
    make_tree data
    bt-create -o none.torrent data
    SOURCE_DATE_EPOCH=1000 bt-create -o epoch.torrent data
    SOURCE_DATE_EPOCH=1000 bt-create -D 1970-01-01T01:00:00Z -o given.torrent data
    SOURCE_DATE_EPOCH=1000 bt-create -D none -o off.torrent data
    run -0 jq .creation_date <(bt-info -j none.torrent epoch.torrent given.torrent off.torrent)
    assert_output $'null\n1000\n3600\nnull'
    fails 2 "bt-create: cannot use SOURCE_DATE_EPOCH soon: not a number of seconds" \
        env SOURCE_DATE_EPOCH=soon bt-create data
}

@test "every option that describes the torrent is in it" {
    make_tree data
    bt-create -a http://a/x,http://b/y -a udp://c:1 -w http://w/ -p -s SRC -c 'a comment' \
        -n other --created-by me -l 32K -o x.torrent data
    run -0 jq -c '[.name, .trackers, .web_seeds, .private, .source, .comment, .creator, .piece_length]' <(bt-info -j x.torrent)
    assert_output '["other",[{"url":"http://a/x","tier":0},{"url":"http://b/y","tier":0},{"url":"udp://c:1","tier":1}],[{"url":"http://w/","type":"url_seed"}],true,"SRC","a comment","me",32768]'
    bt-create --no-created-by -o y.torrent data
    run -0 jq 'has("creator")' <(bt-info -j y.torrent)
    assert_output false
}

@test "-t is another name of -a, and --threads changes nothing but the speed" {
    make_tree data
    bt-create -t http://a/x -T 1 -o one.torrent data
    bt-create -a http://a/x -T 7 -o two.torrent data
    cmp one.torrent two.torrent
}

@test "piece lengths are given as a size, a power, or a count" {
    make_tree data
    for length in 64K 16 2^16 65536 count:2; do
        bt-create -f -l $length -o x.torrent data
        run -0 jq .piece_length <(bt-info -j x.torrent)
        assert_output 65536
    done
}

@test "with --json it prints one torrent_info line" {
    make_tree data
    run -0 bt-create -j data
    assert_equal "$(jq -r '[.kind, .path, .name, .num_files] | @csv' <<< "$output")" '"torrent_info","data.torrent","data",5'
}

@test "names that are not UTF-8 are kept byte for byte, and JSON stays valid" {
    mkdir data
    printf x > "data/$(printf 'bad\xff')"
    bt-create -m v1 -o x.torrent data
    LC_ALL=C grep -qaP 'bad\xff' x.torrent
    run -0 jq -r .magnet <(bt-create -j -o y.torrent data)
    assert_regex "$output" '^magnet:'
}
