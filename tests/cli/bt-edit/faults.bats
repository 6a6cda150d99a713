load ../../support/common
load ../../support/faults

torrents() {
    find_shim 'open write fsync rename mkdir'
    make_tree data
    bt-create -q -o old.torrent data
    cp old.torrent right.torrent
    bt-edit -q -c new right.torrent
}

fresh() { rm -rf out; mkdir out; cp old.torrent out/x.torrent; }

# The edited file, or the old one and one sentence; no temporary either way.
all_or_nothing() {
    if ((status == 0)); then
        assert_survivable
        cmp right.torrent out/x.torrent
        assert_equal "$stderr" ""
    else
        assert_equal "$status" 5
        assert_output ""
        assert_equal "$stderr" "bt-edit: cannot write out/x.torrent: $(fault_text)"
        cmp old.torrent out/x.torrent
    fi
    assert_equal "$(ls -A out)" x.torrent
}

killed() {
    if ((status != 0)); then
        assert_equal "$status" 137
        cmp -s old.torrent out/x.torrent || cmp right.torrent out/x.torrent
    fi
    bt-edit -q -c new out/x.torrent
    cmp right.torrent out/x.torrent
    assert_equal "$(whole_files out)" x.torrent
}

@test "a torrent is edited as a whole or not at all, whatever fails" {
    torrents
    for fault in ENOSPC EIO EINTR; do
        each_fault "$fault" fresh all_or_nothing bt-edit -q -c new out/x.torrent
    done
}

@test "killed anywhere, it leaves the old torrent or the new one" {
    torrents
    each_fault KILL fresh killed bt-edit -q -c new out/x.torrent
}
