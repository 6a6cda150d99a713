# shellcheck disable=SC2034 # each_fault reads where to begin
load ../../support/common
load ../../support/servers
load ../../support/faults
load ../../support/faults_swarm

# It says so, once, that there is no resume file. The next run goes on without one.
told_and_resumed() {
    assert_equal "$status" 130
    assert_output ""
    if [[ -z $FAULT_AT ]]; then
        assert_equal "$stderr" ""
        assert [ -e out/.bt-*.resume ]
    elif [[ $FAULT != EINTR || -n $stderr ]]; then
        assert_one_sentence
        assert_equal "$(find out -name '.bt-*')" ""
    fi
    assert_resumes
}

@test "a resume file is there as a whole or not at all, and the next run goes on either way" {
    find_shim 'open write fsync rename' /.bt-
    stopped_swarm
    each_fault ENOSPC fresh told_and_resumed "${STOPPED[@]}"
    FAULT_STEP=2
    each_fault EIO fresh told_and_resumed "${STOPPED[@]}"
    FAULT_FROM=2
    each_fault EINTR fresh told_and_resumed "${STOPPED[@]}"
}

@test "data that cannot be brought to the medium has no resume file" {
    find_shim fsync /data/
    stopped_swarm
    each_fault EIO fresh told_and_resumed "${STOPPED[@]}"
}
