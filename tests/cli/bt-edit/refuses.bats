load ../../support/common

made() {
    make_tree data
    bt-create -q "$@" -o x.torrent data > /dev/null
    cp x.torrent before
}

@test "a change in the info dictionary ends with 14, unless it is none" {
    made -s TAG
    printf '{"info":{"k":1}}' > info.json
    local arguments
    for arguments in '-n other' -p --no-source '-s other' -x "--similar $(printf 'a%.0s' $(seq 40))" \
        '--collection c' '--merge @info.json'; do
        # shellcheck disable=SC2086 # the words are meant to be split
        run -14 --separate-stderr bt-edit $arguments x.torrent
        assert_output ""
        assert_regex "$stderr" '^bt-edit: cannot change info\.[a-z]+ of x\.torrent: it would have another info-hash
bt-edit: hint: --allow-new-infohash lets it$'
        run -14 bt-edit -N $arguments x.torrent
    done
    bt-edit -n data --no-private -s TAG --no-entropy --no-similar --no-collections x.torrent
    cmp x.torrent before
}

@test "nothing is written when one of several changes is refused" {
    made
    run -14 bt-edit -c new -p x.torrent
    cmp x.torrent before
}

@test "what is no torrent ends with 4 and says where" {
    printf hello > hello
    : > empty
    printf 'd4:infoi1ee' > noinfo
    printf 'd1:a0:1:a0:4:infodee' > twice
    printf 'd4:infod4:name1:a' > 'cut'
    mkdir folder
    fails 4 "bt-edit: cannot read torrent nowhere: No such file or directory" bt-edit -c x nowhere
    fails 4 "bt-edit: cannot read torrent hello: no bencoded value at byte 0" bt-edit -c x hello
    fails 4 "bt-edit: cannot read torrent empty: the file is empty" bt-edit -c x empty
    fails 4 "bt-edit: cannot read torrent noinfo: info that is no dictionary at byte 7" bt-edit -c x noinfo
    fails 4 "bt-edit: cannot read torrent twice: a key that is there twice, at byte 6" bt-edit -c x twice
    fails 4 "bt-edit: cannot read torrent cut: it ends in the middle at byte 17" bt-edit -c x cut
    fails 4 "bt-edit: cannot read torrent folder: Is a directory" bt-edit -c x folder
    fails 4 "bt-edit: cannot read torrent standard input: the file is empty" bt-edit -c x - < empty
}

@test "some bad inputs of several end with 13, and the others are edited" {
    made
    cp x.torrent y.torrent
    run -13 --separate-stderr bt-edit -j -c new x.torrent nowhere y.torrent
    assert_equal "$stderr" "bt-edit: cannot read torrent nowhere: No such file or directory"
    assert_equal "$(jq -r .kind <<< "$output" | tr '\n' ' ')" "torrent_edited error torrent_edited summary "
    run -0 jq -c 'select(.kind == "error") | [.input, .code]' <<< "$output"
    assert_output '["nowhere",4]'
    cmp x.torrent y.torrent
    run -14 --separate-stderr bt-edit -p x.torrent y.torrent
    assert_equal "$(grep -c hint <<< "$stderr")" 1
}

