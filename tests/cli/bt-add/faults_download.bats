load ../../support/common
load ../../support/servers
load ../../support/faults
load ../../support/swarm

# What came is kept, so no leftover counts here; the next run goes on from it.
told_and_resumed() {
    if ((status == 0)); then
        assert_survivable
        assert_equal "$stderr" ""
    else
        assert_equal "$status" 11
        assert_one_sentence
        "${FETCH[@]}" x.torrent
    fi
    assert_complete
}

@test "a download that cannot be written ends with 11, and goes on afterwards" {
    find_shim 'open write fsync rename mkdir'
    swarm 50000
    for fault in ENOSPC EIO EINTR; do
        each_fault "$fault" fresh told_and_resumed "${FETCH[@]}" x.torrent
    done
}
