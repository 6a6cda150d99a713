load ../../support/common
load ../../support/servers
load ../../support/faults

# A seed of three files, one of several pieces.
swarm() {
    find_shim 'open write fsync rename mkdir'
    mkdir -p data/below
    head -c 50000 /dev/zero | tr '\0' x > data/below/large.bin
    printf 'small\n' > data/small.txt
    : > data/empty
    bt-create -q -l 16K -o x.torrent data
    start_seed x.torrent
    FETCH=(bt-add -q "${PEER[@]}" -d out x.torrent)
}

fresh() { rm -rf out; }

is_complete() {
    diff -r data out/data
    assert_equal "$(whole_files out)" "$(cd data && whole_files . | sed 's:^:data/:')"
}

# What came is kept, so no leftover counts here; the next run goes on from it.
told_and_resumed() {
    if ((status == 0)); then
        assert_survivable
        assert_equal "$stderr" ""
    else
        assert_equal "$status" 11
        assert_one_sentence
        "${FETCH[@]}"
    fi
    is_complete
}

killed_and_resumed() {
    [[ -z $FAULT_AT ]] || assert_equal "$status" 137
    ((status == 0)) || "${FETCH[@]}"
    is_complete
}

@test "a download that cannot be written ends with 11, and goes on afterwards" {
    swarm
    for fault in ENOSPC EIO EINTR; do each_fault "$fault" fresh told_and_resumed "${FETCH[@]}"; done
}

@test "a download killed anywhere goes on afterwards" {
    swarm
    each_fault KILL fresh killed_and_resumed "${FETCH[@]}"
}
