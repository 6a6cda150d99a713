load ../../support/common
load ../../support/swarm

# Where data goes that nobody keeps.
scratch() {
    mkdir scratch
    export TMPDIR=$PWD/scratch
}

@test "--cat writes the content of a file, and leaves nothing behind" {
    scratch
    start_large_swarm 3000001
    run -0 --separate-stderr bash -c "$(declare -f give); SEED=$SEED; give x.torrent --cat large > out"
    assert_equal "$stderr" ""
    cmp out seed/large
    give "$(bt-info --magnet x.torrent)" --cat 0 > out
    cmp out seed/large
    run find scratch large .bt-*
    assert_line -n 0 scratch
    refute_line --partial scratch/
    assert [ ! -e large ]
}

@test "--cat of several files writes them in the torrent's order" {
    start_swarm
    add --cat '*' > out
    cat seed/data/a/b/small.txt seed/data/grün.txt seed/data/large.bin seed/data/run.sh > wanted
    cmp out wanted
    add --cat '*' -e large.bin > out
    cat seed/data/a/b/small.txt seed/data/grün.txt seed/data/run.sh > wanted
    cmp out wanted
    fails 8 "bt-add: cannot select files of data: no path matches *.jpg" add --cat '*.jpg'
}

@test "--cat with -d keeps the data" {
    scratch
    start_large_swarm 1M
    add --cat large -d out > content
    cmp content seed/large
    cmp out/large seed/large
    # What is there is not fetched again.
    kill "${SEED_PIDS[0]}"
    add --cat large -d out > content
    cmp content seed/large
}

@test "--range writes the bytes that it says" {
    scratch
    start_large_swarm 300000 -l 16K
    local range
    for range in 0-0:1:1 0-9:1:10 20000-40000:20001:20001 299990-:299991:10 -7:299994:7 \
        299999-999999999:300000:1 -400000:1:300000 0-:1:300000; do
        IFS=: read -r range from count <<< "$range"
        add --cat large --range "$range" > out
        tail -c "+$from" seed/large | head -c "$count" > wanted
        cmp out wanted || fail "$range"
    done
    fails 2 "bt-add: cannot use range 300000-: it begins after the end of large" add --cat large --range 300000-
    for range in x 5-4 -0 - 1-x; do
        run -2 --separate-stderr bt-add --cat large --range "$range" x.torrent
        assert_output ""
    done
}

@test "--range is of one file" {
    start_swarm
    fails 2 "bt-add: cannot use range 0-1: it is of one file, and several match" add --cat '*' --range 0-1
}

# wait_for_end PID: it is told to end, and does.
wait_for_end() {
    kill "$1"
    wait "$1" || true
}

# sent: what the seed has sent, when it is over.
sent() {
    wait_for_end "${SEED_PIDS[0]}"
    jq 'select(.kind == "summary").total_payload_upload' "$SEED_LOG"
}

@test "--range fetches no more than it needs" {
    start_large_swarm 8M -l 64K
    add --cat large --range 1000000-1000099 > out
    assert [ "$(sent)" -lt 300000 ]
}

@test "--range of one file of several fetches no more than it needs" {
    mkdir -p seed/data
    head -c 8M /dev/urandom > seed/data/a
    head -c 8M /dev/urandom > seed/data/b
    bt-create -q -l 64K -o x.torrent seed/data > /dev/null
    start_seed x.torrent
    add --cat b --range 4000000-4000099 > out
    assert [ "$(sent)" -lt 300000 ]
}

@test "--tar - writes an archive of the tree with modes and links" {
    scratch
    make_tree seed/data
    ln -s a/b/small.txt seed/data/link
    ln -s ../../large.bin seed/data/a/b/up
    long=$(printf 'x%.0s' {1..120})
    mkdir -p "seed/data/$long/$long"
    echo long > "seed/data/$long/$long/file"
    bt-create -q --symlinks store -o x.torrent seed/data > /dev/null
    start_seed x.torrent
    mkdir out
    add --tar - | tar -x -C out
    same_tree seed/data out/data
    run -0 find scratch -mindepth 1
    assert_output ""
    bt-create -q -D 2020-02-03T00:00:00Z --symlinks store -fo x.torrent seed/data > /dev/null
    assert_equal "$(add --tar - -F '*.txt' | tar -tv --full-time | awk '{print $4}' | sort -u)" 2020-02-03
    add --tar - -F '*.txt' | tar -t > names
    assert_equal "$(< names)" $'data/a/b/small.txt\ndata/grün.txt'
}

@test "--tar FILE writes it whole or not at all" {
    start_swarm
    add -q --tar all.tar
    mkdir out
    tar -x -f all.tar -C out
    same_tree seed/data out/data
    kill "${SEED_PIDS[0]}"
    run -9 add -W 1s --tar new.tar
    run find . -name '*new.tar*'
    assert_output ""
}

@test "--tar does not write over a file" {
    start_swarm
    echo mine > all.tar
    run -14 --separate-stderr add --tar all.tar
    assert_regex "$stderr" '^bt-add: cannot write all.tar: File exists'
    assert_equal "$(< all.tar)" mine
}

@test "--tar FILE goes with --json" {
    start_swarm
    run -0 add -j --tar all.tar
    assert_equal "$(of exit_code)" 0
    tar -t -f all.tar | grep -q data/large.bin
}

@test "--force replaces an archive" {
    start_swarm
    echo mine > all.tar
    add -q --tar all.tar --force
    tar -t -f all.tar
}

@test "a stream and --json cannot both have standard output" {
    for words in '--cat x' '--tar -'; do
        fails 2 "bt-add: --json and the content cannot both have standard output" bt-add -j $words x.torrent
    done
}

@test "one torrent is streamed at a time" {
    fails 2 "bt-add: one torrent can be streamed at a time" bt-add --cat x a.torrent b.torrent
}

@test "a reader that leaves ends it quietly with 141" {
    scratch
    start_large_swarm 8M
    for words in '--cat large' '--tar -'; do
        run -0 --separate-stderr bash -c "$(declare -f give); SEED=$SEED; give x.torrent $words | head -c 10 > got; echo \${PIPESTATUS[0]}"
        assert_output 141
        assert_equal "$stderr" ""
        assert_equal "$(stat -c %s got)" 10
        run -0 find scratch -mindepth 1
        assert_output ""
    done
}

@test "a full device ends a stream with 5" {
    start_swarm
    run -5 --separate-stderr bash -c "$(declare -f give); SEED=$SEED; give x.torrent --cat large.bin > /dev/full"
    assert_regex "$stderr" 'cannot write standard output: No space left on device'
}

@test "content comes while the rest is still on its way" {
    start_large_swarm 4M -l 64K
    # It all takes 8 s; the beginning is there long before.
    mkfifo pipe
    give x.torrent -L 512K --cat large > pipe 2> /dev/null 3>&- &
    SEED_PIDS+=($!)
    timeout 5 head -c 200000 pipe > got
    cmp -n 200000 got seed/large
}
