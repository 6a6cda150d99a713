load ../../support/common

@test "content from standard input is hashed as it passes, or saved" {
    head -c 1234567 /dev/urandom > x.tar
    for format in v1 v2 hybrid; do
        bt-create -q -f -m $format -l 32K -o file.torrent x.tar
        bt-create -q -f -m $format -l 32K -n x.tar -o piped.torrent - < <(cat x.tar)
        cmp file.torrent piped.torrent
        rm -f saved.tar
        bt-create -q -f -m $format -l 32K -n x.tar --save saved.tar -o saved.torrent - < <(cat x.tar)
        cmp file.torrent saved.torrent
        cmp x.tar saved.tar
    done
    bt-create -q -f -o file.torrent x.tar
    bt-create -q -f -n x.tar --save saved.tar -o saved.torrent - < <(cat x.tar)
    cmp file.torrent saved.torrent
    bt-create -q -f -m v2 -o file.torrent x.tar
    bt-create -q -f -m v2 -n x.tar -o piped.torrent - < <(cat x.tar)
    cmp file.torrent piped.torrent
}

@test "a tar that is made at the same time" {
    make_tree data
    tar c -C data . | bt-create -q - -n data.tar --save data.tar
    bt-create -q -f -o again.torrent data.tar
    cmp again.torrent data.tar.torrent
    tar tf data.tar > /dev/null
}

@test "what standard input cannot be asked is refused, and nothing is left" {
    fails 2 "bt-create: content from standard input needs a name: -n" bt-create -
    fails 2 "bt-create: pieces of v1 need their length before the content ends: give -l SIZE, or --save" bt-create - -n x
    fails 2 "bt-create: pieces of v1 need their length before the content ends: give -l SIZE, or --save" bt-create - -n x -l count:9
    fails 2 "bt-create: standard input goes with no other path" bt-create - x -n x
    fails 2 "bt-create: --check needs the content again: keep it with --save" bt-create - -n x -l 1M --check
    fails 2 "bt-create: nothing can be said of standard input without reading it" bt-create - -n x -N
    fails 2 "bt-create: --save keeps standard input, which is not the content" bt-create --save y x
    fails 4 "bt-create: cannot read standard input: it is empty" bash -c 'bt-create - -n x --save y < /dev/null'
    fails 4 "bt-create: cannot read standard input: it is empty" bash -c 'bt-create - -n x -l 1M < /dev/null'
    echo keep > y
    fails 14 $'bt-create: cannot write y: File exists\nbt-create: hint: -f replaces it' bash -c 'echo x | bt-create - -n x --save y'
    assert_equal "$(cat y)" keep
    assert_equal "$(find . -name "*.torrent" -o -name ".bt-*")" ""
}
