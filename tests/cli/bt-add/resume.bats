load ../../support/common
load ../../support/swarm

key() {
    bt-info -j x.torrent | jq -r .info_hash_v1
}

# A large file that comes slowly in the background; waits until some of it is there.
start_slow() {
    start_add slow -d out --peer "$SEED" -L 1M --progress-interval 200ms "$@"
    wait_for bash -c "jq -e 'select(.kind == \"torrent_status\" and .total_done > 1000000)' slow.jsonl > some 2> /dev/null; test -s some"
}

# stopped SIGNAL STATUS: the one in the background, and so it ends.
stopped() {
    local status=0
    kill "-$1" "$ADD_PID"
    wait "$ADD_PID" || status=$?
    assert_equal "$status" "$2"
}

# had: what the stopped one received, as it says itself.
had() {
    jq -s 'map(select(.kind == "summary"))[-1].total_payload_download' slow.jsonl
}

@test "stopped and started again it goes on without fetching twice" {
    start_large_swarm 6M -l 64K
    start_slow x.torrent
    stopped INT 130
    assert_equal "$(< slow.errors)" ""
    assert_equal "$(jq -r 'select(.kind == "summary").reason' slow.jsonl)" interrupted
    assert [ -e "out/.bt-$(key).resume" ]
    had=$(had)
    assert [ "$had" -gt 1000000 ]
    run -0 --separate-stderr add -j -d out
    # A piece or two may have been on their way.
    assert [ $((had + $(of total_payload_download))) -lt $((6291456 + 10 * 65536)) ]
    # Nothing had to be checked.
    refute_line --partial '"state":"checking_files"'
    cmp out/large seed/large
    assert [ ! -e "out/.bt-$(key).resume" ]
}

@test "so does a magnet link, and one of chosen files" {
    start_large_swarm 6M -l 64K
    for words in '' '-F large'; do
        rm -rf out
        start_slow "$(bt-info --magnet x.torrent)" $words
        stopped TERM 143
        had=$(had)
        run -0 --separate-stderr give "$(bt-info --magnet x.torrent)" -j -d out $words
        assert [ $((had + $(of total_payload_download))) -lt $((6291456 + 10 * 65536)) ]
        cmp out/large seed/large
        run find out -name '.bt-*'
        assert_output ""
    done
}

@test "--save-interval saves while it downloads, and complete data has no such file" {
    start_large_swarm 4M -l 64K
    start_slow --save-interval 300ms x.torrent
    wait_for test -e "out/.bt-$(key).resume"
    assert_equal "$(stat -c %a "out/.bt-$(key).resume")" 600
    kill -KILL "$ADD_PID"
    wait "$ADD_PID" || true
    assert [ -e "out/.bt-$(key).resume" ]
    run -0 --separate-stderr add -j -d out
    assert [ "$(of total_payload_download)" -lt 3600000 ]
    cmp out/large seed/large
    assert [ ! -e "out/.bt-$(key).resume" ]
    # 30 s is the default.
    rm -rf out
    start_slow x.torrent
    assert [ ! -e "out/.bt-$(key).resume" ]
    stopped TERM 143
}

@test "a resume file that is garbage is told of, and the data is complete all the same" {
    start_large_swarm 2M
    for garbage in garbage ''; do
        rm -rf out
        mkdir out
        head -c 1M seed/large > out/large
        printf '%s' "$garbage" > "out/.bt-$(key).resume"
        run -0 --separate-stderr add -d out
        assert_regex "$stderr" "^bt-add: cannot use out/.bt-$(key).resume: .*; checking all data$"
        cmp out/large seed/large
        assert [ ! -e "out/.bt-$(key).resume" ]
        # It is kept for whoever wants to know.
        assert_equal "$(cat "out/.bt-$(key).resume.bad")" "$garbage"
    done
}

@test "a resume file that lies is not believed" {
    start_large_swarm 4M -l 64K
    start_slow x.torrent
    stopped TERM 143
    cp -p out/large kept
    head -c 4M /dev/zero > out/large
    run -0 add -d out
    cmp out/large seed/large
    rm -rf out
    start_slow x.torrent
    stopped TERM 143
    rm out/large
    run -0 add -d out
    cmp out/large seed/large
}

@test "what is there without a resume file is checked, and only the rest fetched" {
    start_large_swarm 4M -l 64K
    mkdir out
    head -c 3M seed/large > out/large
    run -0 --separate-stderr add -j -d out
    assert_equal "$(of total_payload_download)" 1048576
    cmp out/large seed/large
}

# Two files, of which one is being fetched alone.
start_one_of_two() {
    mkdir -p seed/data
    head -c 3M /dev/urandom > seed/data/one
    head -c 3M /dev/urandom > seed/data/two
    bt-create -q -l 64K -o x.torrent seed/data > /dev/null
    start_seed x.torrent
    start_slow -F one x.torrent
    stopped TERM 143
}

@test "chosen anew, the other file comes alone" {
    start_one_of_two
    add -q -d out -F two
    cmp out/data/two seed/data/two
    # The first one stays as it was: begun, not whole.
    run -1 cmp -s out/data/one seed/data/one
}

@test "without -F all comes, whatever was chosen before it was stopped" {
    start_one_of_two
    add -q -d out
    same_tree seed/data out/data
}

@test "a second signal ends it at once" {
    start_large_swarm 4M
    start_slow --stop-timeout 30s -a "http://127.0.0.1:$(free_port)/announce" x.torrent
    kill "$ADD_PID"
    kill -INT "$ADD_PID" 2> /dev/null || true
    status=0
    wait "$ADD_PID" || status=$?
    ((status == 130 || status == 143)) || fail "$status"
}
