# shellcheck disable=SC2034 # each_fault reads where to begin
load ../../support/common
load ../../support/servers
load ../../support/faults
load ../../support/faults_swarm

# SQLite has words of its own for why, and does by itself again what was interrupted. What it fails
# to tidy up when it closes is done when it opens again; and what could not be saved at first may be
# at the end, after a sentence about it.
told_and_resumed() {
    if ((status != 0)) || [[ -n $stderr ]]; then
        assert_equal "$(wc -l <<< "$stderr")" 1
        assert_regex "$stderr" '^bt-add: cannot .*out/state'
    fi
    if ((status != 0)); then
        assert_equal "$status" 11
        "${FETCH[@]}" x.torrent
    fi
    assert_session_whole
}

unsynced() {
    if [[ -n $FAULT_AT ]]; then
        assert_equal "$status" 11
        assert_equal "$stderr" "bt-add: cannot save how far $(pwd -P)/out/data came: Input/output error"
        "${FETCH[@]}" x.torrent
    fi
    assert_session_whole
}

@test "a session that cannot be written ends with 11, and opens again" {
    find_shim 'open write fsync rename mkdir' /state/
    session_swarm
    FAULT_STEP=3
    each_fault ENOSPC fresh told_and_resumed "${FETCH[@]}" x.torrent
    FAULT_FROM=2
    each_fault EIO fresh told_and_resumed "${FETCH[@]}" x.torrent
    FAULT_FROM=3
    each_fault EINTR fresh told_and_resumed "${FETCH[@]}" x.torrent
}

@test "data that cannot be brought to the medium is not saved as complete" {
    find_shim fsync /data/
    session_swarm
    each_fault EIO fresh unsynced "${FETCH[@]}" x.torrent
}
