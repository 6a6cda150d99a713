load ../../support/common

@test "an input that cannot be read ends with 4" {
    fails 4 "bt-seed: cannot read torrent nowhere.torrent: No such file or directory" bt-seed nowhere.torrent
    fails 4 "bt-seed: cannot seed magnet:?xt=urn:btih:0123456789012345678901234567890123456789: a magnet link has no file list" \
        bt-seed magnet:?xt=urn:btih:0123456789012345678901234567890123456789
}

@test "data that is not there ends with 7 and is not made" {
    make_tree data
    bt-create -q -o a.torrent data
    rm -r data
    fails 7 "bt-seed: cannot seed a.torrent: data/a/b/small.txt is missing" bt-seed --private-net a.torrent
    assert [ ! -e data ]
}

@test "data that differs ends with 6" {
    make_tree data
    bt-create -q -m v1 -l 16K -o a.torrent data
    printf y | dd of=data/large.bin bs=1 seek=50000 conv=notrunc status=none
    fails 6 "bt-seed: cannot seed data: 1 of 7 pieces do not match their hash" bt-seed --private-net a.torrent
}

@test "usage errors end with 2 and one line" {
    for arguments in '' '--no-such-option x' '--port x x' '--up -1 x' '--stop-timeout never x'; do
        # shellcheck disable=SC2086 # the words are meant to be split
        run -2 --separate-stderr bt-seed $arguments
        assert_output ""
        # shellcheck disable=SC2154
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}

@test "every torrent failing for another reason ends with 13" {
    make_tree data
    bt-create -q -o a.torrent data
    rm data/large.bin
    run -13 bt-seed --private-net a.torrent nowhere
}

@test "the limits of what a torrent may cost are options" {
    make_tree data
    bt-create -q -o a.torrent data
    run -4 --separate-stderr bt-seed -q --max-pieces 1 --max-files 4 a.torrent
    # shellcheck disable=SC2154
    assert_regex "$stderr" 'cannot read torrent a.torrent: more than 4 files'
}
