load ../../support/common

@test "an input that cannot be read ends with 4 and one sentence" {
    : > empty
    printf 'no torrent' > garbage
    mkdir folder
    fails 4 "bt-info: cannot read torrent nowhere.torrent: No such file or directory" bt-info nowhere.torrent
    fails 4 "bt-info: cannot read torrent empty: the file is empty" bt-info empty
    fails 4 "bt-info: cannot read torrent folder: Is a directory" bt-info folder
    run -4 --separate-stderr bt-info garbage
    assert_output ""
    # shellcheck disable=SC2154
    assert_regex "$stderr" '^bt-info: cannot read torrent garbage: [^[:cntrl:]]*at byte [0-9]+$'
}

@test "a bad magnet link ends with 4" {
    for link in 'magnet:?dn=x' 'magnet:?xt=urn:btih:abab' \
        'magnet:?xt=urn:btih:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'; do
        run -4 --separate-stderr bt-info "$link"
        # shellcheck disable=SC2154
        assert_equal "$(wc -l <<< "$stderr")" 1
        assert_regex "$stderr" '^bt-info: cannot read magnet link magnet:'
    done
}

@test "a failed input of several is a line of its own, and the status is 13" {
    make_tree data
    bt-create -q -o a.torrent data
    run -13 --separate-stderr bt-info -j nowhere a.torrent
    assert_equal "$(jq -c '[.kind, .input, .code]' <<< "${lines[0]}")" '["error","nowhere",4]'
    assert_equal "$(jq -r .kind <<< "${lines[1]}")" torrent_info
    run -4 bt-info nowhere neither
}

@test "usage errors end with 2" {
    fails 2 "bt-info: input is required" bt-info
    run -2 --separate-stderr bt-info --no-such-option x
    run -2 --separate-stderr bt-info --pad-files x
    run -2 --separate-stderr bt-info --magnet --files x
}

@test "a full standard output ends with 5" {
    make_tree data
    bt-create -q -o a.torrent data
    for option in -j -m --files; do
        fails 5 "bt-info: cannot write standard output: No space left on device" \
            sh -c "bt-info $option a.torrent > /dev/full"
    done
}

@test "a reader that goes away ends it quietly with 141" {
    make_tree data
    bt-create -q -o a.torrent data
    inputs=$(yes a.torrent | head -5000)
    # shellcheck disable=SC2086 # the words are meant to be split
    run -0 --separate-stderr bash -c 'bt-info -j "$@" | head -1 | jq -r .name; echo ${PIPESTATUS[0]}' bash $inputs
    assert_output $'data\n141'
    # shellcheck disable=SC2154
    assert_equal "$stderr" ""
}
