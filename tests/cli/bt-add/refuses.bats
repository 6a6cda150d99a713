load ../../support/common

@test "an input that cannot be read ends with 4, and with --json in a summary" {
    fails 4 "bt-add: cannot read torrent nowhere.torrent: No such file or directory" bt-add nowhere.torrent
    run -4 --separate-stderr bt-add -j nowhere.torrent
    assert_equal "$(jq -c '[.kind, .exit_code, .reason]' <<< "${lines[1]}")" '["summary",4,"bad_input"]'
    run -4 bt-add 'magnet:?xt=urn:btih:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'
}

@test "usage errors end with 2 and one line" {
    local arguments
    for arguments in '' '--no-such-option x' '--port 70000 x' '--port x x' '--down fast x' \
        '-W soon x' '--peer 1.2.3.4 x' '--peer :5 x' '--listen 1.2.3.4 x' '--preset fast x' \
        '--listen 127.0.0.1:0 --port 5 x' '--progress loud x'; do
        # shellcheck disable=SC2086 # the words are meant to be split
        run -2 --separate-stderr bt-add $arguments
        assert_output ""
        # shellcheck disable=SC2154
        assert_equal "$(wc -l <<< "$stderr")" 1
    done
}

@test "a setting is checked before anything is started" {
    make_tree data
    bt-create -q -o a.torrent data
    fails 2 "bt-add: cannot set aio_threads: 1000 is not between 0 and 256" \
        bt-add --private-net --set aio_threads=1000 a.torrent
    fails 2 "bt-add: cannot tell event finished: there is none of that name" \
        bt-add --private-net --events finished a.torrent
    fails 2 "bt-add: cannot announce to ftp://t: not an http, https, udp, ws or wss URL" \
        bt-add --private-net -a ftp://t a.torrent
}

@test "a save folder that cannot be made ends with 11" {
    make_tree data
    bt-create -q -o a.torrent data
    fails 11 "bt-add: cannot make folder a.torrent/x: Not a directory" bt-add --private-net -d a.torrent/x a.torrent
}

@test "data that is there already is complete at once" {
    make_tree data
    bt-create -q -o a.torrent data
    run -0 --separate-stderr bt-add --private-net a.torrent
    assert_output data
    run -0 jq -s -c '.[-1] | [.kind, .finished, .total_payload_download]' <(bt-add -j --private-net a.torrent)
    assert_output '["summary",1,0]'
}

@test "a reader that goes away ends it quietly with 141" {
    run -0 --separate-stderr bash -c 'bt-add -j --private-net -W 20s --progress-interval 100ms 0123456789012345678901234567890123456789 | head -1 | jq -r .kind; echo ${PIPESTATUS[0]}'
    assert_output $'listen_succeeded\n141'
    # shellcheck disable=SC2154
    assert_equal "$stderr" ""
}

@test "a full standard output ends with 5" {
    fails 5 "bt-add: cannot write standard output: No space left on device" \
        sh -c 'bt-add -j --private-net 0123456789012345678901234567890123456789 > /dev/full'
}

@test "options come from the environment too" {
    make_tree data
    bt-create -q -o a.torrent data
    BT_ADD_DIR=elsewhere run -9 --separate-stderr bt-add --private-net -W 1s a.torrent
    assert [ -d elsewhere ]
}

@test "the limits of what a torrent may cost are options" {
    make_tree data
    bt-create -q -o a.torrent data
    run -4 --separate-stderr bt-add -q --max-pieces 1 --max-files 4 a.torrent
    # shellcheck disable=SC2154
    assert_regex "$stderr" 'cannot read torrent a.torrent: more than 4 files'
}
