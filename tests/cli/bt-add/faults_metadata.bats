load ../../support/common
load ../../support/servers
load ../../support/faults

swarm() {
    find_shim 'open write fsync rename mkdir'
    make_tree data
    bt-create -q -l 16K -o x.torrent data
    seed_here x.torrent
    FETCH=(bt-add -q "${PEER[@]}" --metadata-only -f -o "$1" "magnet:?xt=urn:btih:$(bt-info -j x.torrent | jq -r .info_hash_v1)")
}

# Whether it has piece layers is up to how many of them came.
assert_right() {
    assert_equal "$(bt-info -j "$1" | jq -c '[.info_hash_v1, .info_hash_v2]')" \
        "$(bt-info -j x.torrent | jq -c '[.info_hash_v1, .info_hash_v2]')"
}

fresh() { rm -rf out; mkdir out; }
older() { fresh; printf old > out/x.torrent; }

# The right file, or what was there before and one sentence; no temporary either way.
all_or_nothing() {
    if ((status == 0)); then
        assert_survivable
        assert_equal "$stderr" ""
        assert_right out/x.torrent
    else
        assert_equal "$status" 5
        assert_one_sentence
        assert_equal "$(cat out/x.torrent)" old
    fi
    assert_equal "$(ls -A out)" x.torrent
}

folder_or_nothing() {
    if ((status == 0)); then
        [[ $FAULT_AT == "fsync $(pwd -P)/out/new" ]] || assert_survivable
        assert_equal "$stderr" ""
        assert_right out/new/*.torrent
    else
        [[ $status == 5 || $status == 11 && $FAULT_AT == mkdir* ]]
        assert_one_sentence
        assert_equal "$(find out -type f)" ""
    fi
}

killed() {
    [[ -z $FAULT_AT ]] || assert_equal "$status" 137
    [[ $(< out/x.torrent) == old ]] || assert_right out/x.torrent
    "${FETCH[@]}"
    assert_right out/x.torrent
    assert_equal "$(whole_files out)" x.torrent
}

@test "metadata is saved as a whole or not at all, whatever fails" {
    swarm out/x.torrent
    for fault in ENOSPC EIO EINTR; do each_fault "$fault" older all_or_nothing "${FETCH[@]}"; done
}

@test "metadata for a new folder is saved as a whole or not at all, whatever fails" {
    swarm out/new/
    for fault in ENOSPC EIO EINTR; do each_fault "$fault" fresh folder_or_nothing "${FETCH[@]}"; done
}

@test "killed anywhere, it leaves the old metadata or the new" {
    swarm out/x.torrent
    each_fault KILL older killed "${FETCH[@]}"
}