@test "usage errors end with 2 and one line, and write nothing" {
    made
    cp x.torrent y.torrent
    mkdir -p a folder
    cp x.torrent a/
    local arguments
    for arguments in x.torrent '-c x' '--no-such x.torrent' '-a ftp://t x.torrent' '-a http:// x.torrent' \
        '-w nothing x.torrent' '--http-seed ftp://h/ x.torrent' '--dht-node x x.torrent' \
        '--remove-dht-node x x.torrent' '--replace-announce a x.torrent' '--replace-announce =udp://b x.torrent' \
        '--replace-announce udp://a=udp://b=udp://c x.torrent' '-D soon x.torrent' '-c a --no-comment x.torrent' \
        '--created-by a --no-created-by x.torrent' '-p --no-private x.torrent' '-s a --no-source x.torrent' \
        '-x --no-entropy x.torrent' '-n a/b --allow-new-infohash x.torrent' '-f -c a x.torrent' \
        '-c a -o out.torrent x.torrent y.torrent' '-c a -o - x.torrent y.torrent' \
        '-c a -o x.torrent -f x.torrent' '-c a -o folder/ x.torrent a/x.torrent' '-c a -o folder/ -' \
        '-c a - -' '-c a -i - -' '-c a -0 x.torrent'; do
        # shellcheck disable=SC2086 # the words are meant to be split
        run -2 --separate-stderr bt-edit $arguments < /dev/null
        assert_output ""
        assert_equal "$(wc -l <<< "$stderr")" 1
        assert_regex "$stderr" '^bt-edit: '
    done
    for arguments in '{' '[]' '{"a":1.5}' '{"a":true}' '{"$a":1}' '{"a":9223372036854775808}' '{"info":null}' \
        '{"info":{"pieces":""}}' '{"info":{"length":1}}' '{"info":{"files":[]}}' '{"info":{"file tree":{}}}' \
        '{"info":{"piece length":1}}' '{"info":{"meta version":1}}' '{"piece layers":{}}'; do
        run -2 --separate-stderr bt-edit --allow-new-infohash --merge "$arguments" x.torrent
        assert_output ""
        assert_regex "$stderr" '^bt-edit: cannot merge [^:]*'
    done
    run -2 --separate-stderr bt-edit -j -c a -o - x.torrent
    assert_equal "$(jq -r .kind <<< "$output")" summary
    assert_equal "$stderr" "bt-edit: cannot write the torrent and JSON to standard output"
    cmp x.torrent before
    assert_equal "$(ls folder)" ""
    assert [ ! -e out.torrent ]
}

@test "a URL with control characters is refused" {
    made
    run -2 bt-edit -a $'http://t/\e[31m' x.torrent
    run -2 bt-edit -w $'http://t/\n' x.torrent
    run -2 bt-edit --replace-announce $'a=http://t/\t' x.torrent
    cmp x.torrent before
}

@test "what cannot be read as the list it should be is refused" {
    printf 'd13:announce-list1:x4:infod6:lengthi3e4:name1:f12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaae5:nodes1:xe' > x.torrent
    fails 4 "bt-edit: cannot edit x.torrent: its announce-list is not a list of lists of URLs" bt-edit -a udp://a x.torrent
    fails 4 "bt-edit: cannot edit x.torrent: its nodes is not a list" bt-edit --dht-node a:1 x.torrent
    bt-edit -c unrelated x.torrent
    bt-edit --no-announce --no-dht-nodes x.torrent
    run -0 bt-info x.torrent
}

@test "a torrent that loads never becomes one that does not" {
    made
    run -14 --separate-stderr bt-edit --allow-new-infohash --merge '{"info":{"name":null,"name.utf-8":null}}' x.torrent
    assert_regex "$stderr" '^bt-edit: cannot edit x.torrent: the result could not be read again: '
    cmp x.torrent before
}

@test "a pipe or a device is not edited in place, but read with -o" {
    made
    mkfifo pipe
    fails 5 "bt-edit: cannot write pipe: it is not a regular file" bt-edit -c x pipe
    fails 5 "bt-edit: cannot write /dev/null: it is not a regular file" bt-edit -c x /dev/null
    bt-edit -c x -o copy.torrent <(cat x.torrent)
    run -0 bt-info copy.torrent
}

@test "a full or closed standard output ends with 5, a reader that went away with 141" {
    made
    fails 5 "bt-edit: cannot write standard output: No space left on device" sh -c 'bt-edit -o - -c x x.torrent > /dev/full'
    fails 5 "bt-edit: cannot write standard output: No space left on device" sh -c 'bt-edit -N -c x x.torrent > /dev/full'
    fails 5 "bt-edit: cannot write standard output: Bad file descriptor" sh -c 'bt-edit -j -c x x.torrent >&-'
    run -0 --separate-stderr bash -c 'bt-edit -o - -c x x.torrent | true; [ "${PIPESTATUS[0]}" -eq 141 ] || [ "${PIPESTATUS[0]}" -eq 0 ]'
    assert_equal "$stderr" ""
}

@test "names of files cannot command a terminal" {
    fails 4 'bt-edit: cannot read torrent a\x1b[31m.torrent: No such file or directory' bt-edit -c x $'a\e[31m.torrent'
}

@test "the limits of what a torrent may cost are options" {
    make_tree data
    bt-create -q -o a.torrent data
    run -4 bt-edit -q --max-items 10 -c x a.torrent
    run -4 bt-edit -q --max-file-size 100 -c x a.torrent
    run -0 bt-edit -q --max-items 1000 -c x a.torrent
}
