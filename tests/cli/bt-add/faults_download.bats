# shellcheck disable=SC2034 # each_fault reads where to begin
load ../../support/common
load ../../support/servers
load ../../support/faults
load ../../support/faults_swarm

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

@test "a disk that stays full is told of once" {
    find_shim 'open write fsync rename mkdir'
    swarm 50000
    FAULT_STAYS=yes FAULT_STEP=2
    each_fault ENOSPC fresh told_and_resumed "${FETCH[@]}" x.torrent
}
