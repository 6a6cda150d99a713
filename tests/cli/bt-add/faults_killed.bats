# shellcheck disable=SC2034 # each_fault reads where to begin
load ../../support/common
load ../../support/servers
load ../../support/faults
load ../../support/faults_swarm

was_killed() { [[ -z $FAULT_AT ]] || assert_equal "$status" 137; }

downloads_again() {
    was_killed
    ((status == 0)) || "${FETCH[@]}" x.torrent
    assert_complete
}

opens_again() {
    was_killed
    ((status == 0)) || "${FETCH[@]}" x.torrent
    assert_session_whole
}

resumes_again() {
    was_killed
    assert_resumes
}

@test "a download killed anywhere goes on afterwards" {
    find_shim 'open write fsync rename mkdir unlink'
    swarm 50000
    each_fault KILL fresh downloads_again "${FETCH[@]}" x.torrent
}

@test "a session killed anywhere opens again" {
    find_shim 'open write fsync rename mkdir unlink' /state/
    session_swarm
    FAULT_STEP=2
    each_fault KILL fresh opens_again "${FETCH[@]}" x.torrent
}

@test "killed while a resume file is written, it leaves nothing that is in the way" {
    find_shim 'open write fsync rename' /.bt-
    stopped_swarm
    each_fault KILL fresh resumes_again "${STOPPED[@]}"
}
